package dev.confiture.generate.rows;

import dev.confiture.db.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A column and what decides which values it takes.
 *
 * @param name ready for SQL
 * @param type ready for SQL, as it is declared
 * @param sort {@code pg_type.typtype} of the type under all domains
 * @param element the type's name under all domains; of an array, that of its elements
 * @param modifier {@code pg_attribute.atttypmod}, or that of its domain; -1 for none
 * @param labels those of an enum
 * @param rangeOf the type between the bounds of a range
 * @param stored what its values are under domains, in arrays and in composite types: alike where they print alike
 */
record RowColumn(
        long table,
        String name,
        String type,
        String sort,
        String element,
        boolean isArray,
        int modifier,
        boolean isRequired,
        boolean hasDefault,
        boolean isIdentity,
        boolean isGenerated,
        List<String> labels,
        Optional<String> rangeOf,
        String stored) {

    private static final String COLUMNS = Queries.resource("columns");

    RowColumn {
        labels = List.copyOf(labels);
    }

    /** Whether its values may be those of an enum, or hold some. */
    boolean mayHoldLabels() {
        return isArray || !sort.equals("b");
    }

    static List<RowColumn> readAll(Session session) throws SQLException {
        return session.query(COLUMNS, RowColumn::read);
    }

    private static RowColumn read(ResultSet row) throws SQLException {
        return new RowColumn(
                row.getLong(1),
                row.getString("name"),
                row.getString("type"),
                row.getString("type_sort"),
                row.getString("element"),
                row.getBoolean("is_array"),
                row.getInt("modifier"),
                row.getBoolean("not_null"),
                row.getBoolean("has_default"),
                !row.getString("identity").isEmpty(),
                !row.getString("generated").isEmpty(),
                List.of((String[]) row.getArray("labels").getArray()),
                Optional.ofNullable(row.getString("range_of")),
                row.getString("stored"));
    }
}
