CREATE SCHEMA shop;

COMMENT ON SCHEMA shop IS 'A small bookshop';
