package dev.confiture.chance;

import dev.confiture.chance.World.Family;
import dev.confiture.chance.World.Relation;
import dev.confiture.chance.World.SomeType;
import java.util.List;

/** Functions, procedures and aggregates: those that tables may use, and those that use tables. */
final class Routines {

    private final World world;
    private final Dice dice;

    Routines(World world) {
        this.world = world;
        this.dice = world.dice();
    }

    /** What needs no table. */
    void drawEarly() {
        for (int i = 0; i < 3; i++) {
            if (dice.yes("number " + i, 50)) {
                number("number " + i);
            }
        }
        for (int i = 0; i < 2; i++) {
            if (dice.yes("on change " + i, 60)) {
                onChange("on change " + i);
            }
        }
    }

    /** What stands on tables. */
    void drawLate() {
        for (int i = 0; i < 3; i++) {
            if (dice.yes("report " + i, 45)) {
                report("report " + i);
            }
        }
        if (dice.yes("procedure", 35)) {
            procedure("procedure");
        }
        if (dice.yes("total", 25)) {
            aggregate("total");
        }
    }

    private void number(String id) {
        String path = world.path(id);
        String argument = dice.one(id + " argument", "n", "n", "value");
        String body = world.intFunctions.isEmpty() || !dice.yes(id + " by another", 40)
                ? "%s + %d".formatted(argument, dice.below(id + " added", 3))
                : "%s(%s)".formatted(dice.one(id + " other", world.intFunctions), argument);
        String form = switch (dice.below(id + " form", 3)) {
            case 0 -> " LANGUAGE sql IMMUTABLE AS $$SELECT " + body + "$$";
            case 1 -> " LANGUAGE sql IMMUTABLE RETURN " + body;
            default -> " LANGUAGE plpgsql IMMUTABLE AS $$\nBEGIN\n  RETURN " + body + ";\nEND$$";
        };
        String extra = dice.one(id + " extra", "", "", " STRICT", " PARALLEL SAFE", " COST 5");
        String more =
                dice.one(id + " more", "", "", ", more text DEFAULT 'x'", ", VARIADIC rest integer[] DEFAULT '{}'");
        world.intFunctions.add(path);
        world.add(
                "CREATE FUNCTION %s(%s integer%s) RETURNS integer%s%s".formatted(path, argument, more, extra, form),
                about(id, "FUNCTION", path + "(integer" + argumentTypes(more) + ")"));
    }

    private static String argumentTypes(String more) {
        return more.isEmpty() ? "" : more.contains("text") ? ", text" : ", integer[]";
    }

    private void onChange(String id) {
        String path = world.path(id);
        world.triggerFunctions.add(path);
        world.add(
                "CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql%s AS $$\nBEGIN\n  RETURN %s;\nEND$$"
                        .formatted(
                                path,
                                dice.one(id + " how", "", "", " SECURITY DEFINER SET search_path = pg_catalog"),
                                dice.one(id + " body", "NEW", "coalesce(NEW, OLD)")),
                about(id, "FUNCTION", path + "()"));
    }

    private void report(String id) {
        String path = world.path(id);
        if (world.tables.isEmpty()) {
            return;
        }
        Relation table = dice.one(id + " of", world.tables);
        String column = dice.one(id + " column", table.columns()).name();
        SomeType type = table.columns().stream()
                .filter(each -> each.name().equals(column))
                .findFirst()
                .orElseThrow()
                .type();
        switch (dice.below(id + " form", 5)) {
            case 0 ->
                make(
                        id,
                        path,
                        "()",
                        "RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(%s) FROM %s; END"
                                .formatted(column, table.path()));
            case 1 ->
                make(
                        id,
                        path,
                        "()",
                        "RETURNS SETOF %s LANGUAGE sql STABLE ROWS 10 AS 'SELECT * FROM %s'"
                                .formatted(table.path(), table.path()));
            case 2 ->
                make(
                        id,
                        path,
                        "(" + table.path() + ")",
                        "RETURNS text LANGUAGE sql STABLE AS $$SELECT ($1).%s::text$$".formatted(column));
            case 3 ->
                make(
                        id,
                        path,
                        "()",
                        "RETURNS TABLE (a %s, b integer) LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN QUERY SELECT %s, 1 FROM %s;\nEND$$"
                                .formatted(type, column, table.path()));
            default -> make(id, path, "(" + type + ")", "RETURNS %s LANGUAGE sql AS 'SELECT $1'".formatted(type));
        }
    }

    private void make(String id, String path, String arguments, String rest) {
        world.add("CREATE FUNCTION " + path + arguments + " " + rest, about(id, "FUNCTION", path + arguments));
    }

    private void procedure(String id) {
        String path = world.path(id);
        String out = dice.yes(id + " out", 40) ? ", INOUT result text DEFAULT NULL" : "";
        world.add(
                "CREATE PROCEDURE %s(a integer%s) LANGUAGE plpgsql AS $$\nBEGIN\n  PERFORM %d;\nEND$$"
                        .formatted(path, out, dice.below(id + " body", 3)),
                about(id, "PROCEDURE", path + "(integer" + (out.isEmpty() ? "" : ", text") + ")"));
    }

    private void aggregate(String id) {
        String path = world.path(id);
        String step = world.path(id + " step");
        world.add(
                "CREATE FUNCTION %s(bigint, integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2'"
                        .formatted(step),
                "CREATE AGGREGATE %s(integer) (SFUNC = %s, STYPE = bigint, INITCOND = '%d'%s)"
                        .formatted(
                                path,
                                step,
                                dice.below(id + " start", 2),
                                dice.one(id + " extra", "", ", PARALLEL = SAFE", ", COMBINEFUNC = int8pl")),
                about(id, "AGGREGATE", path + "(integer)"));
    }

    private String about(String id, String words, String signature) {
        StringBuilder sql = new StringBuilder();
        String on = words.equals("AGGREGATE") ? "FUNCTION" : words;
        for (String part : List.of(
                world.about(id, words, signature),
                world.grants(id, on + " " + signature, List.of("EXECUTE"), List.of()),
                dice.yes(id + " private", 12) ? "REVOKE ALL ON %s %s FROM PUBLIC".formatted(on, signature) : "")) {
            if (!part.isEmpty()) {
                sql.append(part).append(";\n");
            }
        }
        return World.end(sql);
    }

    /** Triggers and rules. */
    void drawTriggers() {
        for (Relation table : world.tables) {
            for (int i = 0; i < 2; i++) {
                trigger(table, table.id() + " trigger " + i);
            }
            rule(table, table.id() + " rule");
        }
        if (dice.yes("watch", 15)) {
            eventTrigger("watch");
        }
    }

    private void trigger(Relation table, String id) {
        if (world.triggerFunctions.isEmpty() || !dice.yes(id, 20)) {
            return;
        }
        String name = world.name(id);
        String function = dice.one(id + " function", world.triggerFunctions);
        String column = dice.one(id + " column", table.columns()).name();
        String when = dice.one(id + " when", "", " WHEN (NEW." + column + " IS NOT NULL)");
        boolean constraint = dice.yes(id + " constraint", 20);
        String head = constraint
                ? "CREATE CONSTRAINT TRIGGER %s AFTER INSERT OR UPDATE ON %s%s FOR EACH ROW%s"
                        .formatted(
                                name,
                                table.path(),
                                dice.one(id + " deferred", "", " DEFERRABLE INITIALLY DEFERRED"),
                                when)
                : switch (dice.below(id + " form", 4)) {
                    case 0 ->
                        // a generated column has no value yet; the first is never one
                        "CREATE TRIGGER %s BEFORE INSERT ON %s FOR EACH ROW%s"
                                .formatted(
                                        name,
                                        table.path(),
                                        when.replace(
                                                column, table.columns().get(0).name()));
                    case 1 ->
                        "CREATE TRIGGER %s AFTER UPDATE OF %s ON %s FOR EACH ROW%s"
                                .formatted(name, column, table.path(), when);
                    case 2 ->
                        "CREATE TRIGGER %s AFTER DELETE ON %s REFERENCING OLD TABLE AS gone FOR EACH STATEMENT"
                                .formatted(name, table.path());
                    default -> "CREATE TRIGGER %s AFTER TRUNCATE ON %s".formatted(name, table.path());
                };
        world.add(
                head + " EXECUTE FUNCTION " + function + dice.one(id + " arguments", "()", "('a', 'b')"),
                dice.yes(id + " state", 15)
                        ? "ALTER TABLE %s %s TRIGGER %s"
                                .formatted(
                                        table.path(),
                                        dice.one(id + " enabled", "DISABLE", "ENABLE ALWAYS", "ENABLE REPLICA"),
                                        name)
                        : "",
                dice.yes(id + " comment", 12) ? world.comment(id, "TRIGGER", name + " ON " + table.path()) : "");
    }

    private void rule(Relation table, String id) {
        if (dice.yes(id, 6)) {
            String name = world.name(id);
            List<World.Column> integers = table.columns(Family.INTEGER);
            String condition = integers.isEmpty() ? "" : " WHERE old." + integers.get(0) + " < -5000";
            world.add(
                    "CREATE RULE %s AS ON DELETE TO %s%s DO %s"
                            .formatted(
                                    name,
                                    table.path(),
                                    condition,
                                    dice.one(id + " does", "INSTEAD NOTHING", "ALSO SELECT 1")),
                    dice.yes(id + " comment", 20) ? world.comment(id, "RULE", name + " ON " + table.path()) : "");
        }
    }

    private void eventTrigger(String id) {
        String path = world.path(id + " function");
        String name = world.name(id);
        world.add(
                "CREATE FUNCTION %s() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$".formatted(path),
                "CREATE EVENT TRIGGER %s ON %s EXECUTE FUNCTION %s()"
                        .formatted(
                                name,
                                dice.one(
                                        id + " when",
                                        "ddl_command_end",
                                        "sql_drop",
                                        "ddl_command_start WHEN TAG IN ('CREATE TABLE', 'DROP TABLE')"),
                                path),
                dice.yes(id + " off", 30) ? "ALTER EVENT TRIGGER " + name + " DISABLE" : "",
                dice.yes(id + " comment", 30) ? world.comment(id, "EVENT TRIGGER", name) : "");
    }
}
