-- source: db/schema/00_common/010_schema.sql
CREATE SCHEMA shop;

COMMENT ON SCHEMA shop IS 'A small bookshop';
-- source: db/schema/10_tables/010_author.sql
CREATE TABLE shop.author (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    born date,
    CONSTRAINT author_name_not_blank CHECK (btrim(name) <> '')
);

CREATE INDEX author_name_idx ON shop.author (lower(name));
-- source: db/schema/10_tables/020_book.sql
CREATE TABLE shop.book (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    author_id bigint NOT NULL REFERENCES shop.author (id),
    title text NOT NULL,
    price_cents integer NOT NULL CHECK (price_cents >= 0)
);

CREATE INDEX book_author_id_idx ON shop.book (author_id);
-- source: db/schema/20_views/010_catalogue.sql
CREATE VIEW shop.catalogue AS
SELECT book.title, author.name AS author, book.price_cents
FROM shop.book
JOIN shop.author ON author.id = book.author_id;
