package dev.confiture.chance;

import dev.confiture.chance.World.Column;
import dev.confiture.chance.World.Family;
import dev.confiture.chance.World.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Views and materialized views, on tables and on each other. */
final class Views {

    private final World world;
    private final Dice dice;

    Views(World world) {
        this.world = world;
        this.dice = world.dice();
    }

    void draw() {
        for (int i = 0; i < 4; i++) {
            List<Relation> sources = new ArrayList<>(world.tables);
            sources.addAll(world.views);
            if (dice.yes("view " + i, 50) && !sources.isEmpty()) {
                view("view " + i, dice.one("view " + i + " of", sources), sources);
            }
        }
    }

    private void view(String id, Relation source, List<Relation> sources) {
        String path = world.path(id);
        List<Column> columns = dice.some(id + " column", source.columns(), 70);
        if (columns.isEmpty()) {
            columns = List.of(source.columns().get(0));
        }
        boolean materialized = dice.yes(id + " materialized", 30);
        Query query = query(id, source, columns, sources);
        boolean empty = materialized && dice.yes(id + " empty", 30);
        String options = materialized ? "" : options(id);
        world.add(
                "CREATE %s %s%s AS %s%s%s"
                        .formatted(
                                materialized ? "MATERIALIZED VIEW" : "VIEW",
                                path,
                                options,
                                query.sql(),
                                !materialized && query.simple() && dice.yes(id + " checked", 12)
                                        ? " WITH CASCADED CHECK OPTION"
                                        : "",
                                empty ? " WITH NO DATA" : ""),
                materialized && dice.yes(id + " index", 50)
                        ? "CREATE INDEX %s ON %s ((%s IS NULL))"
                                .formatted(
                                        world.name(id + " index"),
                                        path,
                                        query.columns().get(0))
                        : "",
                !materialized && dice.yes(id + " default", 8)
                        ? "ALTER VIEW %s ALTER COLUMN %s SET DEFAULT NULL"
                                .formatted(path, query.columns().get(0))
                        : "",
                world.about(id, materialized ? "MATERIALIZED VIEW" : "VIEW", path),
                dice.yes(id + " column comment", 10)
                        ? world.comment(
                                id, "COLUMN", path + "." + query.columns().get(0))
                        : "",
                world.grants(id, "TABLE " + path, List.of("SELECT", "INSERT"), query.columns()));
        if (!empty) { // a materialized view could not be filled from it
            world.views.add(new Relation(id, path, query.columns(), List.of()));
        }
    }

    /** @param simple a selection of one relation's columns */
    private record Query(String sql, List<Column> columns, boolean simple) {}

    private Query query(String id, Relation source, List<Column> columns, List<Relation> sources) {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String where = dice.yes(id + " where", 40)
                ? " WHERE " + dice.one(id + " where column", source.columns()) + " IS NOT NULL"
                : "";
        String from = source.path() + where;
        return switch (dice.below(id + " form", 6)) {
            case 0 ->
                new Query(
                        "SELECT %1$s::text AS what, count(*) AS many FROM %2$s GROUP BY %1$s::text"
                                .formatted(columns.get(0), from),
                        List.of(new Column("many", world.types.get(1))),
                        false);
            case 1 -> joined(id, source, columns, dice.one(id + " joined", sources));
            case 2 -> called(id, source, columns, from);
            case 3 -> new Query("SELECT * FROM " + from, source.columns(), true);
            case 4 ->
                new Query(
                        "WITH chosen AS (SELECT %1$s FROM %2$s) SELECT %1$s FROM chosen UNION ALL SELECT %1$s FROM chosen"
                                .formatted(names, from),
                        columns,
                        false);
            default -> new Query("SELECT %s FROM %s".formatted(names, from), columns, true);
        };
    }

    private Query joined(String id, Relation source, List<Column> columns, Relation other) {
        List<Column> all = new ArrayList<>(columns);
        String more = "of_" + id.replace(' ', '_');
        all.add(new Column(more, other.columns().get(0).type()));
        return new Query(
                "SELECT %s, b.%s AS %s FROM %s a LEFT JOIN %s b ON %s"
                        .formatted(
                                columns.stream().map(column -> "a." + column).collect(Collectors.joining(", ")),
                                other.columns().get(0),
                                more,
                                source.path(),
                                other.path(),
                                dice.one(
                                        id + " on",
                                        "true",
                                        "a." + source.columns().get(0) + " IS NULL")),
                all,
                false);
    }

    private Query called(String id, Relation source, List<Column> columns, String from) {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        List<Column> integers = source.columns(Family.INTEGER);
        String call = integers.isEmpty() || world.intFunctions.isEmpty()
                ? ""
                : ", %s(%s::integer) AS made"
                        .formatted(dice.one(id + " function", world.intFunctions), integers.get(0));
        return new Query("SELECT %s%s FROM %s".formatted(names, call, from), columns, call.isEmpty());
    }

    private String options(String id) {
        List<String> options = new ArrayList<>();
        if (dice.yes(id + " barrier", 12)) {
            options.add("security_barrier = true");
        }
        if (world.since(15) && dice.yes(id + " invoker", 12)) {
            options.add("security_invoker = true");
        }
        return options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")";
    }
}
