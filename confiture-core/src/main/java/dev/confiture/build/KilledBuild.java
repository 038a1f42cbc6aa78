package dev.confiture.build;

import dev.confiture.db.Database;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;

/**
 * What a build left that was killed, or lost its server: undone by the next one, before it looks at anything else. No
 * other build is underway then, because {@link Maintenance} is exclusive.
 */
final class KilledBuild {

    private final Database database;
    private final Maintenance maintenance;
    private final OldDatabase old;
    private final EventSink events;

    KilledBuild(Database database, Maintenance maintenance, EventSink events) {
        this.database = database;
        this.maintenance = maintenance;
        this.old = new OldDatabase(database, maintenance);
        this.events = events;
    }

    /**
     * Brings the server to where it was before such a build, or to its end if that was reached.
     *
     * @param found where the database shall be
     * @return whether that is something else now
     */
    boolean undo(Target found) throws SQLException {
        boolean left = Draft.removeLeftOver(database, maintenance.admin());
        boolean replaced = old.isAside();
        if (replaced && found instanceof Target.Ours) {
            old.drop(); // the new one is complete; only this last step was missing
            return false;
        }
        boolean begun = found instanceof Target.Unfinished
                || (replaced && (found instanceof Target.Absent || found instanceof Target.Empty));
        if (begun) {
            maintenance.requireBeside(database);
            // Ends the session too that may still work for the killed process.
            maintenance.admin().dropAndDisconnect(Identifier.of(database.name()));
            if (replaced) {
                old.bringBack();
            }
        }
        if (begun || left) {
            events.accept(new Event.Noticed(Problem.note(
                    ProblemCode.BUILD_UNFINISHED,
                    "An earlier build of database " + database.label()
                            + " did not come to its end; what it left is removed.",
                    replaced ? "the database that it was to replace is back" : "",
                    "nothing has to be done")));
        }
        return begun;
    }
}
