CREATE VIEW shop.catalogue AS
SELECT book.title, author.name AS author, book.price_cents
FROM shop.book
JOIN shop.author ON author.id = book.author_id;
