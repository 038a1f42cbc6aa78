package dev.confiture.runner;

import dev.confiture.db.ApplicationName;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.sql.SQLException;

/** Opens sessions and turns what can go wrong with the database as such into problems. */
final class Sessions {

    private static final String NO_SUCH_DATABASE = "3D000";

    private Sessions() {}

    /**
     * @throws AbsentDatabase if the server has no such database
     * @throws ConfitureException if it cannot be reached
     */
    static Session open(Database database, String goal) throws AbsentDatabase {
        try {
            return database.open(ApplicationName.of(goal));
        } catch (SQLException e) {
            if (NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw new AbsentDatabase(e);
            }
            throw new ConfitureException(SqlErrors.unreachable(database, e), e);
        }
    }

    static ConfitureException absent(Database database, AbsentDatabase error) {
        return new ConfitureException(
                Problem.error(
                        ProblemCode.DATABASE_ABSENT,
                        "Database " + database.label() + " does not exist.",
                        SqlErrors.why(error.reported()),
                        "mvn confiture:build creates it from db/schema; without one create it empty (embedded:"
                                + " mvn confiture:start does), then migrate from the first migration"),
                error);
    }

    static ConfitureException failed(Database database, SQLException error) {
        return new ConfitureException(
                Problem.error(
                        ProblemCode.DATABASE_ERROR,
                        "The ledger of " + database.label() + " could not be read or written.",
                        SqlErrors.why(error),
                        "check that the user may use the schema of the ledger, and that the server is well"),
                error);
    }

    /** The server has no database of that name. */
    static final class AbsentDatabase extends SQLException {

        private static final long serialVersionUID = 1L;

        private final SQLException reported;

        AbsentDatabase(SQLException reported) {
            super(reported.getMessage(), reported.getSQLState(), reported);
            this.reported = reported;
        }

        SQLException reported() {
            return reported;
        }
    }
}
