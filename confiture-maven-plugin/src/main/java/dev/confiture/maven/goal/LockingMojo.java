package dev.confiture.maven.goal;

import dev.confiture.db.lock.LockHolder;
import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.maven.ConfitureMojo;
import dev.confiture.maven.Idle;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal that changes a database which another run may be changing. */
abstract class LockingMojo extends ConfitureMojo {

    /** How long to wait for another run on the same database, as 30s or 10min; over lock_wait of the environment. */
    @Parameter(property = "confiture.lockWait")
    private @Nullable String lockWait;

    /** Ends what a killed run left on the server, after it had two seconds to end by itself. */
    @Parameter(property = "confiture.terminateOrphan", defaultValue = "false")
    private boolean terminateOrphan;

    /** For what is only looked at. */
    static Idle waitsForNobody() {
        return Idle.because("no lock is taken", "confiture.lockWait", "confiture.terminateOrphan");
    }

    /** As {@link #run}, where it is known how to wait. */
    protected abstract GoalReport runAlone(Workplace workplace);

    @Override
    protected final GoalReport run(Workplace workplace) {
        return runAlone(
                workplace.waiting(Choice.duration("confiture.lockWait", lockWait), orphans(workplace.isBatch())));
    }

    private OrphanChoice orphans(boolean isBatch) {
        if (terminateOrphan) {
            return OrphanChoice.TERMINATE;
        }
        return isBatch ? OrphanChoice.LEAVE : LockingMojo::isAgreed;
    }

    private static boolean isAgreed(LockHolder orphan) {
        return Keyboard.agrees("A killed run left " + orphan.text() + "\nEnd it?");
    }
}
