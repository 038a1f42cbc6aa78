package dev.confiture.corpora;

import dev.confiture.catalog.Catalog;
import dev.confiture.corpora.PairResult.Direction;
import dev.confiture.corpora.PairResult.Outcome;
import dev.confiture.generate.Picture;
import dev.confiture.generate.PlanVerifier;
import dev.confiture.generate.Proof;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.plan.Plan;
import dev.confiture.plan.Planner;
import dev.confiture.plan.ddl.Scene;
import dev.confiture.source.ScratchServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Proves one pair after the other, each in both directions. Not for several threads. */
public final class PairTrial {

    private final ScratchServer scratch;
    private final PlanVerifier verifier;
    private final Planner planner = new Planner(Scene.Style.ONLINE);
    private final Catalog nothing;

    /** By fingerprint: many pairs begin with the same schema. */
    private final Map<String, Proof> rebuilt = new HashMap<>();

    public PairTrial(ScratchServer scratch) throws SQLException {
        this.scratch = scratch;
        this.verifier = new PlanVerifier(scratch, Set.of());
        try (PairSide empty = PairSide.load(scratch, "")) {
            this.nothing = empty.picture().catalog();
        }
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
        Proof rebuild = rebuild(before);
        if (!(rebuild instanceof Proof.Proved)) {
            return PairResult.of(pair, direction, rebuild);
        }
        Plan up = planner.plan(before.catalog(), after.catalog());
        Plan down = planner.plan(after.catalog(), before.catalog());
        return PairResult.of(pair, direction, verifier.verify(from::take, before, after, up, down));
    }

    private Proof rebuild(Picture picture) throws SQLException {
        Proof known = rebuilt.get(picture.catalog().fingerprint());
        if (known == null) {
            known = verifier.verifyRebuild(picture, planner.plan(nothing, picture.catalog()));
            rebuilt.put(picture.catalog().fingerprint(), known);
        }
        return known;
    }

    private static String trace(Exception e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString().lines().limit(8).reduce((a, b) -> a + "\n" + b).orElse("");
    }
}
