package dev.confiture.generate;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.db.Session;
import dev.confiture.plan.Plan;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.rename.Renames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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

    /** One table. */
    record Content(long rows, Set<String> partitions, Set<String> sources, Map<String, Values> columns) {}

    /** One column; a changed type may print the same value otherwise, and only the number of values can be compared. */
    record Values(String type, long present, String digest) {
        boolean survivesAs(Values later) {
            return type.equals(later.type) ? digest.equals(later.digest) : present == later.present;
        }
    }

    static TableRows read(Session session) throws SQLException {
        List<RowTable> all = List.copyOf(RowTable.readAll(session));
        SortedMap<ObjectKey, Content> tables = new TreeMap<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<RowTable> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            List<String> queries = new ArrayList<>();
            some.forEach(table -> queries.add(query(queries.size(), table)));
            session.query(String.join("\nUNION ALL ", queries), row -> {
                RowTable table = some.get(row.getInt(1));
                ObjectKey key = ObjectKey.of(ObjectKind.TABLE, table.schema(), table.name());
                return tables.put(key, content(row, table));
            });
        }
        return new TableRows(tables);
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
            digests.add("sum(hashtextextended(t." + column.name() + "::text COLLATE \"C\", 0))");
        }
        return "SELECT %d, count(*), ARRAY[%s]::bigint[], ARRAY[%s]::text[] FROM %s%s t"
                .formatted(
                        place,
                        String.join(", ", counts),
                        String.join(", ", digests),
                        table.isPartitioned() ? "" : "ONLY ",
                        table.path());
    }

    private static Content content(ResultSet row, RowTable table) throws SQLException {
        Long[] present = (Long[]) row.getArray(3).getArray();
        String[] digests = (String[]) row.getArray(4).getArray();
        Map<String, Values> values = new TreeMap<>();
        List<RowColumn> columns = columns(table);
        for (int i = 0; i < columns.size(); i++) {
            String digest = Optional.ofNullable(digests[i]).orElse("");
            values.put(columns.get(i).name(), new Values(columns.get(i).type(), present[i], digest));
        }
        return new Content(row.getLong(2), table.partitions(), table.sources(), values);
    }

    /** The same rows under the names that they have after renames. */
    private TableRows renamed(Renames renames) {
        if (renames.isEmpty()) {
            return this;
        }
        SortedMap<ObjectKey, Content> named = new TreeMap<>();
        tables.forEach((table, content) -> {
            Map<String, Values> columns = new TreeMap<>();
            content.columns().forEach((name, values) -> {
                ObjectKey column = ObjectKey.of(ObjectKind.COLUMN, table.path(), name);
                columns.put(renames.now(column).name(), values);
            });
            Set<String> partitions =
                    content.partitions().stream().map(renames::nowPath).collect(Collectors.toSet());
            Set<String> sources =
                    content.sources().stream().map(renames::nowPath).collect(Collectors.toSet());
            named.put(renames.now(table), new Content(content.rows(), partitions, sources, columns));
        });
        return new TableRows(named);
    }

    /**
     * What is gone in {@code later} though the plan in between does not say that it would be, one sentence each.
     *
     * @param renames that are part of the plan
     */
    List<Difference> losses(TableRows later, Plan plan, Renames renames) {
        Set<ObjectKey> announced = announced(plan, renames);
        List<Difference> losses = new ArrayList<>();
        renamed(renames).tables.forEach((key, content) -> {
            if (content.rows() > 0 && !announced.contains(key) && !later.holdsAsPartition(key, content)) {
                Optional<Content> after = Optional.ofNullable(later.tables.get(key));
                losses.addAll(
                        after.isPresent() && !after.get().partitions().equals(content.partitions())
                                ? later.lostPartitions(key, content, after.get(), announced)
                                : losses(key, content, after, announced));
            }
        });
        return losses;
    }

    /** Whether a table became a partition of another one, with all its rows. */
    private boolean holdsAsPartition(ObjectKey table, Content before) {
        return tables.values().stream()
                .anyMatch(content -> content.partitions().contains(table.path()) && content.rows() >= before.rows());
    }

    /** What loses its data, as the plan says, under the old name and the new one. */
    static Set<ObjectKey> announced(Plan plan, Renames renames) {
        return plan.statements().stream()
                .filter(statement ->
                        statement.hazards().stream().anyMatch(hazard -> hazard.kind() == Hazard.Kind.DATA_LOSS))
                .map(statement -> statement.subject())
                .flatMap(subject -> Stream.of(subject, renames.now(subject)))
                .collect(Collectors.toSet());
    }

    /** A partition takes its rows along; it may leave as a table of its own, or join another one. */
    private List<Difference> lostPartitions(ObjectKey root, Content before, Content after, Set<ObjectKey> announced) {
        Set<String> known = new TreeSet<>(after.partitions());
        tables.forEach((key, content) -> {
            known.add(key.path());
            known.addAll(content.partitions());
        });
        announced.forEach(key -> known.add(key.path()));
        return before.partitions().stream()
                .filter(partition -> !known.contains(partition))
                .sorted()
                .map(partition -> new Difference(
                        root.toString(),
                        "partition " + partition + " of " + root + " is gone, and the plan does not say so"))
                .toList();
    }

    private static List<Difference> losses(
            ObjectKey table, Content before, Optional<Content> after, Set<ObjectKey> announced) {
        if (after.isEmpty()) {
            return List.of(Difference.of(table, " is gone with its rows, and the plan does not say so"));
        }
        if (after.get().rows() != before.rows()) {
            return List.of(Difference.of(
                    table,
                    " had " + before.rows() + " rows and has " + after.get().rows()));
        }
        List<Difference> losses = new ArrayList<>();
        before.columns().forEach((name, values) -> {
            ObjectKey column = ObjectKey.of(ObjectKind.COLUMN, table.path(), name);
            Optional<Values> later = Optional.ofNullable(after.get().columns().get(name));
            if (values.present() > 0
                    && !isAnnounced(column, before.sources(), announced)
                    && later.filter(values::survivesAs).isEmpty()) {
                losses.add(new Difference(
                        column.toString(),
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
