package dev.confiture.generate.rows;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table that holds rows, by itself or by its partitions.
 *
 * @param schema ready for SQL
 * @param name ready for SQL
 * @param partitions those of any depth that hold rows
 * @param sources that columns come from: the tables it inherits from at any depth, its type; ready for SQL with their schemas
 */
record RowTable(
        long id,
        String schema,
        String name,
        boolean isPartitioned,
        boolean isPartition,
        Set<Long> partitions,
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
                        row.getBoolean(5),
                        Set.of((Long[]) row.getArray(6).getArray()),
                        Set.of((String[]) row.getArray(7).getArray()),
                        columns.getOrDefault(row.getLong(1), List.of())));
    }

    ObjectKey key() {
        return ObjectKey.of(ObjectKind.TABLE, schema, name);
    }

    String path() {
        return schema + '.' + name;
    }
}
