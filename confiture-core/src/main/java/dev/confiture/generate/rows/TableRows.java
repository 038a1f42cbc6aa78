package dev.confiture.generate.rows;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.db.Session;
import dev.confiture.plan.Plan;
import dev.confiture.plan.rename.Renames;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in the tables of a database: for each the number of rows, for each column a digest. */
record TableRows(SortedMap<ObjectKey, Content> tables) {

    /** Tables in one query: a round trip for each would take longer than the reading. */
    private static final int AT_ONCE = 25;

    TableRows {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /**
     * One table; a partitioned one has what its partitions have.
     *
     * @param partitions that hold the rows
     */
    record Content(
            long rows,
            boolean isPartition,
            Set<ObjectKey> partitions,
            Set<String> sources,
            Map<String, Values> columns) {

        Content withAll(Collection<Content> parts) {
            long sum = parts.stream().mapToLong(Content::rows).sum();
            Map<String, Values> all = new TreeMap<>(columns);
            parts.forEach(part -> part.columns.forEach((name, values) -> all.merge(name, values, Values::with)));
            return new Content(sum, isPartition, partitions, sources, all);
        }
    }

    /**
     * One column; a changed type may print the same value otherwise, and only the number of values can be compared.
     *
     * @param type as it is declared, and what is stored
     * @param digest of all values, in whatever order
     * @param mayHoldLabels whether they print otherwise where an enum has other labels
     */
    record Values(String type, long present, BigDecimal digest, boolean mayHoldLabels) {

        static Values of(RowColumn column, long present, BigDecimal digest) {
            return new Values(column.type() + ' ' + column.stored(), present, digest, column.mayHoldLabels());
        }

        boolean survivesAs(Values later) {
            return type.equals(later.type) ? digest.compareTo(later.digest) == 0 : present == later.present;
        }

        Values with(Values others) {
            return new Values(type, present + others.present, digest.add(others.digest), mayHoldLabels);
        }

        Values renamed(Renames renames) {
            return mayHoldLabels && renames.changeLabels()
                    ? new Values(type + " with other labels", present, digest, true)
                    : this;
        }
    }

    static TableRows read(Session session) throws SQLException {
        List<RowTable> all = RowTable.readAll(session);
        Map<Long, Content> byId = readContents(
                session, all.stream().filter(table -> !table.isPartitioned()).toList());
        Map<Long, ObjectKey> keys = all.stream().collect(Collectors.toMap(RowTable::id, RowTable::key));
        SortedMap<ObjectKey, Content> tables = new TreeMap<>();
        for (RowTable table : all) {
            Optional<Content> own = Optional.ofNullable(byId.get(table.id()));
            tables.put(table.key(), own.orElseGet(() -> partitioned(table, keys, byId)));
        }
        return new TableRows(tables);
    }

    private static Content partitioned(RowTable table, Map<Long, ObjectKey> keys, Map<Long, Content> byId) {
        Map<String, Values> none = columns(table).stream()
                .collect(Collectors.toMap(RowColumn::name, column -> Values.of(column, 0, BigDecimal.ZERO)));
        return new Content(
                        0,
                        table.isPartition(),
                        table.partitions().stream().map(keys::get).collect(Collectors.toSet()),
                        table.sources(),
                        none)
                .withAll(table.partitions().stream().map(byId::get).toList());
    }

    private static Map<Long, Content> readContents(Session session, List<RowTable> tables) throws SQLException {
        Map<Long, Content> byId = new TreeMap<>();
        for (int from = 0; from < tables.size(); from += AT_ONCE) {
            List<RowTable> some = tables.subList(from, Math.min(from + AT_ONCE, tables.size()));
            List<String> queries = new ArrayList<>();
            some.forEach(table -> queries.add(query(queries.size(), table)));
            session.query(String.join("\nUNION ALL ", queries), row -> {
                RowTable table = some.get(row.getInt(1));
                return byId.put(table.id(), content(row, table));
            });
        }
        return byId;
    }

    private static List<RowColumn> columns(RowTable table) {
        return table.columns().stream().filter(column -> !column.isGenerated()).toList();
    }

    /** @param place of the table in its query */
    private static String query(int place, RowTable table) {
        List<String> counts = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (RowColumn column : columns(table)) {
            counts.add("count(t." + column.name() + ")");
            // A sum needs no order, which would be a sort for each column.
            digests.add("coalesce(sum(hashtextextended(t." + column.name() + "::text COLLATE \"C\", 0)), 0)");
        }
        return "SELECT %d, count(*), ARRAY[%s]::bigint[], ARRAY[%s]::numeric[] FROM ONLY %s t"
                .formatted(place, String.join(", ", counts), String.join(", ", digests), table.path());
    }

    private static Content content(ResultSet row, RowTable table) throws SQLException {
        Long[] present = (Long[]) row.getArray(3).getArray();
        BigDecimal[] digests = (BigDecimal[]) row.getArray(4).getArray();
        Map<String, Values> values = new TreeMap<>();
        List<RowColumn> columns = columns(table);
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i).name(), Values.of(columns.get(i), present[i], digests[i]));
        }
        return new Content(row.getLong(2), table.isPartition(), Set.of(), table.sources(), values);
    }

    /** The same rows under the names that they have after renames. */
    private TableRows renamed(Renames renames) {
        if (renames.isEmpty()) {
            return this;
        }
        SortedMap<ObjectKey, Content> named = new TreeMap<>();
        tables.forEach((table, content) -> {
            Map<String, Values> columns = new TreeMap<>();
            content.columns()
                    .forEach((name, values) ->
                            columns.put(nameNow(table, name, content.sources(), renames), values.renamed(renames)));
            Set<ObjectKey> partitions =
                    content.partitions().stream().map(renames::now).collect(Collectors.toSet());
            Set<String> sources =
                    content.sources().stream().map(renames::nowPath).collect(Collectors.toSet());
            named.put(
                    renames.now(table),
                    new Content(content.rows(), content.isPartition(), partitions, sources, columns));
        });
        return new TableRows(named);
    }

    /** A column is called what the one is called that it comes from. */
    private static String nameNow(ObjectKey table, String column, Set<String> sources, Renames renames) {
        return Stream.concat(Stream.of(table.path()), sources.stream().sorted())
                .map(path -> renames.now(ObjectKey.of(ObjectKind.COLUMN, path, column))
                        .name())
                .filter(name -> !name.equals(column))
                .findFirst()
                .orElse(column);
    }

    /**
     * What is gone in {@code later} though the plan in between does not say that it would be, one sentence each.
     *
     * @param renames that are part of the plan
     */
    List<Loss> losses(TableRows later, Plan plan, Renames renames) {
        Set<ObjectKey> announced = announced(plan, renames);
        TableRows before = renamed(renames);
        List<Loss> losses = new ArrayList<>();
        before.tables.forEach((table, content) -> {
            if (content.rows() > 0 && !content.isPartition() && !announced.contains(table)) {
                losses.addAll(before.losses(table, content, later, announced));
            }
        });
        return losses;
    }

    /** What loses its data, as the plan says, under the old name and the new one. */
    static Set<ObjectKey> announced(Plan plan, Renames renames) {
        return plan.statements().stream()
                .flatMap(statement -> statement.losses().stream())
                .flatMap(object -> Stream.of(object, renames.now(object)))
                .collect(Collectors.toSet());
    }

    /**
     * A row may come to stand in another partition of its table. Where partitions come or go, each is looked at by itself: it
     * takes its rows along, as a table of its own or into another one.
     */
    private List<Loss> losses(ObjectKey table, Content before, TableRows later, Set<ObjectKey> announced) {
        Optional<Content> after = later.content(table);
        boolean isWhole = before.partitions().isEmpty()
                || after.filter(now -> now.partitions().equals(before.partitions()))
                        .isPresent();
        if (isWhole) {
            return losses(table, before, after, announced);
        }
        List<Loss> losses = new ArrayList<>();
        for (ObjectKey part : new TreeSet<>(before.partitions())) {
            content(part)
                    .filter(content -> !announced.contains(part))
                    .ifPresent(content -> losses.addAll(losses(part, content, later.content(part), announced)));
        }
        return losses;
    }

    private Optional<Content> content(ObjectKey table) {
        return Optional.ofNullable(tables.get(table));
    }

    private static List<Loss> losses(
            ObjectKey table, Content before, Optional<Content> after, Set<ObjectKey> announced) {
        if (after.isEmpty()) {
            return List.of(Loss.of(table, " is gone with its rows, and the plan does not say so"));
        }
        if (after.get().rows() != before.rows()) {
            return List.of(Loss.of(
                    table,
                    " had " + before.rows() + " rows and has " + after.get().rows()));
        }
        List<Loss> losses = new ArrayList<>();
        before.columns().forEach((name, values) -> {
            ObjectKey column = ObjectKey.of(ObjectKind.COLUMN, table.path(), name);
            Optional<Values> later = Optional.ofNullable(after.get().columns().get(name));
            if (values.present() > 0
                    && !isAnnounced(column, before.sources(), announced)
                    && later.filter(values::survivesAs).isEmpty()) {
                losses.add(new Loss(
                        column,
                        "the values of " + column
                                + (later.isPresent() ? " changed" : " are gone, and the plan does not say so")));
            }
        });
        return losses;
    }

    /** A column goes with the one that it is inherited from, or with the attribute of its table's type. */
    private static boolean isAnnounced(ObjectKey column, Set<String> sources, Set<ObjectKey> announced) {
        return announced.contains(column)
                || sources.stream()
                        .anyMatch(source -> announced.contains(ObjectKey.of(ObjectKind.COLUMN, source, column.name()))
                                || announced.contains(ObjectKey.of(ObjectKind.ATTRIBUTE, source, column.name())));
    }
}
