CREATE TABLE first (id int);
-- Ümlauts and 😀 count as one column each
/* 😀 */ CREATE TABEL second (id int);
