package dev.confiture.generate;

import static java.util.Objects.requireNonNull;

import dev.confiture.db.Session;
import dev.confiture.generate.Proof.Different;
import dev.confiture.generate.Proof.Failed;
import dev.confiture.generate.Proof.NotSupported;
import dev.confiture.generate.Proof.Proved;
import dev.confiture.generate.Proof.Step;
import dev.confiture.generate.TriedDatabase.Sight;
import dev.confiture.generate.rows.Rows;
import dev.confiture.generate.rows.StoredData;
import dev.confiture.generate.rows.TouchedTables;
import dev.confiture.plan.Plan;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.rename.Renames;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Runs plans in scratch databases and looks where they lead. */
public final class PlanVerifier {

    /** Two runs with the same seed put the same rows into the same tables. */
    private static final long SEED = 20_261_121;

    private final ScratchServer scratch;
    private final Set<QualifiedName> leftOut;

    /** @param leftOut what is not the user's in the databases that are compared */
    public PlanVerifier(ScratchServer scratch, Collection<QualifiedName> leftOut) {
        this.scratch = requireNonNull(scratch, "scratch");
        this.leftOut = Set.copyOf(leftOut);
    }

    /** Makes a database in the old schema, without rows, a new one each time. */
    @FunctionalInterface
    public interface Start {
        ScratchDatabase open() throws SQLException;
    }

    /**
     * Whether the old schema can be made again from what is known of it.
     *
     * @param fromNothing the plan from an empty database to the old schema
     */
    public Proof verifyRebuild(Picture before, Plan fromNothing) throws SQLException {
        try (TriedDatabase database = TriedDatabase.on(scratch.create(), leftOut)) {
            Picture nothing = fromNothing.isEmpty() ? database.picture() : before;
            return step(database, Step.REBUILD, fromNothing, nothing, before)
                    .orElseGet(() -> new Proved(List.of(), List.of()));
        }
    }

    /**
     * Whether the old schema and {@code up} give the new one, {@code down} leads back, and {@code up} runs once more, with
     * rows in the tables.
     *
     * @throws SQLException if the connection is lost
     */
    public Proof verify(Start start, Picture before, Picture after, Plan up, Plan down) throws SQLException {
        return verify(start, before, after, up, down, Renames.NONE);
    }

    /** The same, where rows stay under other names. */
    public Proof verify(Start start, Picture before, Picture after, Plan up, Plan down, Renames renames)
            throws SQLException {
        return verify(start, before, after, new Trip(up, Optional.of(down), renames));
    }

    /** Whether the old schema and {@code up} give the new one, and do so once more from another start, with rows in the tables. */
    public Proof verifyUp(Start start, Picture before, Picture after, Plan up, Renames renames) throws SQLException {
        return verify(start, before, after, new Trip(up, Optional.empty(), renames));
    }

    /** What is run. */
    private record Trip(Plan up, Optional<Plan> down, Renames renames) {}

    private Proof verify(Start start, Picture before, Picture after, Trip trip) throws SQLException {
        Proof withRows = walk(start, new Rows.Seeded(SEED), before, after, trip);
        Optional<String> reason = announcedFailure(withRows, trip);
        if (reason.isEmpty() && (withRows instanceof Failed || withRows instanceof Different)) {
            reason = changeByRows(start, before, after, trip.up());
        }
        if (reason.isEmpty()) {
            return withRows;
        }
        Proof withoutRows = walk(start, new Rows.None(), before, after, trip);
        return withoutRows instanceof Proved proved
                ? new Proved(proved.emptyTables(), List.of(reason.get()))
                : withoutRows;
    }

    /** A trigger may make tables for rows; what it makes is no fault of a plan. */
    private Optional<String> changeByRows(Start start, Picture before, Picture after, Plan up) throws SQLException {
        try (ScratchDatabase database = start.open();
                Session session = database.open()) {
            Rows rows = new Rows.Seeded(SEED);
            rows.put(session);
            boolean changes =
                    !Picture.read(session, leftOut).differencesTo(before).isEmpty();
            if (!changes && new PlanRun(session).run(up.statements()).isEmpty()) {
                rows.put(session);
                changes = !Picture.read(session, leftOut).differencesTo(after).isEmpty();
            }
            return changes
                    ? Optional.of("proved without rows: a trigger changes the schema when a row comes")
                    : Optional.empty();
        }
    }

    private Proof walk(Start start, Rows rows, Picture before, Picture after, Trip trip) throws SQLException {
        Set<String> empty = new TreeSet<>();
        Optional<Proof> end;
        try (TriedDatabase database = TriedDatabase.on(start.open(), leftOut)) {
            empty.addAll(rows.put(database.session()));
            end = stepWithData(database, Step.UP, trip.up(), trip.renames(), before, after);
            if (end.isEmpty() && trip.down().isPresent()) {
                empty.addAll(rows.put(database.session(), TouchedTables.between(before.catalog(), after.catalog())));
                Plan down = trip.down().get();
                end = stepWithData(database, Step.DOWN, down, trip.renames().inverse(), after, before);
                if (end.isEmpty()) {
                    end = step(database, Step.UP_AGAIN, trip.up(), before, after);
                }
            }
        }
        if (end.isEmpty() && trip.down().isEmpty()) {
            end = fromAnotherStart(start, rows, before, after, trip);
        }
        return end.orElseGet(() -> new Proved(List.copyOf(empty), List.of()));
    }

    private Optional<Proof> fromAnotherStart(Start start, Rows rows, Picture before, Picture after, Trip trip)
            throws SQLException {
        try (TriedDatabase database = TriedDatabase.on(start.open(), leftOut)) {
            rows.put(database.session());
            return stepWithData(database, Step.UP_AGAIN, trip.up(), trip.renames(), before, after);
        }
    }

    private static Optional<Proof> stepWithData(
            TriedDatabase database, Step step, Plan plan, Renames renames, Picture from, Picture aim)
            throws SQLException {
        StoredData data = database.data();
        Optional<Proof> refused = run(database, step, plan);
        if (refused.isPresent() || plan.isEmpty()) {
            return refused.or(() -> wrongEnd(step, from, aim));
        }
        Sight now = database.sight();
        Optional<Proof> wrongEnd = wrongEnd(step, now.picture(), aim);
        if (wrongEnd.isPresent()) {
            return wrongEnd;
        }
        List<Difference> losses = data.losses(now.data(), plan, renames).stream()
                .map(Difference::of)
                .toList();
        return losses.isEmpty() ? Optional.empty() : Optional.of(new Different(step, losses));
    }

    /** @return empty if the plan leads where it should */
    private static Optional<Proof> step(TriedDatabase database, Step step, Plan plan, Picture from, Picture aim)
            throws SQLException {
        Optional<Proof> refused = run(database, step, plan);
        return refused.isPresent() ? refused : wrongEnd(step, plan.isEmpty() ? from : database.picture(), aim);
    }

    private static Optional<Proof> run(TriedDatabase database, Step step, Plan plan) throws SQLException {
        if (!plan.isComplete()) {
            return Optional.of(new NotSupported(step, plan.notSupported()));
        }
        return new PlanRun(database.session()).run(plan.statements()).map(refusal -> Failed.of(step, refusal));
    }

    private static Optional<Proof> wrongEnd(Step step, Picture end, Picture aim) {
        List<Difference> differences = end.differencesTo(aim);
        return differences.isEmpty() ? Optional.empty() : Optional.of(new Different(step, differences));
    }

    /** That rows stop a statement is no fault of a plan that says it may happen. */
    private static Optional<String> announcedFailure(Proof proof, Trip trip) {
        if (!(proof instanceof Failed failed)) {
            return Optional.empty();
        }
        Plan plan = trip.down().filter(down -> failed.step() == Step.DOWN).orElse(trip.up());
        return plan.statements().stream()
                .filter(statement -> statement.sql().equals(failed.sql()))
                .flatMap(statement -> statement.hazards().stream())
                .filter(hazard -> hazard.kind() == Hazard.Kind.MAY_FAIL_ON_DATA)
                .map(hazard -> failed.step().text() + " was proved without rows: " + hazard.note())
                .findFirst();
    }
}
