package dev.confiture.db;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/**
 * How far a message of several statements got.
 *
 * @param rows for each completed statement the rows that it changed or returned; 0 where it has none
 * @param values for each completed statement the first column of its first row, as the server prints it; empty text where
 *     it has none
 * @param notices what the server said meanwhile
 * @param failure what stopped the statement after them
 */
public record MessageOutcome(
        List<Long> rows, List<String> values, List<ServerNotice> notices, Optional<SQLException> failure) {

    public MessageOutcome {
        requireNonNull(failure, "failure");
        rows = List.copyOf(rows);
        values = List.copyOf(values);
        notices = List.copyOf(notices);
    }

    /** The same, if every statement completed. */
    public MessageOutcome complete() throws SQLException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return this;
    }

    /**
     * Asks the driver's protocol layer: JDBC itself forgets the results before an error, and only their number tells which
     * statement failed when the server names no position.
     */
    static MessageOutcome of(Connection connection, String sql) throws SQLException {
        return of(connection, sql, connection.getAutoCommit() ? QueryExecutor.QUERY_SUPPRESS_BEGIN : 0);
    }

    /** For a message that begins its transaction itself, which the driver would do for it outside autocommit mode. */
    static MessageOutcome ofBeginning(Connection connection, String sql) throws SQLException {
        return of(connection, sql, QueryExecutor.QUERY_SUPPRESS_BEGIN);
    }

    private static MessageOutcome of(Connection connection, String sql, int beginFlag) throws SQLException {
        BaseConnection driver = connection.unwrap(BaseConnection.class);
        Query query = driver.createQuery(sql, false, false).query;
        int flags = QueryExecutor.QUERY_EXECUTE_AS_SIMPLE | beginFlag;
        Counter counter = new Counter();
        try {
            driver.getQueryExecutor().execute(query, null, counter, 0, 0, flags);
            return new MessageOutcome(counter.rows, counter.values, counter.notices, Optional.empty());
        } catch (SQLException e) {
            return new MessageOutcome(counter.rows, counter.values, counter.notices, Optional.of(e));
        } finally {
            query.close();
        }
    }

    private static final class Counter extends ResultHandlerBase {

        private final List<Long> rows = new ArrayList<>();
        private final List<String> values = new ArrayList<>();
        private final List<ServerNotice> notices = new ArrayList<>();

        @Override
        public void handleResultRows(Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
            rows.add((long) tuples.size());
            values.add(first(tuples));
        }

        private static String first(List<Tuple> tuples) {
            boolean isAbsent = tuples.isEmpty() || tuples.get(0).fieldCount() == 0;
            byte[] text = isAbsent ? null : tuples.get(0).get(0);
            return text == null ? "" : new String(text, StandardCharsets.UTF_8); // the driver knows no other encoding
        }

        @Override
        public void handleWarning(SQLWarning notice) {
            notices.add(ServerNotice.of(rows.size(), notice));
        }

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOid) {
            rows.add(updateCount);
            values.add("");
        }
    }
}
