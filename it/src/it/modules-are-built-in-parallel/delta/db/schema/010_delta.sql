CREATE TABLE delta (id int);
