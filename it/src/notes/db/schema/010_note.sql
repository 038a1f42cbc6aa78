CREATE TABLE note (
    id bigint PRIMARY KEY,
    text text NOT NULL,
    author text
);
CREATE INDEX note_author_idx ON note (author);
