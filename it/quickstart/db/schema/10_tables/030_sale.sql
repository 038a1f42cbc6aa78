CREATE TABLE shop.sale (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    book_id bigint NOT NULL REFERENCES shop.book (id),
    sold_at timestamptz NOT NULL DEFAULT now(),
    price_cents integer NOT NULL
);
