package dev.confiture.db;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * One connection and the few things that Confiture does with it. Starts in autocommit mode. Not for several threads.
 */
public final class Session implements AutoCloseable {

    private static final String UNKNOWN_SETTING = "42704";
    private static final String VALUE_NOT_ALLOWED = "22023";

    private final Database database;
    private final Connection connection;

    Session(Database database, Connection connection) {
        this.database = requireNonNull(database, "database");
        this.connection = requireNonNull(connection, "connection");
    }

    public Database database() {
        return database;
    }

    /** The driver's connection, for what migrations are promised and this class has no method for. */
    public Connection connection() {
        return connection;
    }

    /** The server's major version: 17. */
    public int serverMajor() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    /** The server process that the driver was told of when it connected; not the one that works, behind a pooler. */
    public int announcedPid() throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    /**
     * Lets the server notice within seconds that this process or its network is gone, and end what it is executing for
     * it. {@code RESET ALL} takes that back.
     */
    public void noticeLostClient() throws SQLException {
        execute("SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3");
        try {
            execute("SET client_connection_check_interval = '1s'");
        } catch (SQLException e) {
            // Before PostgreSQL 14 there is no such setting; some operating systems allow it no other value than 0.
            String state = e.getSQLState();
            if (!UNKNOWN_SETTING.equals(state) && !VALUE_NOT_ALLOWED.equals(state)) {
                throw e;
            }
        }
    }

    /**
     * Runs SQL as it is; rows are discarded.
     *
     * @return how many rows the first statement changed; 0 for one that changes none
     */
    public long execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            return Math.max(0, statement.getLargeUpdateCount());
        }
    }

    /**
     * Runs several statements as they are, in one simple-protocol message, and counts what each did. The server reads
     * the whole message before it runs any of it, so a syntax error leaves nothing done.
     */
    public MessageOutcome executeEach(String sql) throws SQLException {
        return MessageOutcome.of(connection, sql);
    }

    /**
     * Runs COPY … FROM STDIN.
     *
     * @param rows as the statement's format wants them, without an end mark
     * @return the number of rows
     */
    public long copyIn(String copy, String rows) throws SQLException {
        connection.clearWarnings();
        try {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new StringReader(rows));
        } catch (IOException e) {
            throw new SQLException("the rows cannot be sent", e);
        }
    }

    /** What the server said while {@link #copyIn} ran, for example because a trigger raised it. */
    public List<ServerNotice> noticesOfCopy() throws SQLException {
        return ServerNotice.all(connection.getWarnings());
    }

    /** Runs one statement with {@code ?} parameters and returns the number of rows changed. */
    public long update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeLargeUpdate();
        }
    }

    /** Runs one query with {@code ?} parameters; one value per row, in the server's order. */
    public <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> values = new ArrayList<>();
            while (rows.next()) {
                values.add(reader.read(rows));
            }
            return values;
        }
    }

    /** The first row's value; empty if there is no row. */
    public <T> Optional<T> queryOne(String sql, RowReader<T> reader, Object... parameters) throws SQLException {
        return query(sql, reader, parameters).stream().findFirst();
    }

    /**
     * Runs work in one transaction: committed if it returns, rolled back if it throws. A failing rollback is added to the
     * first error, never put in its place.
     *
     * @throws IllegalStateException inside another one: its end would be decided twice
     */
    public <T> T inTransaction(SqlWork<T> work) throws SQLException {
        return inTransaction(session -> {}, work);
    }

    /**
     * The same in a transaction that the caller's own message begins.
     *
     * @param opening sends that message with {@link #begin}
     */
    public <T> T inTransaction(Opening opening, SqlWork<T> work) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("this session is in a transaction already");
        }
        connection.setAutoCommit(false);
        T result;
        try {
            opening.run(this);
            result = work.run(this);
            connection.commit();
        } catch (Throwable first) {
            try {
                connection.rollback();
                leaveTransactionMode();
            } catch (SQLException second) {
                first.addSuppressed(second);
            }
            throw first;
        }
        leaveTransactionMode();
        return result;
    }

    /** As {@link #executeEach}, for a message that leaves a transaction open which it began itself. */
    public MessageOutcome begin(String sql) throws SQLException {
        return MessageOutcome.ofBeginning(connection, sql);
    }

    /** Whether a transaction is open that {@link #inTransaction} still can end: not if somebody else ended it. */
    public boolean isInTransaction() throws SQLException {
        return !connection.getAutoCommit()
                && connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
    }

    /** Never with a transaction open: the driver would commit it. */
    private void leaveTransactionMode() throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Makes one value from the row under the cursor. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Begins a transaction. */
    @FunctionalInterface
    public interface Opening {
        void run(Session session) throws SQLException;
    }

    /** Work inside a transaction. */
    @FunctionalInterface
    public interface SqlWork<T> {
        T run(Session session) throws SQLException;
    }
}
