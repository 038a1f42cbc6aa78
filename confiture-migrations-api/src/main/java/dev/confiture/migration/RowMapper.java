package dev.confiture.migration;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes one value from one row.
 *
 * @param <T> the value's type
 */
@FunctionalInterface
public interface RowMapper<T> {

    /**
     * Reads the row under the cursor.
     *
     * @param row positioned on the row; neither moved nor closed here
     * @return the value; must not be null
     * @throws SQLException if a column cannot be read
     */
    T map(ResultSet row) throws SQLException;
}
