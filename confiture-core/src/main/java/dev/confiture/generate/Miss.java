package dev.confiture.generate;

import static java.util.Objects.requireNonNull;

import dev.confiture.diff.Change;
import dev.confiture.diff.ChangeSet;
import dev.confiture.generate.Proof.Unproved;
import dev.confiture.plan.Plan;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells a change that cannot be written as one that is not supported.
 *
 * @param way from what to what, for people
 * @param changes all that was to be done
 */
record Miss(String way, ChangeSet changes) {

    private static final String BY_HAND =
            "write the migration by hand (-Dconfiture.empty=true makes the class), or have written"
                    + " what is planned and correct it (-Dconfiture.unproved=true); the two schemas help us to mend this";

    /** Who wants to know more compares the two. */
    private static final int MOST_OBJECTS = 3;

    Miss {
        requireNonNull(way, "way");
        requireNonNull(changes, "changes");
    }

    /** Changes for which there are no statements at all. */
    static List<Problem> unknown(Plan plan) {
        return plan.notSupported().stream()
                .map(text -> Problem.error(
                        ProblemCode.GENERATE_NOT_SUPPORTED,
                        "Not supported: " + text + ".",
                        "Confiture knows no statements for this change",
                        BY_HAND))
                .toList();
    }

    /** A schema that cannot be made again, which every proof begins with. */
    static Problem ofRebuild(String label, Unproved proof) {
        String objects = joined(proof.objects());
        return Problem.error(
                ProblemCode.GENERATE_NOT_PROVED,
                "Not supported: making " + (objects.isEmpty() ? label : objects + " of " + label)
                        + " again from its catalog.",
                proof.why(),
                BY_HAND);
    }

    /** A change that was planned, and whose statements do not do it. */
    Problem problem(Unproved proof) {
        return Problem.error(
                ProblemCode.GENERATE_NOT_PROVED,
                "Not supported: " + joined(wanted(proof)) + ".",
                proof.why() + "\non the way from " + way,
                BY_HAND);
    }

    /** @return why there is no way back from what is proved up to here, in one line */
    String noWayBack(Unproved proof) {
        List<String> wanted = wanted(proof);
        return "no way back is known" + (wanted.isEmpty() ? "" : " from " + joined(wanted)) + ": " + proof.inOneLine();
    }

    private List<String> wanted(Unproved proof) {
        return proof.objects().stream().map(this::wanted).distinct().toList();
    }

    private String wanted(String object) {
        return changes.changes().stream()
                .filter(change -> change.key().toString().equals(object))
                .map(Miss::wanted)
                .findFirst()
                .orElse("a change that concerns " + object);
    }

    private static String wanted(Change change) {
        if (change instanceof Change.Altered altered) {
            return "changing " + change.key() + " (" + altered.details() + ")";
        }
        return (change instanceof Change.Added ? "making " : "dropping ") + change.key();
    }

    private static String joined(List<String> texts) {
        String first = texts.stream().limit(MOST_OBJECTS).collect(Collectors.joining(", "));
        return texts.size() > MOST_OBJECTS ? first + " and " + (texts.size() - MOST_OBJECTS) + " more" : first;
    }
}
