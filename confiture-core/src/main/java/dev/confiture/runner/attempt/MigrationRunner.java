package dev.confiture.runner.attempt;

import dev.confiture.config.MigrationSettings;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.runner.attempt.MigrationStep.BodyFailure;
import dev.confiture.runner.session.WorkingSession;
import dev.confiture.runner.session.WorkingSession.Fate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs migrations on one session, each together with its change of the ledger. */
public final class MigrationRunner {

    private final WorkingSession working;
    private final TrackingTable ledger;
    private final MigrationSettings settings;
    private final Retries retries;
    private final EventSink events;

    /** @param settings of the environment; a migration may declare another lock timeout */
    public MigrationRunner(
            WorkingSession working,
            TrackingTable ledger,
            MigrationSettings settings,
            Retries retries,
            EventSink events) {
        this.working = working;
        this.ledger = ledger;
        this.settings = settings;
        this.retries = retries;
        this.events = events;
    }

    /**
     * Runs migrations, each with its own change of the ledger.
     *
     * @throws ConfitureException if one fails; then nothing of it stays, unless it is declared not transactional, and those
     *     before it stay
     */
    public List<Ran> oneByOne(List<MigrationStep> steps) throws SQLException {
        List<Ran> ran = new ArrayList<>();
        for (MigrationStep step : steps) {
            try {
                ran.addAll(step.options().transactional() ? together(List.of(step)) : List.of(outside(step)));
            } catch (ConfitureException e) {
                throw withEarlier(e, ran);
            }
        }
        return ran;
    }

    private Ran outside(MigrationStep step) throws SQLException {
        events.accept(new Event.Started(step.activity()));
        Ran ran =
                new OutsideTransaction(working, ledger, settings.concurrentlyWait(), events).run(step, patience(step));
        events.accept(new Event.Finished(step.activity(), ran.took()));
        return ran;
    }

    /**
     * Runs migrations in one transaction with their changes of the ledger.
     *
     * @param steps at least one; all of them transactional
     * @throws ConfitureException if one fails; then nothing of any of them stays
     */
    public List<Ran> together(List<MigrationStep> steps) {
        boolean isRetryable = steps.stream().allMatch(step -> step.options().retryable());
        int allowed = isRetryable ? retries.attempts() : 1;
        for (int number = 1; ; number++) {
            Attempt attempt = new Attempt(working, ledger, events, steps, this::patience);
            Throwable thrown;
            try {
                return attempt.run();
            } catch (BodyFailure e) {
                thrown = e.reason();
            } catch (ConfitureException | SQLException e) {
                thrown = e;
            }
            Fate fate = working.fate();
            Optional<String> inTheWay = Diagnosis.inTheWay(thrown);
            boolean again = number < allowed && fate == Fate.ROLLED_BACK && inTheWay.isPresent();
            if (!again || !pause(attempt.reached(), inTheWay.orElseThrow(), number, allowed)) {
                throw attempt.reached()
                        .failure()
                        .report(
                                thrown,
                                attempt.failedStatement(),
                                whatStays(fate, steps.size()) + Diagnosis.waitedFor(thrown, attempt.blockers()));
            }
        }
    }

    /**
     * Runs migrations in one transaction with their changes of the ledger, and rolls it back.
     *
     * @param steps at least one; all of them transactional
     * @param last is done before the end
     * @throws ConfitureException if one fails, or ended the transaction; in the second case what it did stays
     */
    public void rehearse(List<MigrationStep> steps, LastLook last) {
        Attempt attempt = new Attempt(working, ledger, events, steps, this::patience);
        Throwable thrown;
        try {
            attempt.rehearse(last);
            return;
        } catch (BodyFailure e) {
            thrown = e.reason();
        } catch (ConfitureException | SQLException e) {
            thrown = e;
        }
        throw attempt.reached()
                .failure()
                .report(
                        thrown,
                        attempt.failedStatement(),
                        whatStays(working.fate(), steps.size()) + Diagnosis.waitedFor(thrown, attempt.blockers()));
    }

    private static ConfitureException withEarlier(ConfitureException failure, List<Ran> ran) {
        if (ran.isEmpty()) {
            return failure;
        }
        Problem first = failure.problems().get(0);
        String earlier = String.join(
                ", ", ran.stream().map(done -> done.migration().label()).toList());
        List<Problem> problems = new ArrayList<>(failure.problems());
        problems.set(
                0,
                new Problem(
                        first.code(),
                        first.severity(),
                        first.what(),
                        first.where(),
                        first.why() + "\ndone before it, and staying: " + earlier,
                        first.fix()));
        ConfitureException told = new ConfitureException(problems);
        told.initCause(failure);
        return told;
    }

    private Duration patience(MigrationStep step) {
        return step.options().lockTimeout().orElse(settings.session().lockTimeout());
    }

    private static String whatStays(Fate fate, int migrations) {
        return switch (fate) {
            case ROLLED_BACK ->
                migrations == 1
                        ? "nothing of it stays: its transaction was rolled back"
                        : "nothing stays: the transaction of all " + migrations + " migrations was rolled back";
            case COMMITTED ->
                "its transaction was committed all the same: what it did until then stays, and the ledger"
                        + " does not know of it";
            case UNKNOWN -> "nothing of it stays, unless the connection broke while it was committed";
        };
    }

    /** Whether the pause was not cut short: somebody who interrupts wants no further attempt. */
    private boolean pause(MigrationStep step, String inTheWay, int attempt, int allowed) {
        Duration pause = retries.pauseAfter(attempt);
        events.accept(new Event.Progressed(
                step.activity(),
                inTheWay + "; attempt " + (attempt + 1) + " of " + allowed + " in " + pause.toMillis() + " ms"));
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
