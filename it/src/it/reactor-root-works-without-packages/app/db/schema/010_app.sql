CREATE TABLE app (id int);
