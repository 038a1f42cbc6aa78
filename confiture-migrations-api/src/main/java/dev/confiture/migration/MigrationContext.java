package dev.confiture.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Runs a migration's SQL. Every statement goes through one connection, in the order of the calls. Commits, rollbacks and
 * changes of the transaction mode are refused before they are sent: the transaction belongs to the migration and its
 * ledger row.
 *
 * <p>Methods with parameters take {@code ?} placeholders, one per parameter, and {@code ??} for PostgreSQL's operators
 * that contain a question mark. Methods without parameters send the SQL as it is. Several statements where one is taken,
 * and parameters that are more or fewer than the placeholders, are refused before they are sent, too.
 */
public interface MigrationContext {

    /**
     * Runs one or several statements exactly as written: {@code ?} operators and braces arrive at the server untouched.
     * Rows of a SELECT among them are discarded.
     *
     * @param sql statements separated by {@code ;}
     * @throws SQLException as the server reports it, with the first failing statement
     */
    void execute(String sql) throws SQLException;

    /**
     * Runs one INSERT, UPDATE, DELETE or MERGE with parameters.
     *
     * @param sql one statement with {@code ?} placeholders
     * @param parameters as many as there are placeholders; null elements are SQL nulls
     * @return the number of rows changed
     * @throws SQLException as the server reports it
     */
    long update(String sql, Object... parameters) throws SQLException;

    /**
     * Runs one statement that returns rows.
     *
     * @param sql one statement with {@code ?} placeholders
     * @param rowMapper makes a value from each row
     * @param parameters as many as there are placeholders; null elements are SQL nulls
     * @param <T> the value's type
     * @return one value per row, in the server's order; empty for none
     * @throws SQLException as the server reports it
     */
    <T> List<T> query(String sql, RowMapper<T> rowMapper, Object... parameters) throws SQLException;

    /**
     * Runs one statement once per row of parameters, sent in batches.
     *
     * @param sql one statement with {@code ?} placeholders
     * @param rows the parameters, read once, lazily; each array as long as there are placeholders
     * @return the number of rows changed by all of them
     * @throws SQLException as the server reports it
     */
    long batch(String sql, Iterable<Object[]> rows) throws SQLException;

    /**
     * Changes the rows of a large table batch by batch, in the order of a key. Each batch has a transaction of its own,
     * which also writes down the last key done: after an interruption the next run goes on behind it. Shows how far it is.
     *
     * <pre>{@code
     * db.inBatches("fill bio", Batches.of("app.users", "pk_user").withSize(5_000), batch ->
     *         batch.update("UPDATE app.users SET bio = '' WHERE pk_user BETWEEN ? AND ? AND bio IS NULL",
     *                 batch.first(), batch.last()));
     * }</pre>
     *
     * <p>The work takes only the batch: other calls on this context are refused meanwhile. Rows that somebody inserts
     * behind the last key done are visited, those inserted before it are not.
     *
     * @param activity what is done, for progress: {@code fill bio}
     * @param batches the table, its key, how many rows at once
     * @param work changes the rows of one batch
     * @return the number of rows changed by all batches, those of earlier runs included
     * @throws SQLException as the server reports it
     */
    long inBatches(String activity, Batches batches, BatchWork work) throws SQLException;

    /**
     * Runs a script from the class path like {@link #execute}; {@code COPY … FROM stdin} with its data is understood.
     *
     * @param resource UTF-8; without a leading slash relative to the package of the migration's class
     * @throws SQLException as the server reports it, or when there is no such resource
     */
    void script(String resource) throws SQLException;

    /**
     * Loads rows with {@code COPY … FROM STDIN}.
     *
     * @param copySql the COPY statement
     * @param data in the format that the statement names; read to its end, not closed
     * @return the number of rows loaded
     * @throws SQLException as the server reports it
     * @throws IOException if the data cannot be read
     */
    long copyIn(String copySql, InputStream data) throws SQLException, IOException;

    /**
     * Writes rows with {@code COPY … TO STDOUT}.
     *
     * @param copySql the COPY statement
     * @param data receives the rows in the format that the statement names; not closed
     * @return the number of rows written
     * @throws SQLException as the server reports it
     * @throws IOException if the data cannot be written
     */
    long copyOut(String copySql, OutputStream data) throws SQLException, IOException;

    /**
     * Tells the person who waits how far the migration is. Shown as progress; not stored.
     *
     * @param progress one line
     */
    void note(String progress);

    /**
     * The connection itself, for what the methods above cannot do, for example {@code unwrap(PGConnection.class)}.
     * Only where {@link Migration#rawConnection()} is true. {@code commit}, {@code rollback}, {@code setAutoCommit} and
     * {@code close} are refused.
     *
     * @return the connection that the migration runs on
     * @throws SQLException if the migration does not declare {@code rawConnection = true}
     */
    Connection connection() throws SQLException;
}
