package dev.confiture.build;

import dev.confiture.problem.Problem;
import java.util.List;

/**
 * What a build does.
 *
 * @param findings what to tell: errors if it refuses, else warnings and notes
 */
record BuildAction(Kind kind, List<Problem> findings) {

    BuildAction {
        findings = List.copyOf(findings);
    }

    static BuildAction of(Kind kind, Problem... findings) {
        return new BuildAction(kind, List.of(findings));
    }

    enum Kind {
        /** Creates the database, then fills it. */
        CREATE,
        /** Fills the empty database. */
        FILL,
        /** Nothing: the database is what db/schema says. */
        LEAVE_UP_TO_DATE,
        /** Nothing: the database is ours and stays as it is. */
        KEEP,
        /** Makes the database anew; the old one goes when the new one is there. */
        RECREATE,
        /** Nothing, and says why. */
        REFUSE
    }
}
