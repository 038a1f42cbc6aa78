package dev.confiture.generate.rows;

import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes rows that the tables take, by what is known of their columns and by trying. */
final class RowMaker {

    private static final int ROWS = 3;
    private static final int ATTEMPTS = 20;
    private static final String FOREIGN_KEYS = Queries.resource("foreign_keys");
    private static final String EXPRESSIONS = Queries.resource("expressions");

    private final Session session;
    private final Random random;
    private final Map<Long, RowTable> tables;
    private final Map<Long, List<Reference>> references;
    private final Map<Place, List<String>> literals;

    private RowMaker(
            Session session,
            Random random,
            Map<Long, RowTable> tables,
            Map<Long, List<Reference>> references,
            Map<Place, List<String>> literals) {
        this.session = session;
        this.random = random;
        this.tables = tables;
        this.references = references;
        this.literals = literals;
    }

    /** A foreign key: some columns take their values from another table. */
    private record Reference(long table, long target, List<String> columns, List<String> targetColumns) {
        static Reference read(ResultSet row) throws SQLException {
            return new Reference(row.getLong(1), row.getLong(2), names(row, 3), names(row, 4));
        }

        private static List<String> names(ResultSet row, int column) throws SQLException {
            return List.of((String[]) row.getArray(column).getArray());
        }
    }

    /** A column of a table. */
    private record Place(long table, String column) {}

    static RowMaker on(Session session, Random random) throws SQLException {
        Map<Place, List<String>> literals = new HashMap<>();
        session.query(
                EXPRESSIONS,
                row -> literals.computeIfAbsent(new Place(row.getLong(1), row.getString(2)), place -> new ArrayList<>())
                        .addAll(SampleValues.literals(row.getString(3))));
        return new RowMaker(
                session,
                random,
                RowTable.readAll(session).stream()
                        .filter(table -> !table.isPartition()) // its rows come through its root
                        .collect(Collectors.toMap(RowTable::id, table -> table)),
                session.query(FOREIGN_KEYS, Reference::read).stream().collect(Collectors.groupingBy(Reference::table)),
                literals);
    }

    /**
     * Adds some rows to each of the tables, whatever is in it.
     *
     * @return those that have none even so, ready for SQL, sorted
     */
    List<String> addRows(TouchedTables wanted) throws SQLException {
        List<String> empty = new ArrayList<>();
        for (RowTable table : referencedFirst()) {
            if (!wanted.contains(table)) {
                continue;
            }
            int rows = insert(all(table)) ? ROWS : 0;
            for (int attempt = 0; attempt < ATTEMPTS && rows < ROWS; attempt++) {
                rows += insert(statement(table)) ? 1 : 0;
            }
            if (rows == 0 && isEmpty(table)) {
                empty.add(table.path());
            }
        }
        return empty.stream().sorted().toList();
    }

    private boolean isEmpty(RowTable table) throws SQLException {
        return session.queryOne("SELECT 1 FROM " + table.path() + " LIMIT 1", row -> true)
                .isEmpty();
    }

    private List<RowTable> referencedFirst() {
        List<RowTable> ordered = new ArrayList<>();
        Set<Long> visited = new HashSet<>();
        tables.values().stream()
                .sorted((a, b) -> a.path().compareTo(b.path()))
                .forEach(table -> visit(table, visited, ordered));
        return ordered;
    }

    private void visit(RowTable table, Set<Long> visited, List<RowTable> ordered) {
        if (visited.add(table.id())) {
            for (Reference reference : references.getOrDefault(table.id(), List.of())) {
                if (tables.containsKey(reference.target())) {
                    visit(tables.get(reference.target()), visited, ordered);
                }
            }
            ordered.add(table);
        }
    }

    /** All rows in one message: most tables take what comes. */
    private String all(RowTable table) {
        return Stream.generate(() -> statement(table)).limit(ROWS).collect(Collectors.joining(";\n"));
    }

    private boolean insert(String statements) throws SQLException {
        try {
            return session.execute(statements) > 0;
        } catch (SQLException e) {
            if (SqlErrors.isConnectionLost(e)) {
                throw e;
            }
            return false; // another attempt takes other values; what stays empty is reported
        }
    }

    private String statement(RowTable table) {
        Map<String, String> values = new HashMap<>();
        SampleValues samples = new SampleValues(random);
        for (RowColumn column : table.columns()) {
            boolean isLeftToServer =
                    column.isGenerated() || column.isIdentity() || (column.hasDefault() && random.nextInt(3) > 0);
            if (!isLeftToServer) {
                values.put(
                        column.name(),
                        samples.value(column, literals.getOrDefault(new Place(table.id(), column.name()), List.of())));
            }
        }
        references.getOrDefault(table.id(), List.of()).forEach(reference -> values.putAll(existing(reference)));
        if (values.isEmpty()) {
            return "INSERT INTO " + table.path() + " DEFAULT VALUES";
        }
        List<String> names = values.keySet().stream().sorted().toList();
        return "INSERT INTO " + table.path() + " (" + String.join(", ", names) + ") VALUES ("
                + names.stream().map(values::get).collect(Collectors.joining(", ")) + ")";
    }

    /** Values of one row of the other table; null while it has none. */
    private Map<String, String> existing(Reference reference) {
        Map<String, String> values = new HashMap<>();
        if (!tables.containsKey(reference.target())) {
            return values;
        }
        String order = reference.targetColumns().stream().collect(Collectors.joining(", "));
        int place = random.nextInt(ROWS);
        for (int i = 0; i < reference.columns().size(); i++) {
            values.put(
                    reference.columns().get(i),
                    "(SELECT " + reference.targetColumns().get(i) + " FROM "
                            + tables.get(reference.target()).path() + " ORDER BY " + order + " OFFSET " + place
                            + " LIMIT 1)");
        }
        return values;
    }
}
