package dev.confiture.db;

import static java.util.Objects.requireNonNull;

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
 * @param notices what the server said meanwhile
 * @param failure what stopped the statement after them
 */
public record MessageOutcome(List<Long> rows, List<ServerNotice> notices, Optional<SQLException> failure) {

    public MessageOutcome {
        requireNonNull(failure, "failure");
        rows = List.copyOf(rows);
        notices = List.copyOf(notices);
    }

    /**
     * Asks the driver's protocol layer: JDBC itself forgets the results before an error, and only their number tells which
     * statement failed when the server names no position.
     */
    static MessageOutcome of(Connection connection, String sql) throws SQLException {
        BaseConnection driver = connection.unwrap(BaseConnection.class);
        Query query = driver.createQuery(sql, false, false).query;
        int flags = QueryExecutor.QUERY_EXECUTE_AS_SIMPLE;
        if (connection.getAutoCommit()) {
            flags |= QueryExecutor.QUERY_SUPPRESS_BEGIN;
        }
        Counter counter = new Counter();
        try {
            driver.getQueryExecutor().execute(query, null, counter, 0, 0, flags);
            return new MessageOutcome(counter.rows, counter.notices, Optional.empty());
        } catch (SQLException e) {
            return new MessageOutcome(counter.rows, counter.notices, Optional.of(e));
        } finally {
            query.close();
        }
    }

    private static final class Counter extends ResultHandlerBase {

        private final List<Long> rows = new ArrayList<>();
        private final List<ServerNotice> notices = new ArrayList<>();

        @Override
        public void handleResultRows(Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
            rows.add((long) tuples.size());
        }

        @Override
        public void handleWarning(SQLWarning notice) {
            notices.add(ServerNotice.of(rows.size(), notice));
        }

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOid) {
            rows.add(updateCount);
        }
    }
}
