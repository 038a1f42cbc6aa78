package dev.confiture.runner;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.db.lock.SessionLocks;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.history.AppliedMigration;
import dev.confiture.history.MigrationHistory;
import dev.confiture.history.MigrationPlan;
import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.ledger.ForeignContent;
import dev.confiture.ledger.Ledger;
import dev.confiture.ledger.LedgerEvent;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.StatusReport.LedgerFound;
import dev.confiture.runner.attempt.MigrationRunner;
import dev.confiture.runner.attempt.MigrationStep;
import dev.confiture.runner.attempt.Ran;
import dev.confiture.runner.attempt.Retries;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.runner.rehearsal.StatementWatch;
import dev.confiture.runner.session.WorkingSession;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies and undoes the migrations of the code on one database, and says how both stand to each other. */
public final class Migrator {

    private final Database database;
    private final Environment environment;
    private final EventSink events;
    private final Retries retries;
    private final TrackingTable ledger;
    private final LockedRun locked;
    private final RunPolicy policy;
    private final StatementWatch watch;

    /**
     * @param database that of the environment, {@code embedded} turned into a server already
     */
    public Migrator(Database database, Environment environment, EventSink events) {
        this(database, environment, OrphanChoice.LEAVE, events);
    }

    /** @param orphans decides what happens to what killed runs left on the server */
    public Migrator(Database database, Environment environment, OrphanChoice orphans, EventSink events) {
        this(database, environment, orphans, events, Retries.standard());
    }

    Migrator(Database database, Environment environment, OrphanChoice orphans, EventSink events, Retries retries) {
        this(database, environment, orphans, events, retries, StatementWatch.NONE);
    }

    /** @param watch sees every statement of a migration */
    Migrator(
            Database database,
            Environment environment,
            OrphanChoice orphans,
            EventSink events,
            Retries retries,
            StatementWatch watch) {
        this.database = requireNonNull(database, "database");
        this.environment = requireNonNull(environment, "environment");
        this.events = events.oneAtATime(); // a watch of locks tells what it sees from a thread of its own
        this.retries = requireNonNull(retries, "retries");
        this.ledger = new TrackingTable(Identifier.of(environment.migration().ledgerSchema()));
        this.locked = new LockedRun(database, environment, ledger, orphans, this.events);
        this.policy = new RunPolicy(environment, database);
        this.watch = requireNonNull(watch, "watch");
    }

    /**
     * Applies what is pending, each in a transaction with its ledger row, and stops at the first failure; what ran before
     * it stays. In a group, all of it and its ledger rows share one transaction.
     *
     * @throws ConfitureException with every reason why nothing may run, or why a migration failed
     */
    public MigrationReport migrate(MigrationCode code, MigrateRequest request) {
        refuseIf(code.findings());
        return locked.runUnless(
                "migrate",
                session -> policy.nothingToDo(ledger.read(session), code, request),
                (session, locks) -> migrate(session, locks, code, request));
    }

    private MigrationReport migrate(Session session, SessionLocks locks, MigrationCode code, MigrateRequest request)
            throws SQLException {
        Ledger found = readOrCreate(session);
        protect(session, found);
        List<AppliedMigration> rows = stampIfUnstamped(session, found, code, request);
        MigrationHistory history = policy.history(code, rows);
        MigrationPlan plan = policy.forward(request, history, Optional.of(found));
        List<Ran> ran = run(session, locks, code, plan);
        Ledger now = ran.isEmpty() ? found : ledger.read(session).orElseThrow();
        List<ResolvedMigration> pending = ran.isEmpty()
                ? history.pending()
                : policy.history(code, now.rows()).pending();
        Optional<String> schema = policy.newSchema(pending, request, now);
        if (schema.isPresent()) {
            ledger.record(session, LedgerEvent.migratedTo(schema.get()));
        }
        return new MigrationReport(Direction.UP, ran, pending, RunPolicy.notices(code, plan));
    }

    /**
     * Undoes migrations, the latest first, each in a transaction with its ledger row.
     *
     * @throws ConfitureException with every reason why one of them cannot be undone, before anything ran; or why one failed
     */
    public MigrationReport rollback(MigrationCode code, RollbackRequest request) {
        refuseIf(code.findings());
        return locked.run("rollback", (session, locks) -> {
            List<AppliedMigration> rows = ledger.read(session).map(Ledger::rows).orElse(List.of());
            MigrationPlan plan = request.plan(policy.history(code, rows));
            List<Ran> ran = run(session, locks, code, plan);
            List<AppliedMigration> left =
                    ran.isEmpty() ? rows : ledger.read(session).orElseThrow().rows();
            return new MigrationReport(
                    Direction.DOWN, ran, policy.history(code, left).pending(), RunPolicy.notices(code, plan));
        });
    }

    /**
     * Brings a new database to where another one stands: runs what ran there, and says the same in the ledger.
     *
     * @param other the other one's ledger
     * @param replayed what ran there since the schema that this database holds, in that order
     * @throws ConfitureException if one of them fails
     */
    void bringTo(Ledger other, MigrationCode code, List<ResolvedMigration> replayed) {
        locked.run("preflight", (session, locks) -> {
            readOrCreate(session);
            run(session, locks, code, MigrationPlan.replay(replayed));
            return session.inTransaction(open -> {
                ledger.copy(open, other);
                if (other.isProtected()) {
                    ledger.record(open, LedgerEvent.guarded(environment.name()));
                }
                return ledger;
            });
        });
    }

    /**
     * What {@link #migrate} would do now. Runs and writes nothing.
     *
     * @throws ConfitureException with every reason why nothing may run
     */
    public DryRunReport dryMigrate(MigrationCode code, MigrateRequest request) {
        refuseIf(code.findings());
        return new DryRun(database, ledger, policy).migrate(code, request);
    }

    /**
     * What {@link #migrate} would send now, as a script that somebody runs by hand. Runs and writes nothing.
     *
     * @throws ConfitureException with every reason why nothing may run, and {@code run.not-scriptable} for each migration
     *     that is Java code
     */
    public MigrationScript script(MigrationCode code, MigrateRequest request) {
        refuseIf(code.findings());
        return new Scripter(database, environment, ledger, policy).migrate(code, request);
    }

    /** What {@link #rollback} would do now. Runs and writes nothing. */
    public DryRunReport dryRollback(MigrationCode code, RollbackRequest request) {
        refuseIf(code.findings());
        return new DryRun(database, ledger, policy).rollback(code, request);
    }

    /** What ran, what is pending, what is wrong. Writes nothing; a database without a ledger, or none, is no error. */
    public StatusReport status(MigrationCode code) {
        return look(code, "status");
    }

    private StatusReport look(MigrationCode code, String goal) {
        return new LedgerReader(database, ledger).read(goal).report(code, environment, policy::outOfOrder);
    }

    /**
     * Whether index, rules and digests are right. Without a database, or one that cannot be reached, what needs none is
     * checked, and a note says so.
     */
    public ValidationReport validate(MigrationCode code) {
        List<Problem> findings = new ArrayList<>();
        int compared = 0;
        try {
            StatusReport status = look(code, "validate");
            findings.addAll(status.findings());
            compared = (int) status.entries().stream()
                    .filter(entry ->
                            entry.applied().isPresent() && entry.resolved().isPresent())
                    .count();
            if (status.ledger() != LedgerFound.PRESENT) {
                findings.add(notCompared(database.label() + " has no ledger"));
            }
        } catch (ConfitureException e) {
            if (e.problems().stream().anyMatch(problem -> problem.code() != ProblemCode.DATABASE_UNREACHABLE)) {
                throw e;
            }
            findings.addAll(code.findings());
            findings.add(notCompared(e.problems().get(0).why()));
        }
        return new ValidationReport(code.migrations().size(), compared, findings);
    }

    private static Problem notCompared(String why) {
        return Problem.note(
                ProblemCode.LEDGER_NOT_COMPARED,
                "Digests were not compared with a ledger.",
                why,
                "nothing, if there is no database yet; the rest was checked");
    }

    private static void refuseIf(List<Problem> findings) {
        if (findings.stream().anyMatch(Problem::isError)) {
            throw new ConfitureException(findings);
        }
    }

    private Ledger readOrCreate(Session session) throws SQLException {
        Optional<Ledger> found = ledger.read(session);
        if (found.isPresent()) {
            return found.get();
        }
        ForeignContent.find(session, ledger).ifPresent(problem -> {
            throw new ConfitureException(problem);
        });
        session.inTransaction(open -> {
            ledger.create(open);
            return ledger;
        });
        return ledger.read(session).orElseThrow();
    }

    private void protect(Session session, Ledger found) throws SQLException {
        if (environment.isProtected() && !found.isProtected()) {
            ledger.record(session, LedgerEvent.guarded(environment.name()));
        }
    }

    /** Says which migrations the database contains where its build could not. */
    private List<AppliedMigration> stampIfUnstamped(
            Session session, Ledger found, MigrationCode code, MigrateRequest request) throws SQLException {
        if (!found.isUnstamped()) {
            return found.rows();
        }
        policy.requireStampable(found, request);
        session.inTransaction(open -> {
            ledger.stamp(open, code.migrations());
            return ledger;
        });
        return ledger.read(session).orElseThrow().rows();
    }

    private List<Ran> run(Session session, SessionLocks locks, MigrationCode code, MigrationPlan plan)
            throws SQLException {
        refuseIf(plan.findings());
        if (plan.isEmpty()) {
            return List.of();
        }
        plan.findings().forEach(problem -> events.accept(new Event.Noticed(problem)));
        List<MigrationStep> steps = MigrationStep.of(plan, code, watch);
        MigrationSettings settings = environment.migration();
        WorkingSession working = WorkingSession.of(session, locks, settings.session());
        MigrationRunner runner = new MigrationRunner(working, ledger, settings, retries, events);
        boolean isGroup = settings.isGrouped() && steps.get(0).isUp();
        List<Ran> ran = isGroup ? runner.together(steps) : runner.oneByOne(steps);
        working.reset();
        return ran;
    }
}
