package dev.confiture.chance;

import dev.confiture.chance.World.Column;
import dev.confiture.chance.World.Family;
import dev.confiture.chance.World.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Constraints, indexes, statistics objects and clustering of the tables that there are. */
final class TableParts {

    private final World world;
    private final Dice dice;

    TableParts(World world) {
        this.world = world;
        this.dice = world.dice();
    }

    void draw() {
        for (Relation table : world.tables) {
            for (int i = 0; i < 2; i++) {
                check(table, table.id() + " check " + i);
                index(table, table.id() + " index " + i);
                foreignKey(table, table.id() + " reference " + i);
            }
            unique(table, table.id() + " unique");
            exclusion(table, table.id() + " exclusion");
            statistics(table, table.id() + " statistics");
        }
    }

    private void check(Relation table, String id) {
        if (!dice.yes(id, 25)) {
            return;
        }
        Column column = dice.one(id + " column", table.columns());
        String condition = switch (column.type().family()) {
            case INTEGER, NUMBER -> column + dice.one(id + " bound", " >= -1000000", " < 9000000000", " IS NOT NULL");
            case TEXT ->
                dice.one(id + " text", "length(%s) < 100", "%s <> 'nope'", "lower(%s) <> 'b'")
                        .formatted(column);
            default -> column + " IS NOT NULL";
        };
        if (column.is(Family.INTEGER) && !world.intFunctions.isEmpty() && dice.yes(id + " by function", 25)) {
            condition = dice.one(id + " function", world.intFunctions) + "(" + column + "::integer) IS NOT NULL";
        }
        // a child that is made later has it as valid
        boolean heirless = !world.inherited.contains(table.id());
        String how = dice.one(
                id + " how", "", "", heirless ? " NOT VALID" : "", table.id().startsWith("table") ? " NO INHERIT" : "");
        if (world.since(18) && dice.yes(id + " not enforced", 8)) {
            how = " NOT ENFORCED";
        }
        String name = world.name(id);
        world.add(
                "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s)%s".formatted(table.path(), name, condition, how),
                constraintComment(table, id, name));
    }

    private String constraintComment(Relation table, String id, String name) {
        return dice.yes(id + " comment", 12) ? world.comment(id, "CONSTRAINT", name + " ON " + table.path()) : "";
    }

    private void unique(Relation table, String id) {
        List<Column> columns = comparable(table);
        if (columns.isEmpty() || !dice.yes(id, 25)) {
            return;
        }
        List<Column> chosen = new ArrayList<>(List.of(dice.one(id + " column", columns)));
        Column first = table.columns().get(0);
        if ((table.id().equals("log") || dice.yes(id + " two", 40)) && !chosen.contains(first)) {
            chosen.add(first);
        }
        String nulls = world.since(15) && dice.yes(id + " nulls", 20) ? " NULLS NOT DISTINCT" : "";
        String name = world.name(id);
        String clustered = "ALTER TABLE " + table.path() + " CLUSTER ON " + name;
        world.add(
                "ALTER TABLE %s ADD CONSTRAINT %s UNIQUE%s (%s)%s%s"
                        .formatted(
                                table.path(),
                                name,
                                nulls,
                                names(chosen),
                                dice.one(id + " with", "", "", " WITH (fillfactor = 70)"),
                                dice.one(id + " deferred", "", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED")),
                !table.id().equals("log") && dice.yes(id + " clustered", 10) && world.clustered.add(table.id())
                        ? clustered
                        : "",
                constraintComment(table, id, name));
    }

    private void exclusion(Relation table, String id) {
        List<Column> ranges = table.columns(Family.RANGE);
        if (!ranges.isEmpty() && !table.id().equals("log") && dice.yes(id, 50)) {
            String name = world.name(id);
            world.add(
                    "ALTER TABLE %s ADD CONSTRAINT %s EXCLUDE USING gist (%s WITH &&)%s"
                            .formatted(
                                    table.path(),
                                    name,
                                    dice.one(id + " column", ranges),
                                    dice.one(
                                            id + " where",
                                            "",
                                            " WHERE (" + table.columns().get(0) + " > 5)")),
                    constraintComment(table, id, name));
        }
    }

    private void foreignKey(Relation table, String id) {
        if (!dice.yes(id, 45)) {
            return;
        }
        List<Relation> targets = world.targets;
        List<Column> columns = table.columns(Family.INTEGER).stream()
                .filter(column -> column.type().sql().matches("integer|bigint"))
                .toList();
        if (targets.isEmpty() || columns.isEmpty()) {
            return;
        }
        Relation target = dice.one(id + " target", targets);
        Column column = dice.one(id + " column", columns);
        String name = world.name(id);
        boolean partitioned = table.id().equals("log");
        world.add(
                "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s%s%s%s"
                        .formatted(
                                table.path(),
                                name,
                                column,
                                target.path() + dice.one(id + " named", "", " (" + names(target.key()) + ")"),
                                dice.one(id + " on delete", "", "", " ON DELETE CASCADE", " ON DELETE RESTRICT"),
                                dice.one(id + " deferred", "", "", "", " DEFERRABLE INITIALLY DEFERRED"),
                                !partitioned && dice.yes(id + " not valid", 15) ? " NOT VALID" : ""),
                constraintComment(table, id, name));
    }

    private void index(Relation table, String id) {
        if (!dice.yes(id, 40)) {
            return;
        }
        Column column = dice.one(id + " column", table.columns());
        String on = switch (column.type().family()) {
            case TEXT ->
                dice.one(
                        id + " text",
                        "(%s)",
                        "(lower(%s))",
                        "(%s DESC NULLS LAST)",
                        column.type().sql().equals("text") ? "(%s text_pattern_ops)" : "(%s)",
                        "((%s || 'x') COLLATE \"C\")");
            case JSON -> dice.one(id + " json", "USING gin (%s)", "USING gin (%s jsonb_path_ops)", "((%s ->> 'a'))");
            case RANGE -> "USING gist (%s)";
            case INTEGER ->
                dice.one(
                        id + " integer",
                        "(%s)",
                        "USING hash (%s)",
                        "USING brin (%s) WITH (pages_per_range = 16)",
                        "((%s + 1), %s)");
            case OTHER -> column.type().sql().endsWith("[]") ? "USING gin (%s)" : "((%s IS NULL))";
            default -> "(%s)";
        };
        boolean tree = !on.startsWith("USING");
        String unique =
                tree && !table.id().equals("log") && on.equals("(%s)") && dice.yes(id + " unique", 25) ? "UNIQUE " : "";
        String include = tree && dice.yes(id + " include", 12)
                ? " INCLUDE (" + table.columns().get(0) + ")"
                : "";
        String where = dice.yes(id + " partial", 15)
                ? " WHERE " + dice.one(id + " when", table.columns()) + " IS NOT NULL"
                : "";
        String name = world.name(id);
        String path = schemaOf(table.path()) + "." + name;
        boolean clustered = tree
                && where.isEmpty()
                && !table.id().equals("log")
                && dice.yes(id + " clustered", 8)
                && world.clustered.add(table.id());
        world.add(
                "CREATE %sINDEX %s ON %s %s%s%s"
                        .formatted(unique, name, table.path(), on.replace("%s", column.name()), include, where),
                clustered ? "ALTER TABLE " + table.path() + " CLUSTER ON " + name : "",
                dice.yes(id + " comment", 10) ? world.comment(id, "INDEX", path) : "",
                // of a partitioned table, partitions that exist already do not get it
                on.startsWith("((") && !table.id().equals("log") && dice.yes(id + " statistics", 20)
                        ? "ALTER INDEX " + path + " ALTER COLUMN 1 SET STATISTICS 200"
                        : "");
    }

    private void statistics(Relation table, String id) {
        List<Column> columns = comparable(table);
        if (columns.size() > 1 && dice.yes(id, 10)) {
            String path = world.path(id);
            world.add(
                    "CREATE STATISTICS %s%s ON %s, %s FROM %s"
                            .formatted(
                                    path,
                                    dice.one(id + " kinds", "", " (ndistinct)", " (dependencies, mcv)"),
                                    columns.get(0),
                                    columns.get(1),
                                    table.path()),
                    dice.yes(id + " target", 25) ? "ALTER STATISTICS " + path + " SET STATISTICS 300" : "",
                    world.about(id, "STATISTICS", path));
        }
    }

    private static List<Column> comparable(Relation table) {
        return table.columns().stream()
                .filter(column -> !column.is(Family.OTHER) && !column.is(Family.JSON) && !column.is(Family.RANGE))
                .toList();
    }

    private static String schemaOf(String path) {
        return path.startsWith("\"")
                ? path.substring(0, path.indexOf("\".") + 1)
                : path.substring(0, path.indexOf('.'));
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
