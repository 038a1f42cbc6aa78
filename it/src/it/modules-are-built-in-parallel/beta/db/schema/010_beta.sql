CREATE TABLE beta (id int);
