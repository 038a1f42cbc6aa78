package dev.confiture.runner;

import static java.util.Objects.requireNonNull;

import dev.confiture.history.ResolvedMigration;
import dev.confiture.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a baseline did.
 *
 * @param database its name and server, for people
 * @param point as in the request
 * @param contained what the ledger says, or would say, of it, in version order
 * @param pending what a migrate would run, in version order
 * @param compared what was looked at; empty where the ledger was there
 */
public record BaselineReport(
        Outcome outcome,
        String database,
        String point,
        List<ResolvedMigration> contained,
        List<ResolvedMigration> pending,
        Optional<Compared> compared) {

    public BaselineReport {
        requireNonNull(outcome, "outcome");
        requireNonNull(compared, "compared");
        contained = List.copyOf(contained);
        pending = List.copyOf(pending);
    }

    /** What became of the database. */
    public enum Outcome {
        /** It has its ledger now. */
        ADOPTED,
        /** Nothing was written: it was only asked what would be. */
        PLANNED,
        /** Nothing was written: its ledger already says so. */
        THERE_ALREADY
    }

    /**
     * A database that is what its point says.
     *
     * @param leftOut objects that a filter left out
     * @param notCompared objects of kinds that are not compared
     * @param notices warnings and notes
     */
    public record Compared(List<String> leftOut, List<String> notCompared, List<Problem> notices) {

        public Compared {
            leftOut = List.copyOf(leftOut);
            notCompared = List.copyOf(notCompared);
            notices = List.copyOf(notices);
        }
    }
}
