-- case: labels added at the front, in the middle, at the end
CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'happy');
-- to
CREATE TYPE app.mood AS ENUM ('awful', 'worse', 'sad', 'so so', 'well', 'ok', 'happy', 'mad', 'over');
-- case: first labels
CREATE TYPE app.mood AS ENUM ();
-- to
CREATE TYPE app.mood AS ENUM ('one', E'two\nlines');
-- case: labels in another order
CREATE TYPE app.mood AS ENUM ('a', 'b');
-- to
CREATE TYPE app.mood AS ENUM ('b', 'a');
-- case: a domain's default, null and checks
CREATE DOMAIN app.d AS text DEFAULT 'x' CONSTRAINT short CHECK (length(VALUE) < 10) CONSTRAINT gone CHECK (VALUE <> 'q');
-- to
CREATE DOMAIN app.d AS text DEFAULT 'y' NOT NULL CONSTRAINT short CHECK (length(VALUE) < 20) CONSTRAINT fresh CHECK (VALUE <> 'z');
-- case: a check that is not validated
CREATE DOMAIN app.d AS text; ALTER DOMAIN app.d ADD CONSTRAINT c CHECK (VALUE <> '') NOT VALID;
-- to
CREATE DOMAIN app.d AS text CONSTRAINT c CHECK (VALUE <> '');
-- case: a domain without a default
CREATE DOMAIN app.d AS text DEFAULT 'x' NOT NULL;
-- to
CREATE DOMAIN app.d AS text;
-- case: a domain of another type
CREATE DOMAIN app.d AS text CHECK (VALUE <> '');
-- to
CREATE DOMAIN app.d AS varchar(10) COLLATE "C" CHECK (VALUE <> '');
-- case: attributes
CREATE TYPE app.c AS (a int, b text, "C" date);
-- to
CREATE TYPE app.c AS (a bigint, b text COLLATE "C", d numeric(4,1));
-- case: attributes in another order
CREATE TYPE app.c AS (a int, b text);
-- to
CREATE TYPE app.c AS (b text, a int);
-- case: a composite type that grows from nothing
CREATE TYPE app.c AS ();
-- to
CREATE TYPE app.c AS (a int);
-- case: a range of another type, and a function on it
CREATE TYPE app.r AS RANGE (SUBTYPE = float8); CREATE FUNCTION app.f(app.r) RETURNS int LANGUAGE sql AS 'select 1';
-- to
CREATE TYPE app.r AS RANGE (SUBTYPE = numeric, MULTIRANGE_TYPE_NAME = app.rs); CREATE FUNCTION app.f(app.r) RETURNS int LANGUAGE sql AS 'select 1';
-- case: a collation
CREATE COLLATION app.c (LOCALE = 'C');
-- to
CREATE COLLATION app.c (PROVIDER = icu, LOCALE = 'de-u-co-phonebk', DETERMINISTIC = false);
-- case: a function's body and options
CREATE FUNCTION app.f(a int) RETURNS int LANGUAGE sql AS 'select 1';
-- to
CREATE FUNCTION app.f(a int) RETURNS int LANGUAGE plpgsql STABLE SECURITY DEFINER COST 7 SET work_mem = '1MB' AS 'begin return 2; end';
-- case: a default added and a name given
CREATE FUNCTION app.f(int, b int) RETURNS int LANGUAGE sql AS 'select 1';
-- to
CREATE FUNCTION app.f(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql AS 'select 1';
-- case: another argument name
CREATE FUNCTION app.f(a int) RETURNS int LANGUAGE sql AS 'select 1';
-- to
CREATE FUNCTION app.f(b int) RETURNS int LANGUAGE sql AS 'select 1';
-- case: another result
CREATE FUNCTION app.f() RETURNS TABLE (a int, b text) LANGUAGE sql AS 'select 1, null::text';
-- to
CREATE FUNCTION app.f() RETURNS TABLE (a int, c text) LANGUAGE sql AS 'select 1, null::text';
-- case: a function that becomes a procedure
CREATE FUNCTION app.f() RETURNS void LANGUAGE sql AS 'select 1';
-- to
CREATE PROCEDURE app.f() LANGUAGE sql AS 'select 1';
-- case: a function that becomes a window function
CREATE FUNCTION app.f() RETURNS bigint LANGUAGE internal AS 'window_row_number';
-- to
CREATE FUNCTION app.f() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';
-- case: a procedure's out argument
CREATE PROCEDURE app.p(IN a int, OUT b int) LANGUAGE plpgsql AS 'begin b := 1; end';
-- to
CREATE PROCEDURE app.p(IN a int, OUT c text) LANGUAGE plpgsql AS 'begin c := 1; end';
-- case: a function in the body of another
CREATE FUNCTION app.f(a int) RETURNS int LANGUAGE sql AS 'select 1'; CREATE FUNCTION app.g() RETURNS int BEGIN ATOMIC SELECT app.f(1); END;
-- to
CREATE FUNCTION app.f(b int) RETURNS int LANGUAGE sql AS 'select 1'; CREATE FUNCTION app.g() RETURNS int BEGIN ATOMIC SELECT app.f(1) + 1; END;
-- case: an aggregate's start
CREATE AGGREGATE app.a(int) (SFUNC = int4pl, STYPE = int4, INITCOND = '0');
-- to
CREATE AGGREGATE app.a(int) (SFUNC = int4pl, STYPE = int4, INITCOND = '1', PARALLEL = SAFE);
-- case: an aggregate's result
CREATE AGGREGATE app.a(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');
-- to
CREATE AGGREGATE app.a(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0', FINALFUNC = float8);
-- case: a cast
CREATE TYPE app.m AS ENUM ('a'); CREATE CAST (text AS app.m) WITH INOUT;
-- to
CREATE TYPE app.m AS ENUM ('a'); CREATE CAST (text AS app.m) WITH INOUT AS ASSIGNMENT;
-- case: an operator's estimators
CREATE FUNCTION app.eq(int, text) RETURNS bool LANGUAGE sql AS 'select true'; CREATE OPERATOR app.=== (FUNCTION = app.eq, LEFTARG = int, RIGHTARG = text, RESTRICT = eqsel, JOIN = eqjoinsel);
-- to
CREATE FUNCTION app.eq(int, text) RETURNS bool LANGUAGE sql AS 'select true'; CREATE OPERATOR app.=== (FUNCTION = app.eq, LEFTARG = int, RIGHTARG = text, RESTRICT = neqsel);
-- case: an operator that gets a commutator
CREATE FUNCTION app.lt(int, text) RETURNS bool LANGUAGE sql AS 'select true'; CREATE FUNCTION app.gt(text, int) RETURNS bool LANGUAGE sql AS 'select true'; CREATE OPERATOR app.<<< (FUNCTION = app.lt, LEFTARG = int, RIGHTARG = text);
-- to
CREATE FUNCTION app.lt(int, text) RETURNS bool LANGUAGE sql AS 'select true'; CREATE FUNCTION app.gt(text, int) RETURNS bool LANGUAGE sql AS 'select true'; CREATE OPERATOR app.<<< (FUNCTION = app.lt, LEFTARG = int, RIGHTARG = text); CREATE OPERATOR app.>>> (FUNCTION = app.gt, LEFTARG = text, RIGHTARG = int, COMMUTATOR = OPERATOR(app.<<<));
-- case: members of a family
CREATE OPERATOR FAMILY app.f USING btree; CREATE FUNCTION app.c(int, text) RETURNS int LANGUAGE sql IMMUTABLE AS 'select 1'; CREATE FUNCTION app.d(int, text) RETURNS int LANGUAGE sql IMMUTABLE AS 'select 1'; ALTER OPERATOR FAMILY app.f USING btree ADD FUNCTION 1 (int, text) app.c(int, text);
-- to
CREATE OPERATOR FAMILY app.f USING btree; CREATE FUNCTION app.c(int, text) RETURNS int LANGUAGE sql IMMUTABLE AS 'select 1'; CREATE FUNCTION app.d(int, text) RETURNS int LANGUAGE sql IMMUTABLE AS 'select 1'; ALTER OPERATOR FAMILY app.f USING btree ADD FUNCTION 1 (int, text) app.d(int, text);
-- case: a dictionary's options
CREATE TEXT SEARCH DICTIONARY app.d (TEMPLATE = simple, STOPWORDS = english);
-- to
CREATE TEXT SEARCH DICTIONARY app.d (TEMPLATE = simple, ACCEPT = false);
-- case: mappings
CREATE TEXT SEARCH CONFIGURATION app.c (COPY = english);
-- to
CREATE TEXT SEARCH CONFIGURATION app.c (COPY = english); ALTER TEXT SEARCH CONFIGURATION app.c DROP MAPPING FOR email, url; ALTER TEXT SEARCH CONFIGURATION app.c ALTER MAPPING FOR asciiword WITH simple, english_stem;
-- case: a server and its options
CREATE FOREIGN DATA WRAPPER w OPTIONS (debug 'true', x '1'); CREATE SERVER s VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'a'); CREATE USER MAPPING FOR public SERVER s OPTIONS (user 'u', password 'hush');
-- to
CREATE FOREIGN DATA WRAPPER w OPTIONS (debug 'false', y '1'); CREATE SERVER s VERSION '2' FOREIGN DATA WRAPPER w OPTIONS (host 'b', port '1'); CREATE USER MAPPING FOR public SERVER s OPTIONS (user 'v', token 'hush');
-- case: a server of another type
CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s TYPE 'a' FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR public SERVER s OPTIONS (user 'u');
-- to
CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s TYPE 'b' FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR public SERVER s OPTIONS (user 'u');
-- case: an extension in another schema, and what hangs on it
CREATE EXTENSION hstore WITH SCHEMA public; CREATE FUNCTION app.h(int) RETURNS int LANGUAGE sql AS 'select 1';
-- to
CREATE EXTENSION hstore WITH SCHEMA app; CREATE FUNCTION app.h(int) RETURNS int LANGUAGE sql AS 'select 1'; ALTER FUNCTION app.h(int) DEPENDS ON EXTENSION hstore;
-- case: an older extension (one way)
CREATE EXTENSION pg_trgm VERSION '1.5';
-- to
CREATE EXTENSION pg_trgm VERSION '1.6';
-- case: a language
CREATE TRUSTED LANGUAGE plx HANDLER plpgsql_call_handler;
-- to
CREATE TRUSTED LANGUAGE plx HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler;
-- case: a conversion
CREATE CONVERSION app.c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
-- to
CREATE DEFAULT CONVERSION app.c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
-- case: database settings
DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = app, "$user"', current_database()); EXECUTE format('ALTER DATABASE %I SET work_mem = ''5MB''', current_database()); END$$;
-- to
DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = "My App"', current_database()); EXECUTE format('ALTER ROLE postgres IN DATABASE %I SET datestyle = ''ISO, YMD''', current_database()); END$$;
-- case: without public (one way)
SELECT;
-- to
DROP SCHEMA public;
-- case: a base type
CREATE TYPE app.bt;
-- to
CREATE TYPE app.bt; CREATE FUNCTION app.b_in(cstring) RETURNS app.bt LANGUAGE internal IMMUTABLE STRICT AS 'int4in'; CREATE FUNCTION app.b_out(app.bt) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out'; CREATE TYPE app.bt (INPUT = app.b_in, OUTPUT = app.b_out, LIKE = int4, CATEGORY = 'N', DELIMITER = ';');
-- case: a base type from nothing
SELECT;
-- to
CREATE TYPE app.bt; CREATE FUNCTION app.b_in(cstring) RETURNS app.bt LANGUAGE internal IMMUTABLE STRICT AS 'int4in'; CREATE FUNCTION app.b_out(app.bt) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out'; CREATE TYPE app.bt (INPUT = app.b_in, OUTPUT = app.b_out, LIKE = int4);

-- case: a foreign column of another type
CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE app.far (seen boolean, note text) SERVER s;
-- to
CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE app.far (seen numeric(1, 0), note varchar(9)) SERVER s;
-- case: a partition brings its key for the index of its table
CREATE TABLE app.log (id int NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
CREATE UNIQUE INDEX log_once ON app.log (id, day);
-- to
CREATE TABLE app.log (id int NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE app.log_2026 PARTITION OF app.log (PRIMARY KEY (id, day)) FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE UNIQUE INDEX log_once ON app.log (id, day);
