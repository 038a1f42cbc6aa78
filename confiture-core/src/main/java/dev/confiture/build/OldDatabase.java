package dev.confiture.build;

import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;

/** The database that a rebuild replaces. It waits under another name until the new one is complete. */
final class OldDatabase {

    private static final String IN_USE = "55006";

    private final Database database;
    private final Identifier name;
    private final Identifier aside;
    private final Maintenance maintenance;
    private final DatabaseAdmin admin;

    OldDatabase(Database database, Maintenance maintenance) {
        this.database = database;
        this.name = Identifier.of(database.name());
        this.aside = OtherName.of("old", database.name());
        this.maintenance = maintenance;
        this.admin = maintenance.admin();
    }

    /** Whether one waits; if no build runs, then a killed one left it there. */
    boolean isAside() throws SQLException {
        return admin.exists(aside);
    }

    /**
     * @throws ConfitureException if somebody is connected to it; it stays where it is then
     */
    void moveAside() throws SQLException {
        try {
            admin.rename(name, aside);
        } catch (SQLException e) {
            if (IN_USE.equals(e.getSQLState())) {
                throw new ConfitureException(
                        Problem.error(
                                ProblemCode.BUILD_IN_USE,
                                "Database " + database.label() + " cannot be made anew while somebody is connected.",
                                String.join("\n", maintenance.connected(name)),
                                "close these connections (an application, an IDE, psql) and build again"),
                        e);
            }
            throw e;
        }
    }

    /** Gives it its name again, which has to be free. */
    void bringBack() throws SQLException {
        admin.rename(aside, name);
    }

    void drop() throws SQLException {
        admin.dropAndDisconnect(aside);
    }
}
