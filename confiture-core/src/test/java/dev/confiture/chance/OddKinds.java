package dev.confiture.chance;

import java.util.List;

/** What most schemas do without: foreign data, casts, operators, text search, conversions, languages, extensions. */
final class OddKinds {

    private final World world;
    private final Dice dice;

    OddKinds(World world) {
        this.world = world;
        this.dice = world.dice();
    }

    void draw() {
        if (dice.yes("far", 20)) {
            foreignData("far");
        }
        if (dice.yes("search", 20)) {
            textSearch("search");
        }
        if (dice.yes("same", 15)) {
            operators("same");
        }
        // functions of extensions are born with default privileges as well, which the catalog leaves to the extension
        if (world.bornPlain() && dice.yes("extension", 30)) {
            extension("extension");
        }
        if (dice.yes("language", 6)) {
            world.add(
                    "CREATE TRUSTED LANGUAGE plchance HANDLER plpgsql_call_handler"
                            + dice.one("language inline", "", " INLINE plpgsql_inline_handler"),
                    world.about("language", "LANGUAGE", "plchance"));
        }
        if (dice.yes("conversion", 6)) {
            String path = world.path("conversion");
            world.add(
                    "CREATE %sCONVERSION %s FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8"
                            .formatted(dice.one("conversion default", "", "DEFAULT "), path),
                    world.about("conversion", "CONVERSION", path));
        }
        if (dice.yes("base type", 15)) {
            baseType("base type");
        }
        if (dice.yes("setting", 8)) {
            world.add("DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = "
                    + dice.one("setting value", "''5MB''", "''6MB''") + "', current_database()); END$$");
        }
    }

    private void foreignData(String id) {
        String wrapper = world.name(id + " wrapper");
        String server = world.name(id + " server");
        world.add(
                "CREATE FOREIGN DATA WRAPPER " + wrapper
                        + dice.one(
                                id + " wrapper options",
                                "",
                                " OPTIONS (debug 'true')",
                                " OPTIONS (debug 'false', x '1')"),
                dice.yes(id + " wrapper comment", 20)
                        ? world.comment(id + " wrapper", "FOREIGN DATA WRAPPER", wrapper)
                        : "");
        world.add(
                "CREATE SERVER %s%s%s FOREIGN DATA WRAPPER %s%s"
                        .formatted(
                                server,
                                dice.one(id + " type", "", "", " TYPE 'a'"),
                                dice.one(id + " version", "", " VERSION '2'"),
                                wrapper,
                                dice.one(
                                        id + " server options",
                                        "",
                                        " OPTIONS (host 'h')",
                                        " OPTIONS (host 'i', port '1')")),
                world.about(id + " server", "SERVER", server),
                world.grants(id + " server", "FOREIGN SERVER " + server, List.of("USAGE"), List.of()));
        for (String user : dice.some(id + " user", List.of("PUBLIC", World.ROLES.get(0)), 40)) {
            world.add("CREATE USER MAPPING FOR %s SERVER %s%s"
                    .formatted(
                            user,
                            server,
                            dice.one(
                                    id + " mapping of " + user,
                                    "",
                                    " OPTIONS (username 'u')",
                                    " OPTIONS (username 'v', password 'hush')")));
        }
        for (int i = 0; i < 2; i++) {
            String table = id + " table " + i;
            if (dice.yes(table, 50)) {
                String path = world.path(table);
                world.add(
                        "CREATE FOREIGN TABLE %s (a %s%s%s, b text%s) SERVER %s%s"
                                .formatted(
                                        path,
                                        dice.one(table + " type", world.types),
                                        dice.one(table + " column options", "", " OPTIONS (column_name 'x')"),
                                        dice.one(table + " not null", "", " NOT NULL"),
                                        dice.one(table + " check", "", " CHECK (b <> '')"),
                                        server,
                                        dice.one(table + " options", "", " OPTIONS (schema_name 's')")),
                        world.about(table, "FOREIGN TABLE", path),
                        world.grants(table, "TABLE " + path, List.of("SELECT"), List.of()));
            }
        }
    }

    private void textSearch(String id) {
        String dictionary = world.path(id + " dictionary");
        world.add(
                "CREATE TEXT SEARCH DICTIONARY %s (TEMPLATE = simple%s)"
                        .formatted(
                                dictionary, dice.one(id + " options", "", ", STOPWORDS = english", ", ACCEPT = false")),
                world.about(id + " dictionary", "TEXT SEARCH DICTIONARY", dictionary));
        if (dice.yes(id + " configured", 70)) {
            String configuration = world.path(id + " configuration");
            world.add(
                    "CREATE TEXT SEARCH CONFIGURATION %s (COPY = %s)"
                            .formatted(configuration, dice.one(id + " copy of", "english", "simple")),
                    dice.yes(id + " mapped", 60)
                            ? "ALTER TEXT SEARCH CONFIGURATION %s ALTER MAPPING FOR %s WITH %s, simple"
                                    .formatted(
                                            configuration,
                                            dice.one(id + " token", "asciiword", "email, url"),
                                            dictionary)
                            : "",
                    dice.yes(id + " unmapped", 30)
                            ? "ALTER TEXT SEARCH CONFIGURATION " + configuration + " DROP MAPPING FOR int"
                            : "",
                    world.about(id + " configuration", "TEXT SEARCH CONFIGURATION", configuration));
        }
        if (dice.yes(id + " parser", 20)) {
            String parser = world.path(id + " parser");
            world.add(
                    "CREATE TEXT SEARCH PARSER %s (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype%s)"
                            .formatted(parser, dice.one(id + " headline", "", ", HEADLINE = prsd_headline")));
        }
        if (dice.yes(id + " template", 20)) {
            String template = world.path(id + " template");
            world.add("CREATE TEXT SEARCH TEMPLATE %s (INIT = dsimple_init, LEXIZE = dsimple_lexize)"
                    .formatted(template));
        }
    }

    private void operators(String id) {
        String type = world.path(id + " type");
        String function = world.path(id + " function");
        String schema = dice.one(id + " operator schema name", world.schemas);
        world.add("CREATE TYPE %s AS (a integer)".formatted(type));
        world.add(
                "CREATE FUNCTION %1$s(%2$s, %2$s) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).a = ($2).a'"
                        .formatted(function, type),
                "CREATE OPERATOR %s.=== (FUNCTION = %s, LEFTARG = %s, RIGHTARG = %s%s)"
                        .formatted(
                                schema,
                                function,
                                type,
                                type,
                                dice.one(
                                        id + " estimated",
                                        "",
                                        ", RESTRICT = eqsel",
                                        ", RESTRICT = eqsel, JOIN = eqjoinsel, HASHES")));
        if (dice.yes(id + " class", 60)) {
            String name = world.path(id + " class");
            world.add("CREATE OPERATOR CLASS %s %sFOR TYPE %s USING hash AS OPERATOR 1 %s.==="
                    .formatted(name, dice.one(id + " default", "", "DEFAULT "), type, schema));
        }
        if (dice.yes(id + " family", 30)) {
            world.add("CREATE OPERATOR FAMILY %s USING btree".formatted(world.path(id + " family")));
        }
        if (dice.yes(id + " cast", 60)) {
            String cast = world.path(id + " cast");
            world.add(
                    "CREATE FUNCTION %s(%s) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT ($1).a'"
                            .formatted(cast, type),
                    "CREATE CAST (%s AS integer) WITH FUNCTION %s(%s)%s"
                            .formatted(
                                    type, cast, type, dice.one(id + " cast how", "", " AS ASSIGNMENT", " AS IMPLICIT")),
                    dice.yes(id + " cast comment", 20) ? "COMMENT ON CAST (" + type + " AS integer) IS 'number'" : "");
        }
    }

    private void extension(String id) {
        String name = dice.one(id + " which", "hstore", "citext", "pg_trgm");
        world.add(
                "CREATE EXTENSION %s WITH SCHEMA %s".formatted(name, dice.one(id + " schema name", world.schemas)),
                dice.yes(id + " comment", 30) ? world.comment(id, "EXTENSION", name) : "");
        if (dice.yes(id + " needed", 80) && !world.triggerFunctions.isEmpty()) {
            world.add("ALTER FUNCTION %s() DEPENDS ON EXTENSION %s"
                    .formatted(dice.one(id + " user", world.triggerFunctions), name));
        }
    }

    private void baseType(String id) {
        String path = world.path(id);
        String in = world.path(id + " in");
        String out = world.path(id + " out");
        boolean shell = dice.yes(id + " shell", 50);
        world.add(
                "CREATE TYPE " + path,
                shell
                        ? ""
                        : "CREATE FUNCTION %s(cstring) RETURNS %s LANGUAGE internal IMMUTABLE STRICT AS 'int4in'"
                                .formatted(in, path),
                shell
                        ? ""
                        : "CREATE FUNCTION %s(%s) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out'"
                                .formatted(out, path),
                shell ? "" : "CREATE TYPE %s (INPUT = %s, OUTPUT = %s, LIKE = int4)".formatted(path, in, out));
    }
}
