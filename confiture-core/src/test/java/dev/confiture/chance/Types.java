package dev.confiture.chance;

import dev.confiture.chance.World.Family;
import dev.confiture.chance.World.SomeType;
import java.util.ArrayList;
import java.util.List;

/** Schemas, collations, and types: enums, domains, composites, ranges. */
final class Types {

    private static final List<SomeType> BUILT_IN = List.of(
            type("integer", Family.INTEGER, "0", "42", "-1", "(1 + 2)"),
            type("bigint", Family.INTEGER, "0", "5000000000"),
            type("smallint", Family.INTEGER, "0", "7"),
            type("numeric", Family.NUMBER, "0", "1.5"),
            type("numeric(10,2)", Family.NUMBER, "0", "1.50"),
            type("double precision", Family.NUMBER, "0", "random()"),
            type("text", Family.TEXT, "''", "'it''s'", "upper('a')", "CURRENT_USER"),
            type("text", Family.TEXT, "'x'", "E'a\\nb'"),
            type("character varying(40)", Family.TEXT, "''", "'short'"),
            type("character varying", Family.TEXT, "'v'"),
            type("character(5)", Family.TEXT, "'abc'"),
            type("boolean", Family.BOOLEAN, "false", "true"),
            type("date", Family.TIME, "CURRENT_DATE", "'2020-01-01'"),
            type("timestamp with time zone", Family.TIME, "now()", "CURRENT_TIMESTAMP"),
            type("timestamp(3) without time zone", Family.TIME, "LOCALTIMESTAMP", "'2020-01-01 10:00:00'"),
            type("interval", Family.OTHER, "'1 day'"),
            type("jsonb", Family.JSON, "'{}'", "'{\"a\": [1, 2]}'", "jsonb_build_object('a', 1)"),
            type("json", Family.OTHER, "'{}'"),
            type("uuid", Family.OTHER, "gen_random_uuid()"),
            type("bytea", Family.OTHER, "'\\x00ff'"),
            type("integer[]", Family.OTHER, "'{}'", "ARRAY[1, 2]"),
            type("text[]", Family.OTHER, "'{}'", "ARRAY['a', 'b']"),
            type("inet", Family.OTHER, "'127.0.0.1'"),
            type("bit(3)", Family.OTHER, "B'101'"),
            type("tsvector", Family.OTHER, "''"),
            type("int4range", Family.RANGE, "'[1,5)'"),
            type("tstzrange", Family.RANGE, "tstzrange(now(), NULL)"),
            type("point", Family.OTHER, "'(1,2)'"),
            type("real", Family.NUMBER, "0.5"),
            type("money", Family.OTHER, "'1'::money"),
            type("time", Family.OTHER, "'10:00'"));

    private final World world;
    private final Dice dice;

    Types(World world) {
        this.world = world;
        this.dice = world.dice();
    }

    void drawSchemas() {
        world.schemas.add("public");
        schema("app", 100);
        schema("other part", 40);
    }

    void draw() {
        world.types.addAll(BUILT_IN);
        for (int i = 0; i < 2; i++) {
            collation("collation " + i);
        }
        for (int i = 0; i < 3; i++) {
            enumType("mood " + i);
            domain("domain " + i);
            composite("pair " + i);
        }
        range("span");
        for (int i = 0; i < 2; i++) {
            sequence("counter " + i);
        }
    }

    private static SomeType type(String sql, Family family, String... literals) {
        return new SomeType(sql, family, List.of(literals));
    }

    private void schema(String id, int percent) {
        if (dice.yes(id, percent)) {
            String name = world.name(id);
            world.schemas.add(name);
            world.add(
                    "CREATE SCHEMA " + name,
                    world.about(id, "SCHEMA", name),
                    world.grants(id, "SCHEMA " + name, List.of("USAGE", "CREATE"), List.of()));
        }
    }

    private void collation(String id) {
        if (dice.yes(id, 20)) {
            String path = world.path(id);
            world.collations.add(path);
            world.add(
                    "CREATE COLLATION " + path
                            + dice.one(
                                    id + " how",
                                    " (LOCALE = 'C')",
                                    " (PROVIDER = icu, LOCALE = 'de-u-co-phonebk')",
                                    " (PROVIDER = icu, LOCALE = 'und', DETERMINISTIC = false)",
                                    " FROM \"C\""),
                    world.about(id, "COLLATION", path));
        }
    }

    private void enumType(String id) {
        if (dice.yes(id, 45)) {
            String path = world.path(id);
            List<String> labels = new ArrayList<>(List.of("'one'"));
            for (String label : List.of("'two'", "'it''s'", "'Zwei'", "'four'")) {
                if (dice.yes(id + " label " + label, 60)) {
                    labels.add(dice.yes(id + " early " + label, 20) ? 0 : labels.size(), label);
                }
            }
            world.types.add(new SomeType(path, Family.LABEL, List.of("'one'", "'one'::" + path)));
            world.types.add(new SomeType(path + "[]", Family.OTHER, List.of("'{}'", "'{one}'")));
            world.add(
                    "CREATE TYPE %s AS ENUM (%s)".formatted(path, String.join(", ", labels)),
                    world.about(id, "TYPE", path),
                    world.grants(id, "TYPE " + path, List.of("USAGE"), List.of()));
        }
    }

    private void domain(String id) {
        if (!dice.yes(id, 35)) {
            return;
        }
        String path = world.path(id);
        boolean text = dice.yes(id + " of text", 60);
        String base = text
                ? dice.one(id + " text type", "text", "varchar(60)", "text COLLATE \"C\"")
                : dice.one(id + " type", "integer", "bigint", "numeric(8,2)");
        StringBuilder sql = new StringBuilder("CREATE DOMAIN " + path + " AS " + base);
        if (dice.yes(id + " default", 30)) {
            sql.append(text ? " DEFAULT 'd'" : " DEFAULT 3");
        }
        if (dice.yes(id + " not null", 10)) {
            sql.append(" NOT NULL");
        }
        if (dice.yes(id + " check", 60)) {
            sql.append(" CONSTRAINT sane CHECK (")
                    .append(
                            text
                                    ? dice.one(id + " text check", "VALUE <> 'q'", "length(VALUE) < 50")
                                    : dice.one(id + " number check", "VALUE > -100", "VALUE < 100000"))
                    .append(')');
        }
        String later = dice.yes(id + " later check", 15)
                ? "ALTER DOMAIN %s ADD CONSTRAINT later CHECK (VALUE IS NOT NULL) NOT VALID".formatted(path)
                : "";
        String comment = later.isEmpty() || !dice.yes(id + " check comment", 30)
                ? ""
                : "COMMENT ON CONSTRAINT later ON DOMAIN " + path + " IS 'later'";
        world.types.add(
                text
                        ? new SomeType(path, Family.TEXT, List.of("'dom'"))
                        : new SomeType(path, Family.INTEGER, List.of("5")));
        world.add(sql.toString(), later, comment, world.about(id, "DOMAIN", path));
    }

    private void composite(String id) {
        if (!dice.yes(id, 30)) {
            return;
        }
        String path = world.path(id);
        String more = "";
        if (dice.yes(id + " third", 40)) {
            more = ", \"C\" "
                    + dice.one(
                            id + " third type",
                            world.types.stream()
                                    .filter(type -> type.family() != Family.OTHER)
                                    .toList());
        } else {
            world.rowTypes.add(path);
        }
        world.types.add(new SomeType(path, Family.OTHER, List.of("NULL")));
        world.add(
                "CREATE TYPE %s AS (a integer, b %s%s)"
                        .formatted(path, dice.one(id + " second type", "text", "text", "varchar(9)"), more),
                world.about(id, "TYPE", path),
                dice.yes(id + " attribute comment", 20) ? "COMMENT ON COLUMN " + path + ".a IS 'first'" : "");
    }

    private void range(String id) {
        if (dice.yes(id, 25)) {
            String path = world.path(id);
            String how = dice.one(id + " of", "float8, SUBTYPE_DIFF = float8mi", "numeric", "text, COLLATION = \"C\"");
            String multi = dice.yes(id + " multirange", 30)
                    ? ", MULTIRANGE_TYPE_NAME = " + path.replaceFirst("(\"?)$", "_m$1")
                    : "";
            world.types.add(new SomeType(path, Family.RANGE, List.of("'empty'")));
            world.add(
                    "CREATE TYPE %s AS RANGE (SUBTYPE = %s%s)".formatted(path, how, multi),
                    world.about(id, "TYPE", path));
        }
    }

    private void sequence(String id) {
        if (dice.yes(id, 40)) {
            String path = world.path(id);
            world.sequences.add(path);
            world.add(
                    "CREATE SEQUENCE " + path
                            + dice.one(id + " type", "", "", " AS integer", " AS smallint")
                            + dice.one(id + " step", "", "", " INCREMENT 5", " INCREMENT -1")
                            + dice.one(id + " cache", "", "", " CACHE 10")
                            + dice.one(id + " cycle", "", "", " CYCLE"),
                    world.about(id, "SEQUENCE", path),
                    world.grants(id, "SEQUENCE " + path, List.of("USAGE", "SELECT", "UPDATE"), List.of()));
        }
    }
}
