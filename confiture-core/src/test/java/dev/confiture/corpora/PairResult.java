package dev.confiture.corpora;

import dev.confiture.generate.ProvedPart;
import java.util.List;

/**
 * How one pair went in one direction.
 *
 * @param reason empty if proved; else what a reader needs to look into it
 */
public record PairResult(DiffPair pair, Direction direction, Outcome outcome, String reason) {

    /** Every pair is read both ways. */
    public enum Direction {
        THERE,
        BACK
    }

    /** From best to worst. */
    public enum Outcome {
        PROVED,
        ONE_WAY,
        NOT_SUPPORTED,
        WRONG,
        BROKEN
    }

    static PairResult of(DiffPair pair, Direction direction, List<ProvedPart> parts) {
        for (ProvedPart part : parts) {
            if (part.irreversible().isPresent()) {
                return miss(
                        pair, direction, Outcome.ONE_WAY, part.irreversible().get());
            }
        }
        return new PairResult(pair, direction, Outcome.PROVED, "");
    }

    public static PairResult miss(DiffPair pair, Direction direction, Outcome outcome, String reason) {
        return new PairResult(pair, direction, outcome, reason);
    }

    /** {@code NOT_SUPPORTED migra/rls THERE} and, indented, why. */
    @Override
    public String toString() {
        return outcome + " " + pair + " " + direction + "\n    " + reason.replace("\n", "\n    ");
    }
}
