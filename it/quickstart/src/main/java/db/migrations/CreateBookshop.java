package db.migrations;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;

/** Release 1: authors and their books. */
@Migration(version = "20260901090000", name = "create_bookshop")
@Up("""
        CREATE SCHEMA shop;
        COMMENT ON SCHEMA shop IS 'A small bookshop';
        CREATE TABLE shop.author (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name text NOT NULL,
            born date,
            CONSTRAINT author_name_not_blank CHECK (btrim(name) <> '')
        );
        CREATE INDEX author_name_idx ON shop.author (lower(name));
        CREATE TABLE shop.book (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            author_id bigint NOT NULL REFERENCES shop.author (id),
            title text NOT NULL,
            price_cents integer NOT NULL CHECK (price_cents >= 0)
        );
        CREATE INDEX book_author_id_idx ON shop.book (author_id);
        CREATE VIEW shop.catalogue AS
        SELECT book.title, author.name AS author, book.price_cents
        FROM shop.book
        JOIN shop.author ON author.id = book.author_id
        """)
@Down("DROP SCHEMA shop CASCADE")
public final class CreateBookshop {}
