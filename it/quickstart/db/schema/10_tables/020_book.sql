CREATE TABLE shop.book (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    author_id bigint NOT NULL REFERENCES shop.author (id),
    title text NOT NULL,
    price_cents integer NOT NULL CHECK (price_cents >= 0),
    isbn text UNIQUE
);

COMMENT ON COLUMN shop.book.isbn IS 'Thirteen digits, without hyphens';

CREATE INDEX book_author_id_idx ON shop.book (author_id);
