package dev.confiture.generate;

import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table that holds rows of its own or of its partitions; partitions are none.
 *
 * @param schema ready for SQL
 * @param name ready for SQL
 * @param partitions of any depth, ready for SQL with their schemas
 * @param sources that columns come from: the tables it inherits from at any depth, its type; ready for SQL with their schemas
 */
record RowTable(
        long id,
        String schema,
        String name,
        boolean isPartitioned,
        Set<String> partitions,
        Set<String> sources,
        List<RowColumn> columns) {

    private static final String TABLES = Queries.resource("tables");

    static List<RowTable> readAll(Session session) throws SQLException {
        Map<Long, List<RowColumn>> columns =
                RowColumn.readAll(session).stream().collect(Collectors.groupingBy(RowColumn::table));
        return session.query(
                TABLES,
                row -> new RowTable(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        Set.of((String[]) row.getArray(5).getArray()),
                        Set.of((String[]) row.getArray(6).getArray()),
                        columns.getOrDefault(row.getLong(1), List.of())));
    }

    String path() {
        return schema + '.' + name;
    }
}
