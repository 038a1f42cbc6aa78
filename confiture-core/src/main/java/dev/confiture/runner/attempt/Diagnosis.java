package dev.confiture.runner.attempt;

import dev.confiture.db.SqlErrors;
import dev.confiture.db.lock.Blockers;
import dev.confiture.db.lock.LockHolder;
import dev.confiture.problem.ProblemCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an error of the server means for a migration.
 *
 * @param fix what to do
 */
record Diagnosis(ProblemCode code, String fix) {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String ACTIVE_TRANSACTION = "25001";
    private static final String INVALID_TERMINATION = "2D000";
    private static final String UNSAFE_NEW_ENUM_VALUE = "55P04";
    private static final String QUERY_CANCELED = "57014";
    private static final String DISK_FULL = "53100";
    private static final String INSUFFICIENT_RESOURCES = "53";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** Others were in the way, and are not when it is tried again. */
    private static final Map<String, String> IN_THE_WAY = Map.of(
            LOCK_NOT_AVAILABLE,
            "a lock was not available",
            "40P01",
            "it met another session in a deadlock",
            "40001",
            "it could not be serialized with another transaction");

    /** The driver's own. */
    private static final String ROWS_NOT_EXPECTED = "0100E";

    private static final String ROWS_EXPECTED = "02000";

    /**
     * @param state SQLSTATE, empty if the error is not the server's
     * @param transactional whether the migration has a transaction
     */
    static Diagnosis of(String state, boolean transactional) {
        if (state.equals(ACTIVE_TRANSACTION) && transactional) {
            return new Diagnosis(
                    ProblemCode.MIGRATION_NEEDS_NO_TRANSACTION,
                    "declare @Migration(transactional = false), and keep such statements in a migration of their own");
        }
        if (state.equals(INVALID_TERMINATION)) {
            return new Diagnosis(
                    ProblemCode.RUN_TRANSACTION_CONTROL,
                    "take COMMIT and ROLLBACK out of the function or procedure; a procedure that has to commit is called in a"
                            + " @Migration(transactional = false)");
        }
        if (state.equals(UNSAFE_NEW_ENUM_VALUE)) {
            return new Diagnosis(
                    ProblemCode.RUN_ENUM_VALUE,
                    "add the value in a migration of its own, which runs before this one and not in a group with it");
        }
        if (state.equals(LOCK_NOT_AVAILABLE)) {
            return new Diagnosis(
                    ProblemCode.RUN_LOCK_TIMEOUT,
                    "wait until the sessions named above have ended, or end them; or wait longer: session.lock_timeout in the"
                            + " environment, lockTimeout in @Migration"
                            + (transactional ? "" : "; concurrently_wait for a CONCURRENTLY form"));
        }
        return new Diagnosis(ProblemCode.RUN_FAILED, fix(state));
    }

    /** What others did that passes by itself, if that was why it failed. */
    static Optional<String> inTheWay(Throwable thrown) {
        return states(thrown)
                .filter(IN_THE_WAY::containsKey)
                .map(IN_THE_WAY::get)
                .findFirst();
    }

    /** Who kept it waiting, as one more line of the reason; empty text if that was not why it failed. */
    static String waitedFor(Throwable thrown, List<LockHolder> blockers) {
        boolean waited = states(thrown).anyMatch(LOCK_NOT_AVAILABLE::equals);
        return waited && !blockers.isEmpty() ? "\nit waited for " + Blockers.names(blockers) : "";
    }

    private static Stream<String> states(Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(error -> ((SQLException) error).getSQLState())
                .filter(Objects::nonNull);
    }

    private static String fix(String state) {
        if (state.equals(QUERY_CANCELED)) {
            return "it was cancelled by somebody, or ran longer than statement_timeout: raise session.statement_timeout";
        }
        if (state.equals(ROWS_NOT_EXPECTED)) {
            return "update takes no statement that returns rows: use query, or execute, which discards them";
        }
        if (state.equals(ROWS_EXPECTED)) {
            return "query takes a statement that returns rows: use update, or add RETURNING";
        }
        if (SqlErrors.isConnectionLost(state)) {
            return "the connection broke: mvn confiture:status says whether the migration was applied";
        }
        if (IN_THE_WAY.containsKey(state)) {
            return "run the goal again, best when there is less traffic: another session was in the way";
        }
        if (state.startsWith(INSUFFICIENT_RESOURCES)) {
            return (state.equals(DISK_FULL) ? "free space on the server's disk" : "give the server what it lacks")
                    + " and run the goal again";
        }
        if (state.equals(INSUFFICIENT_PRIVILEGE)) {
            return "grant the role that runs the migration (session.role, else the database user) this right, or choose"
                    + " another one, and run the goal again";
        }
        return "correct the migration and run the goal again";
    }
}
