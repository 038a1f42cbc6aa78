package dev.confiture.corpora;

import dev.confiture.corpora.PairResult.Direction;
import dev.confiture.corpora.PairResult.Outcome;
import dev.confiture.generate.MigrationProver;
import dev.confiture.generate.Picture;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.problem.ConfitureException;
import dev.confiture.source.ScratchServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Generates the migrations of one pair after the other, each in both directions, as a user would get them. Not for several
 * threads.
 */
public final class PairTrial {

    private final ScratchServer scratch;
    private final MigrationProver prover;

    public PairTrial(ScratchServer scratch) {
        this.scratch = scratch;
        this.prover = new MigrationProver(scratch, Set.of());
    }

    /** One result for each direction. */
    public List<PairResult> run(DiffPair pair) throws SQLException {
        try (PairSide before = PairSide.load(scratch, pair.before());
                PairSide after = PairSide.load(scratch, pair.after())) {
            return List.of(guarded(pair, Direction.THERE, before, after), guarded(pair, Direction.BACK, after, before));
        } catch (RuntimeException | SQLException e) {
            String reason = trace(e);
            return List.of(
                    PairResult.miss(pair, Direction.THERE, Outcome.BROKEN, reason),
                    PairResult.miss(pair, Direction.BACK, Outcome.BROKEN, reason));
        }
    }

    private PairResult guarded(DiffPair pair, Direction direction, PairSide from, PairSide to) throws SQLException {
        try {
            return prove(pair, direction, from, to);
        } catch (RuntimeException e) {
            return PairResult.miss(pair, direction, Outcome.BROKEN, trace(e));
        }
    }

    private PairResult prove(DiffPair pair, Direction direction, PairSide from, PairSide to) throws SQLException {
        Picture before = from.picture();
        Picture after = to.picture();
        boolean looksEqual =
                before.catalog().fingerprint().equals(after.catalog().fingerprint());
        if (looksEqual && !before.definitions().equals(after.definitions())) {
            return PairResult.miss(
                    pair,
                    direction,
                    Outcome.WRONG,
                    "the catalog does not see: " + ServerDefinitions.diff(before.definitions(), after.definitions()));
        }
        try {
            return PairResult.of(pair, direction, prover.prove(from.schema("before"), to.schema("after")));
        } catch (ConfitureException e) {
            return PairResult.miss(pair, direction, Outcome.NOT_SUPPORTED, String.valueOf(e.getMessage()));
        }
    }

    private static String trace(Exception e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString().lines().limit(8).reduce((a, b) -> a + "\n" + b).orElse("");
    }
}
