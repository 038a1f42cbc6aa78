CREATE TABLE gamma (id int);
