CREATE TABLE shop.author (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    born date,
    CONSTRAINT author_name_not_blank CHECK (btrim(name) <> '')
);

CREATE INDEX author_name_idx ON shop.author (lower(name));
