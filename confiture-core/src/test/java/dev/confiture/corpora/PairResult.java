package dev.confiture.corpora;

import dev.confiture.generate.Difference;
import dev.confiture.generate.Proof;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How one pair went in one direction.
 *
 * @param reason empty if proved; else what a reader needs to look into it
 */
public record PairResult(DiffPair pair, Direction direction, Outcome outcome, String reason, List<String> emptyTables) {

    /** Every pair is read both ways. */
    public enum Direction {
        THERE,
        BACK
    }

    /** From best to worst. */
    public enum Outcome {
        PROVED,
        NOT_SUPPORTED,
        FAILED,
        WRONG,
        BROKEN
    }

    static PairResult of(DiffPair pair, Direction direction, Proof proof) {
        if (proof instanceof Proof.Proved proved) {
            return new PairResult(pair, direction, Outcome.PROVED, "", proved.emptyTables());
        }
        if (proof instanceof Proof.NotSupported not) {
            return miss(
                    pair,
                    direction,
                    Outcome.NOT_SUPPORTED,
                    not.step().text() + ": " + String.join("\n", not.changes()));
        }
        if (proof instanceof Proof.Failed failed) {
            return miss(
                    pair,
                    direction,
                    Outcome.FAILED,
                    failed.step().text() + ": " + failed.error() + "\n" + failed.sql());
        }
        Proof.Different different = (Proof.Different) proof;
        return miss(
                pair,
                direction,
                Outcome.WRONG,
                different.step().text() + ": "
                        + different.differences().stream().map(Difference::text).collect(Collectors.joining("\n")));
    }

    public static PairResult miss(DiffPair pair, Direction direction, Outcome outcome, String reason) {
        return new PairResult(pair, direction, outcome, reason, List.of());
    }

    /** {@code FAILED migra/rls THERE} and, indented, why. */
    @Override
    public String toString() {
        return outcome + " " + pair + " " + direction + "\n    " + reason.replace("\n", "\n    ");
    }
}
