package dev.confiture.runner;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings;
import dev.confiture.db.ApplicationName;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.db.lock.SessionLocks;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.history.MigrationPlan;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationOptions;
import dev.confiture.ledger.Ledger;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.PreflightReport.Place;
import dev.confiture.runner.code.LoadedMigration;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.runner.rehearsal.Rehearsal;
import dev.confiture.runner.session.WorkingSession;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the pending migrations for real and measures them; nothing of it stays. */
public final class Preflight {

    /** On a database in use nobody waits long for a rehearsal, and it waits for nobody long. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

    private static final String SAID_BY_LEDGER =
            "its ledger says so: it was built or migrated for a protected environment";

    private final Database database;
    private final Environment environment;
    private final OrphanChoice orphans;
    private final EventSink events;
    private final TrackingTable ledger;
    private final RunPolicy policy;

    /** @param database that of the environment, {@code embedded} turned into a server already */
    public Preflight(Database database, Environment environment, OrphanChoice orphans, EventSink events) {
        this.database = requireNonNull(database, "database");
        this.environment = requireNonNull(environment, "environment");
        this.orphans = requireNonNull(orphans, "orphans");
        this.events = requireNonNull(events, "events");
        this.ledger = new TrackingTable(Identifier.of(environment.migration().ledgerSchema()));
        this.policy = new RunPolicy(environment, database);
    }

    /**
     * Rehearses on a copy, which is dropped.
     *
     * @throws ConfitureException as {@link Migrator#migrate} would on the database itself; {@code preflight.no-copy} if
     *     there is no copy to be had
     */
    public PreflightReport onCopy(MigrationCode code, MigrateRequest request) {
        requireCopyable();
        try (DatabaseCopy copy =
                        DatabaseCopy.of(database, environment.migration().lockWait(), events);
                Session beside = copy.open()) {
            Rehearsal rehearsal = new Rehearsal(beside, ledger);
            MigrationReport report = new Migrator(
                            copy.database(), environment, orphans, events, Retries.standard(), rehearsal)
                    .migrate(code, request);
            return new PreflightReport(database.label(), Place.COPY, rehearsal.migrations(), report.notices());
        } catch (ConfitureException e) {
            throw onCopy(e);
        } catch (Sessions.AbsentDatabase e) {
            throw Sessions.absent(database, e);
        } catch (SQLException e) {
            throw Sessions.failed(database, e);
        }
    }

    /** While PostgreSQL copies a database, whoever wants to connect to it waits. */
    private void requireCopyable() {
        protectedBecause().ifPresent(why -> {
            throw new ConfitureException(Problem.error(
                    ProblemCode.PREFLIGHT_NO_COPY,
                    "Database " + database.label() + " is protected and is not copied.",
                    why + "\nnobody could connect to it for as long as the server copies it",
                    "rehearse on a backup that was restored elsewhere (-Dconfiture.against=<url>), or on the database"
                            + " itself (-Dconfiture.against=target -Dconfiture.confirm=" + database.name() + ")"));
        });
    }

    private Optional<String> protectedBecause() {
        boolean isSaidByLedger = environment.protectedBecause().isEmpty()
                && new LedgerReader(database, ledger)
                        .read("preflight")
                        .ledger()
                        .filter(Ledger::isProtected)
                        .isPresent();
        return isSaidByLedger ? Optional.of(SAID_BY_LEDGER) : environment.protectedBecause();
    }

    /** What the run says of what stays is true of the copy only. */
    private ConfitureException onCopy(ConfitureException failure) {
        List<Problem> problems = new ArrayList<>(failure.problems());
        Problem first = problems.get(0);
        if (first.code() == ProblemCode.PREFLIGHT_NO_COPY) {
            return failure;
        }
        problems.set(
                0,
                new Problem(
                        first.code(),
                        first.severity(),
                        first.what(),
                        first.where(),
                        first.why() + "\nthat was the rehearsal on a copy, which is dropped; " + database.label()
                                + " is as it was",
                        first.fix()));
        return new ConfitureException(problems, failure);
    }

    /**
     * Rehearses on the database itself, under the locks of a run, in one transaction that is rolled back.
     *
     * @throws ConfitureException {@code preflight.refused} if a migration could leave something behind;
     *     {@code preflight.unconfirmed} if the database is protected and its name was not repeated
     */
    public PreflightReport rolledBack(MigrationCode code, MigrateRequest request, OnTarget terms) {
        environment.protectedBecause().ifPresent(why -> requireConfirmed(terms, why));
        Problem warning = whatStays();
        events.accept(new Event.Noticed(warning));
        return new LockedRun(database, environment, ledger, orphans, events).run("preflight", (session, locks) -> {
            Ledger found = ledger.read(session).orElseThrow(() -> new ConfitureException(noLedger()));
            if (found.isProtected()) {
                requireConfirmed(terms, SAID_BY_LEDGER);
            }
            MigrationPlan plan = policy.forward(
                    request, policy.history(code, policy.rowsOnceStamped(found, code, request)), Optional.of(found));
            List<Problem> refusals = new ArrayList<>(plan.isRefused() ? plan.findings() : List.of());
            plan.steps().forEach(step -> refusal(step.migration(), terms).ifPresent(refusals::add));
            if (!refusals.isEmpty()) {
                throw new ConfitureException(refusals);
            }
            List<Problem> notices = new ArrayList<>(List.of(warning));
            notices.addAll(plan.findings());
            return rehearse(session, locks, code, plan, notices, terms.limit());
        });
    }

    private PreflightReport rehearse(
            Session session,
            SessionLocks locks,
            MigrationCode code,
            MigrationPlan plan,
            List<Problem> notices,
            Duration limit)
            throws SQLException {
        try (Session beside = database.open(ApplicationName.of("preflight"))) {
            Rehearsal rehearsal = new Rehearsal(beside, ledger);
            if (!plan.isEmpty()) {
                List<LoadedMigration> loaded = code.load(
                        plan.steps().stream().map(MigrationPlan.Step::migration).toList());
                List<MigrationStep> steps = loaded.stream()
                        .map(migration -> new MigrationStep(migration, MigrationPlan.Direction.UP, rehearsal))
                        .toList();
                MigrationSettings usual = environment.migration();
                MigrationSettings settings = usual.with(usual.session().within(LOCK_TIMEOUT, STATEMENT_TIMEOUT));
                WorkingSession working = WorkingSession.of(session, locks, settings.session());
                try (TimeLimit time = new TimeLimit(database, session.announcedPid(), limit)) {
                    rehearse(
                            new MigrationRunner(working, ledger, settings, Retries.standard(), events),
                            steps,
                            time,
                            limit);
                }
                working.reset();
            }
            return new PreflightReport(database.label(), Place.ROLLED_BACK, rehearsal.migrations(), notices);
        }
    }

    private void rehearse(MigrationRunner runner, List<MigrationStep> steps, TimeLimit time, Duration limit) {
        try {
            runner.rehearse(steps);
        } catch (ConfitureException e) {
            if (!time.isUp()) {
                throw e;
            }
            List<Problem> problems = new ArrayList<>(e.problems());
            problems.add(Problem.error(
                    ProblemCode.PREFLIGHT_REFUSED,
                    "The rehearsal on " + database.label() + " took too long and was stopped.",
                    "it may take " + limit.toSeconds() + " s in all, so that it does not stop others for longer",
                    "allow more (-Dconfiture.limit=5min), or leave confiture.against out: then it runs on a copy"));
            throw new ConfitureException(problems, e);
        }
    }

    private void requireConfirmed(OnTarget terms, String why) {
        if (terms.confirmed().filter(database.name()::equals).isEmpty()) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.PREFLIGHT_UNCONFIRMED,
                    "Database " + database.label() + " is protected; a rehearsal on it has to be confirmed.",
                    why,
                    "-Dconfiture.confirm=" + database.name()
                            + ", if you mean it; better, rehearse on a backup that was restored elsewhere:"
                            + " -Dconfiture.against=<url>"));
        }
    }

    private Optional<Problem> refusal(ResolvedMigration migration, OnTarget terms) {
        MigrationOptions options = migration.entry().options();
        if (!options.transactional()) {
            return Optional.of(refused(migration, "it runs outside a transaction, so nothing can roll it back"));
        }
        if (options.rawConnection() && (!terms.isCopy() || environment.isProtected())) {
            return Optional.of(refused(migration, "with its raw connection it could commit"));
        }
        return Optional.empty();
    }

    private Problem refused(ResolvedMigration migration, String why) {
        return Problem.error(
                ProblemCode.PREFLIGHT_REFUSED,
                "Migration " + migration.label() + " is not rehearsed on " + database.label() + ".",
                migration.place(),
                why,
                "leave confiture.against out: then it runs on a copy, which is dropped, unless the database is protected");
    }

    private Problem noLedger() {
        return Problem.error(
                ProblemCode.PREFLIGHT_REFUSED,
                "Nothing is rehearsed on " + database.label() + ", which has no ledger.",
                "a ledger would have to be made first, and stay",
                "leave confiture.against out: then a copy is used; or migrate, if the database is new");
    }

    private Problem whatStays() {
        return Problem.note(
                ProblemCode.PREFLIGHT_STAYS,
                "A rehearsal on " + database.label() + " is rolled back, but not all of it can be.",
                "sequences stay where nextval took them; tables and indexes stay as large as they grew; the log is written"
                        + " and sent to standbys; what code does outside PostgreSQL is done; and its locks stop others",
                "rehearse on a copy, where that matters: leave confiture.against out");
    }
}
