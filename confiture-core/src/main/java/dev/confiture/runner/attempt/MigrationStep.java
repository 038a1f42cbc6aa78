package dev.confiture.runner.attempt;

import static java.util.Objects.requireNonNull;

import dev.confiture.db.Session;
import dev.confiture.history.Digest;
import dev.confiture.history.MigrationPlan;
import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationOptions;
import dev.confiture.ledger.LedgerEvent;
import dev.confiture.problem.ConfitureException;
import dev.confiture.runner.code.LoadedMigration;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.runner.context.InTransaction;
import dev.confiture.runner.context.JdbcMigrationContext;
import dev.confiture.runner.context.StatementSender;
import dev.confiture.runner.rehearsal.StatementWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One way of one migration, about to run.
 *
 * @param place among those that run with it
 * @param watch sees its statements
 */
public record MigrationStep(LoadedMigration loaded, Direction direction, Place place, StatementWatch watch) {

    /**
     * The steps of a plan, in its order.
     *
     * @throws ConfitureException with one problem for each class that cannot be loaded
     */
    public static List<MigrationStep> of(MigrationPlan plan, MigrationCode code, StatementWatch watch) {
        List<LoadedMigration> loaded = code.load(
                plan.steps().stream().map(MigrationPlan.Step::migration).toList());
        List<MigrationStep> steps = new ArrayList<>();
        for (int i = 0; i < loaded.size(); i++) {
            Place place = new Place(i + 1, loaded.size());
            steps.add(new MigrationStep(loaded.get(i), plan.steps().get(i).direction(), place, watch));
        }
        return steps;
    }

    /** @param number from 1 */
    public record Place(int number, int total) {

        public static final Place ALONE = new Place(1, 1);

        private String text() {
            return total == 1 ? "" : " (" + number + " of " + total + ")";
        }
    }

    public ResolvedMigration migration() {
        return loaded.migration();
    }

    public MigrationOptions options() {
        return migration().entry().options();
    }

    public boolean isUp() {
        return direction == Direction.UP;
    }

    /** For events: {@code applying 20261120101500 add_user_bio (3 of 12)}. */
    String activity() {
        return (isUp() ? "applying " : "rolling back ") + migration().label() + place.text();
    }

    public FailureReport failure() {
        return new FailureReport(migration(), direction);
    }

    public JdbcMigrationContext context(Session session, StatementSender sender) {
        return new JdbcMigrationContext(
                session, loaded.type(), options().rawConnection(), watch.around(migration(), session, sender));
    }

    /** @param notes receives what the migration says about its progress */
    public StatementSender inTransaction(Session session, Consumer<String> notes) {
        return new InTransaction(
                session, migration().version(), migration().entry().name(), notes);
    }

    /** Runs user code; whatever it throws comes out as a {@link BodyFailure}, so that the transaction ends first. */
    public Digest runBody(JdbcMigrationContext context) {
        try {
            if (isUp()) {
                loaded.up(context);
            } else {
                loaded.down(context);
            }
            watch.ended(migration());
            return context.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BodyFailure(e);
        } catch (Exception | Error e) {
            // Also an endless recursion, or a heap too small for what the body reads: both are the migration's own.
            throw new BodyFailure(e);
        }
    }

    /** What the ledger remembers of it once it ran. */
    public LedgerEvent done(Digest sent, Duration took) {
        return LedgerEvent.of(
                isUp() ? LedgerEvent.Kind.APPLIED : LedgerEvent.Kind.ROLLED_BACK,
                migration().version(),
                Map.of(
                        "name", migration().entry().name(),
                        "sql_digest", sent.sha256(),
                        "sql_digest_algorithm", sent.algorithm(),
                        "execution_time_ms", Long.toString(took.toMillis())));
    }

    /** Carries what user code threw through the end of the transaction. */
    public static final class BodyFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BodyFailure(Throwable reason) {
            super(reason);
        }

        public Throwable reason() {
            return requireNonNull(getCause());
        }
    }
}
