package dev.confiture.build;

import dev.confiture.ledger.Ledger;
import dev.confiture.problem.Problem;

/** What lies where the database shall be. */
sealed interface Target {

    /** The server has no such database. */
    record Absent() implements Target {}

    /** A database without content; what extensions own does not count. */
    record Empty() implements Target {}

    /** A database that a build filled, and did not finish: its process was killed. */
    record Unfinished() implements Target {}

    /** A database with a ledger of Confiture. */
    record Ours(Ledger ledger) implements Target {}

    /**
     * A database that somebody else filled.
     *
     * @param problem names what is in it
     */
    record Foreign(Problem problem) implements Target {}
}
