package dev.confiture.migration;

import java.sql.SQLException;

/**
 * One batch of rows: those whose key lies between {@link #first} and {@link #last}, both included. What is done through
 * it commits together with the note that the batch is done.
 */
public interface Batch {

    /**
     * The smallest key.
     *
     * @return as the driver reads it: a Long for {@code bigint}, a UUID for {@code uuid}
     */
    Object first();

    /**
     * The largest key.
     *
     * @return as {@link #first}
     */
    Object last();

    /**
     * Runs one INSERT, UPDATE, DELETE or MERGE with parameters in the batch's transaction.
     *
     * @param sql one statement with {@code ?} placeholders
     * @param parameters as many as there are placeholders; null elements are SQL nulls
     * @return the number of rows changed
     * @throws SQLException as the server reports it
     */
    long update(String sql, Object... parameters) throws SQLException;
}
