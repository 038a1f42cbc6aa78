package dev.confiture.generate;

import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.plan.PlannedStatement;
import dev.confiture.plan.ddl.Execution;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs the statements of a plan as a migration would: those that may share a transaction do. */
final class PlanRun {

    /** Statements in one message: a round trip for each would take longer than most of them. */
    private static final int AT_ONCE = 50;

    private final Session session;
    private Optional<PlannedStatement> current = Optional.empty();

    PlanRun(Session session) {
        this.session = session;
    }

    /** The statement that the server refused, and how. */
    record Refusal(PlannedStatement statement, SQLException error) {
        String sqlState() {
            return String.valueOf(error.getSQLState());
        }

        String why() {
            return SqlErrors.why(error);
        }
    }

    /**
     * @return empty if all ran
     * @throws SQLException if the connection is lost
     */
    Optional<Refusal> run(List<PlannedStatement> statements) throws SQLException {
        try {
            for (List<PlannedStatement> group : groups(statements)) {
                runGroup(group);
            }
            return Optional.empty();
        } catch (SQLException e) {
            if (SqlErrors.isConnectionLost(e) || current.isEmpty()) {
                throw e;
            }
            return Optional.of(new Refusal(current.get(), e));
        }
    }

    private void runGroup(List<PlannedStatement> group) throws SQLException {
        if (group.size() == 1) {
            send(group.get(0));
        } else if (!runsAtOnce(group)) {
            session.inTransaction(transaction -> {
                for (PlannedStatement statement : group) {
                    send(statement);
                }
                return true;
            });
        }
    }

    /** Which statement the server refuses shows when each is sent by itself. */
    private boolean runsAtOnce(List<PlannedStatement> group) throws SQLException {
        try {
            return session.inTransaction(transaction -> {
                for (int from = 0; from < group.size(); from += AT_ONCE) {
                    String message = group.subList(from, Math.min(from + AT_ONCE, group.size())).stream()
                            .map(PlannedStatement::sql)
                            .collect(Collectors.joining("\n;\n"));
                    transaction.executeEach(message).complete();
                }
                return true;
            });
        } catch (SQLException e) {
            if (SqlErrors.isConnectionLost(e)) {
                throw e;
            }
            return false;
        }
    }

    private void send(PlannedStatement statement) throws SQLException {
        current = Optional.of(statement);
        session.execute(statement.sql());
    }

    /** What is committed together; a statement of its own transaction, or of none, is a group of one. */
    static List<List<PlannedStatement>> groups(List<PlannedStatement> statements) {
        List<List<PlannedStatement>> groups = new ArrayList<>();
        boolean isOpen = false;
        for (PlannedStatement statement : statements) {
            if (!isOpen || statement.execution() == Execution.ALONE) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(statement);
            isOpen = statement.execution() == Execution.TRANSACTIONAL;
        }
        return groups;
    }
}
