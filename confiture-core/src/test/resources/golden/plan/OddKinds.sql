-- labels added at the front, in the middle, at the end
ALTER TYPE app.mood ADD VALUE 'awful' BEFORE 'sad';
ALTER TYPE app.mood ADD VALUE 'worse' AFTER 'awful';
ALTER TYPE app.mood ADD VALUE 'so so' AFTER 'sad';
ALTER TYPE app.mood ADD VALUE 'well' AFTER 'so so';
ALTER TYPE app.mood ADD VALUE 'mad';
ALTER TYPE app.mood ADD VALUE 'over';
-- back
DROP TYPE app.mood;
CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'happy');

-- first labels
ALTER TYPE app.mood ADD VALUE 'one';
ALTER TYPE app.mood ADD VALUE E'two\nlines';
-- back
DROP TYPE app.mood;
CREATE TYPE app.mood AS ENUM ();

-- labels in another order
DROP TYPE app.mood;
CREATE TYPE app.mood AS ENUM ('b', 'a');
-- back
DROP TYPE app.mood;
CREATE TYPE app.mood AS ENUM ('a', 'b');

-- a domain's default, null and checks
ALTER DOMAIN app.d DROP CONSTRAINT gone;
ALTER DOMAIN app.d SET DEFAULT 'y'::text;
ALTER DOMAIN app.d SET NOT NULL;
ALTER DOMAIN app.d ADD CONSTRAINT fresh CHECK (VALUE <> 'z'::text) NOT VALID;
ALTER DOMAIN app.d VALIDATE CONSTRAINT fresh;
ALTER DOMAIN app.d DROP CONSTRAINT short;
ALTER DOMAIN app.d ADD CONSTRAINT short CHECK (length(VALUE) < 20) NOT VALID;
ALTER DOMAIN app.d VALIDATE CONSTRAINT short;
-- back
ALTER DOMAIN app.d DROP CONSTRAINT fresh;
ALTER DOMAIN app.d SET DEFAULT 'x'::text;
ALTER DOMAIN app.d DROP NOT NULL;
ALTER DOMAIN app.d ADD CONSTRAINT gone CHECK (VALUE <> 'q'::text) NOT VALID;
ALTER DOMAIN app.d VALIDATE CONSTRAINT gone;
ALTER DOMAIN app.d DROP CONSTRAINT short;
ALTER DOMAIN app.d ADD CONSTRAINT short CHECK (length(VALUE) < 10) NOT VALID;
ALTER DOMAIN app.d VALIDATE CONSTRAINT short;

-- a check that is not validated
ALTER DOMAIN app.d VALIDATE CONSTRAINT c;
-- back
ALTER DOMAIN app.d DROP CONSTRAINT c;
ALTER DOMAIN app.d ADD CONSTRAINT c CHECK (VALUE <> ''::text) NOT VALID;

-- a domain without a default
ALTER DOMAIN app.d DROP DEFAULT;
ALTER DOMAIN app.d DROP NOT NULL;
-- back
ALTER DOMAIN app.d SET DEFAULT 'x'::text;
ALTER DOMAIN app.d SET NOT NULL;

-- a domain of another type
DROP DOMAIN app.d;
CREATE DOMAIN app.d AS character varying(10) COLLATE "C"
    CONSTRAINT d_check CHECK (VALUE::text <> ''::text);
-- back
DROP DOMAIN app.d;
CREATE DOMAIN app.d AS text
    CONSTRAINT d_check CHECK (VALUE <> ''::text);

-- attributes
ALTER TYPE app.c DROP ATTRIBUTE "C" CASCADE;
--   DATA_LOSS: stored values of app.c."C" are lost
ALTER TYPE app.c ADD ATTRIBUTE d numeric(4,1) CASCADE;
ALTER TYPE app.c ALTER ATTRIBUTE a TYPE bigint CASCADE;
ALTER TYPE app.c ALTER ATTRIBUTE b TYPE text COLLATE "C" CASCADE;
-- back
ALTER TYPE app.c DROP ATTRIBUTE d CASCADE;
--   DATA_LOSS: stored values of app.c.d are lost
ALTER TYPE app.c ADD ATTRIBUTE "C" date CASCADE;
ALTER TYPE app.c ALTER ATTRIBUTE a TYPE integer CASCADE;
ALTER TYPE app.c ALTER ATTRIBUTE b TYPE text CASCADE;

-- attributes in another order
DROP TYPE app.c;
CREATE TYPE app.c AS (
    b text,
    a integer
);
-- back
DROP TYPE app.c;
CREATE TYPE app.c AS (
    a integer,
    b text
);

-- a composite type that grows from nothing
ALTER TYPE app.c ADD ATTRIBUTE a integer CASCADE;
-- back
ALTER TYPE app.c DROP ATTRIBUTE a CASCADE;
--   DATA_LOSS: stored values of app.c.a are lost

-- a range of another type, and a function on it
DROP FUNCTION app.f(app.r);
--   BREAKS_READERS: calls of function app.f(app.r) fail until it is made again
DROP TYPE app.r;
CREATE TYPE app.r AS RANGE (
    SUBTYPE = numeric,
    MULTIRANGE_TYPE_NAME = app.rs
);
CREATE FUNCTION app.f(app.r)
 RETURNS integer
 LANGUAGE sql
AS $function$select 1$function$;
-- back
DROP FUNCTION app.f(app.r);
--   BREAKS_READERS: calls of function app.f(app.r) fail until it is made again
DROP TYPE app.r;
CREATE TYPE app.r AS RANGE (
    SUBTYPE = double precision,
    MULTIRANGE_TYPE_NAME = app.r_multirange
);
CREATE FUNCTION app.f(app.r)
 RETURNS integer
 LANGUAGE sql
AS $function$select 1$function$;

-- a collation
DROP COLLATION app.c;
CREATE COLLATION app.c (
    PROVIDER = icu,
    LOCALE = 'de-u-co-phonebk',
    DETERMINISTIC = false
);
-- back
DROP COLLATION app.c;
CREATE COLLATION app.c (
    LOCALE = 'C'
);

-- a function's body and options
CREATE OR REPLACE FUNCTION app.f(a integer)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER COST 7
 SET work_mem TO '1MB'
AS $function$begin return 2; end$function$;
-- back
CREATE OR REPLACE FUNCTION app.f(a integer)
 RETURNS integer
 LANGUAGE sql
AS $function$select 1$function$;

-- a default added and a name given
CREATE OR REPLACE FUNCTION app.f(a integer, b integer DEFAULT 2)
 RETURNS integer
 LANGUAGE sql
AS $function$select 1$function$;
-- back
DROP FUNCTION app.f(integer, integer);
--   BREAKS_READERS: calls of function app.f(integer, integer) fail until it is made again
CREATE FUNCTION app.f(integer, b integer)
 RETURNS integer
 LANGUAGE sql
AS $function$select 1$function$;

-- another argument name
DROP FUNCTION app.f(integer);
--   BREAKS_READERS: calls of function app.f(integer) fail until it is made again
CREATE FUNCTION app.f(b integer)
 RETURNS integer
 LANGUAGE sql
AS $function$select 1$function$;
-- back
DROP FUNCTION app.f(integer);
--   BREAKS_READERS: calls of function app.f(integer) fail until it is made again
CREATE FUNCTION app.f(a integer)
 RETURNS integer
 LANGUAGE sql
AS $function$select 1$function$;

-- another result
DROP FUNCTION app.f();
--   BREAKS_READERS: calls of function app.f() fail until it is made again
CREATE FUNCTION app.f()
 RETURNS TABLE(a integer, c text)
 LANGUAGE sql
AS $function$select 1, null::text$function$;
-- back
DROP FUNCTION app.f();
--   BREAKS_READERS: calls of function app.f() fail until it is made again
CREATE FUNCTION app.f()
 RETURNS TABLE(a integer, b text)
 LANGUAGE sql
AS $function$select 1, null::text$function$;

-- a function that becomes a procedure
DROP FUNCTION app.f();
--   BREAKS_READERS: calls of function app.f() fail from now on
CREATE PROCEDURE app.f()
 LANGUAGE sql
AS $procedure$select 1$procedure$;
-- back
DROP PROCEDURE app.f();
--   BREAKS_READERS: calls of procedure app.f() fail from now on
CREATE FUNCTION app.f()
 RETURNS void
 LANGUAGE sql
AS $function$select 1$function$;

-- a function that becomes a window function
DROP FUNCTION app.f();
--   BREAKS_READERS: calls of function app.f() fail until it is made again
CREATE FUNCTION app.f()
 RETURNS bigint
 LANGUAGE internal
 WINDOW
AS $function$window_row_number$function$;
-- back
DROP FUNCTION app.f();
--   BREAKS_READERS: calls of function app.f() fail until it is made again
CREATE FUNCTION app.f()
 RETURNS bigint
 LANGUAGE internal
AS $function$window_row_number$function$;

-- a procedure's out argument
DROP PROCEDURE app.p(integer);
--   BREAKS_READERS: calls of procedure app.p(integer) fail until it is made again
CREATE PROCEDURE app.p(IN a integer, OUT c text)
 LANGUAGE plpgsql
AS $procedure$begin c := 1; end$procedure$;
-- back
DROP PROCEDURE app.p(integer);
--   BREAKS_READERS: calls of procedure app.p(integer) fail until it is made again
CREATE PROCEDURE app.p(IN a integer, OUT b integer)
 LANGUAGE plpgsql
AS $procedure$begin b := 1; end$procedure$;

-- a function in the body of another
DROP FUNCTION app.g();
--   BREAKS_READERS: calls of function app.g() fail until it is made again
DROP FUNCTION app.f(integer);
--   BREAKS_READERS: calls of function app.f(integer) fail until it is made again
CREATE FUNCTION app.f(b integer)
 RETURNS integer
 LANGUAGE sql
AS $function$select 1$function$;
CREATE FUNCTION app.g()
 RETURNS integer
 LANGUAGE sql
BEGIN ATOMIC
 SELECT (app.f(1) + 1);
END;
-- back
DROP FUNCTION app.g();
--   BREAKS_READERS: calls of function app.g() fail until it is made again
DROP FUNCTION app.f(integer);
--   BREAKS_READERS: calls of function app.f(integer) fail until it is made again
CREATE FUNCTION app.f(a integer)
 RETURNS integer
 LANGUAGE sql
AS $function$select 1$function$;
CREATE FUNCTION app.g()
 RETURNS integer
 LANGUAGE sql
BEGIN ATOMIC
 SELECT app.f(1) AS f;
END;

-- an aggregate's start
CREATE OR REPLACE AGGREGATE app.a(integer) (
    SFUNC = int4pl,
    STYPE = integer,
    INITCOND = '1',
    PARALLEL = SAFE
);
-- back
CREATE OR REPLACE AGGREGATE app.a(integer) (
    SFUNC = int4pl,
    STYPE = integer,
    INITCOND = '0'
);

-- an aggregate's result
DROP AGGREGATE app.a(*);
--   BREAKS_READERS: calls of aggregate app.a(*) fail until it is made again
CREATE AGGREGATE app.a(*) (
    SFUNC = int8inc,
    STYPE = bigint,
    FINALFUNC = pg_catalog.float8,
    INITCOND = '0'
);
-- back
DROP AGGREGATE app.a(*);
--   BREAKS_READERS: calls of aggregate app.a(*) fail until it is made again
CREATE AGGREGATE app.a(*) (
    SFUNC = int8inc,
    STYPE = bigint,
    INITCOND = '0'
);

-- a cast
DROP CAST (text AS app.m);
CREATE CAST (text AS app.m) WITH INOUT AS ASSIGNMENT;
-- back
DROP CAST (text AS app.m);
CREATE CAST (text AS app.m) WITH INOUT;

-- an operator's estimators
ALTER OPERATOR app.===(integer, text) SET (RESTRICT = neqsel, JOIN = NONE);
-- back
ALTER OPERATOR app.===(integer, text) SET (RESTRICT = eqsel, JOIN = eqjoinsel);

-- an operator that gets a commutator
CREATE OPERATOR app.>>> (
    FUNCTION = app.gt,
    LEFTARG = text,
    RIGHTARG = integer,
    COMMUTATOR = OPERATOR(app.<<<)
);
-- back
DROP OPERATOR app.>>>(text, integer);

-- members of a family
ALTER OPERATOR FAMILY app.f USING btree DROP
    FUNCTION 1 (integer, text);
ALTER OPERATOR FAMILY app.f USING btree ADD
    FUNCTION 1 (integer, text) app.d(integer,text);
-- back
ALTER OPERATOR FAMILY app.f USING btree DROP
    FUNCTION 1 (integer, text);
ALTER OPERATOR FAMILY app.f USING btree ADD
    FUNCTION 1 (integer, text) app.c(integer,text);

-- a dictionary's options
ALTER TEXT SEARCH DICTIONARY app.d (accept = 'false', stopwords);
-- back
ALTER TEXT SEARCH DICTIONARY app.d (stopwords = 'english', accept);

-- mappings
ALTER TEXT SEARCH CONFIGURATION app.c
    DROP MAPPING FOR email, url;
ALTER TEXT SEARCH CONFIGURATION app.c
    ALTER MAPPING FOR asciiword WITH simple, english_stem;
-- back
ALTER TEXT SEARCH CONFIGURATION app.c
    ALTER MAPPING FOR asciiword WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION app.c
    ADD MAPPING FOR email, url WITH simple;

-- a server and its options
ALTER FOREIGN DATA WRAPPER w OPTIONS (DROP x, SET debug 'false', ADD y '1');
ALTER SERVER s VERSION '2' OPTIONS (SET host 'b', ADD port '1');
ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (DROP password, ADD token '', SET "user" 'v');
--   CANNOT_BE_PROVED: the values of token are not read: set them
-- back
ALTER FOREIGN DATA WRAPPER w OPTIONS (DROP y, SET debug 'true', ADD x '1');
ALTER SERVER s VERSION '1' OPTIONS (DROP port, SET host 'a');
ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (DROP token, ADD password '', SET "user" 'u');
--   CANNOT_BE_PROVED: the values of password are not read: set them

-- a server of another type
DROP USER MAPPING FOR PUBLIC SERVER s;
DROP SERVER s;
CREATE SERVER s TYPE 'b' FOREIGN DATA WRAPPER w;
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS ("user" 'u');
-- back
DROP USER MAPPING FOR PUBLIC SERVER s;
DROP SERVER s;
CREATE SERVER s TYPE 'a' FOREIGN DATA WRAPPER w;
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS ("user" 'u');

-- an extension in another schema, and what hangs on it
ALTER EXTENSION hstore SET SCHEMA app;
ALTER FUNCTION app.h(integer) DEPENDS ON EXTENSION hstore;
-- back
ALTER FUNCTION app.h(integer) NO DEPENDS ON EXTENSION hstore;
ALTER EXTENSION hstore SET SCHEMA public;

-- an older extension (one way)
ALTER EXTENSION pg_trgm UPDATE TO '1.6';
--   CANNOT_BE_PROVED: whether there is a way from version '1.5' to '1.6' is known to the server that has the extension's files
-- back
ALTER EXTENSION pg_trgm UPDATE TO '1.5';
--   CANNOT_BE_PROVED: whether there is a way from version '1.6' to '1.5' is known to the server that has the extension's files

-- a language
CREATE OR REPLACE TRUSTED LANGUAGE plx
    HANDLER plpgsql_call_handler
    INLINE plpgsql_inline_handler;
-- back
CREATE OR REPLACE TRUSTED LANGUAGE plx
    HANDLER plpgsql_call_handler;

-- a conversion
DROP CONVERSION app.c;
CREATE DEFAULT CONVERSION app.c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
-- back
DROP CONVERSION app.c;
CREATE CONVERSION app.c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;

-- database settings
DO $$BEGIN EXECUTE 'ALTER DATABASE ' || quote_ident(current_database()) || ' RESET work_mem'; END$$;
DO $$BEGIN EXECUTE 'ALTER ROLE postgres IN DATABASE ' || quote_ident(current_database()) || ' SET "DateStyle" TO ''ISO, YMD'''; END$$;
DO $$BEGIN EXECUTE 'ALTER DATABASE ' || quote_ident(current_database()) || ' SET search_path TO ''My App'''; END$$;
-- back
DO $$BEGIN EXECUTE 'ALTER ROLE postgres IN DATABASE ' || quote_ident(current_database()) || ' RESET "DateStyle"'; END$$;
DO $$BEGIN EXECUTE 'ALTER DATABASE ' || quote_ident(current_database()) || ' SET work_mem TO ''5MB'''; END$$;
DO $$BEGIN EXECUTE 'ALTER DATABASE ' || quote_ident(current_database()) || ' SET search_path TO ''app'', ''$user'''; END$$;

-- without public (one way)
DROP SCHEMA public;
-- back
CREATE SCHEMA IF NOT EXISTS public;
COMMENT ON SCHEMA public IS 'standard public schema';
ALTER SCHEMA public OWNER TO pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;

-- a base type
CREATE FUNCTION app.b_in(cstring)
 RETURNS app.bt
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$int4in$function$;
CREATE FUNCTION app.b_out(app.bt)
 RETURNS cstring
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$int4out$function$;
CREATE TYPE app.bt (
    INPUT = app.b_in,
    OUTPUT = app.b_out,
    INTERNALLENGTH = 4,
    PASSEDBYVALUE,
    ALIGNMENT = int4,
    STORAGE = plain,
    CATEGORY = 'N',
    DELIMITER = ';'
);
-- back
DROP TYPE app.bt CASCADE;
CREATE TYPE app.bt;

-- a base type from nothing
CREATE TYPE app.bt;
CREATE FUNCTION app.b_in(cstring)
 RETURNS app.bt
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$int4in$function$;
CREATE FUNCTION app.b_out(app.bt)
 RETURNS cstring
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$int4out$function$;
CREATE TYPE app.bt (
    INPUT = app.b_in,
    OUTPUT = app.b_out,
    INTERNALLENGTH = 4,
    PASSEDBYVALUE,
    ALIGNMENT = int4,
    STORAGE = plain,
    CATEGORY = 'U',
    DELIMITER = ','
);
-- back
DROP TYPE app.bt CASCADE;

-- a foreign column of another type
ALTER FOREIGN TABLE app.far ALTER COLUMN note TYPE character varying(9);
ALTER FOREIGN TABLE app.far ALTER COLUMN seen TYPE numeric(1,0);
-- back
ALTER FOREIGN TABLE app.far ALTER COLUMN note TYPE text;
ALTER FOREIGN TABLE app.far ALTER COLUMN seen TYPE boolean;

-- a partition brings its key for the index of its table
CREATE TABLE app.log_2026 (
    id integer NOT NULL,
    day date NOT NULL,
    PRIMARY KEY (id, day)
);
ALTER TABLE app.log ATTACH PARTITION app.log_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- back
DROP TABLE app.log_2026;
--   DATA_LOSS: all rows of app.log_2026 are lost
--   SELECT EXISTS (SELECT FROM app.log_2026)


