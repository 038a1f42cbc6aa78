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
import dev.confiture.runner.attempt.LastLook;
import dev.confiture.runner.attempt.MigrationRunner;
import dev.confiture.runner.attempt.MigrationStep;
import dev.confiture.runner.attempt.Retries;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.runner.rehearsal.Rehearsal;
import dev.confiture.runner.session.WorkingSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rehearsal on a database that stays: one transaction, limits, no trace but what a rollback leaves. */
final class RolledBackRehearsal {

    /** On a database in use nobody waits long for a rehearsal, and it waits for nobody long. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);

    private final Database database;
    private final Environment environment;
    private final OrphanChoice orphans;
    private final EventSink events;
    private final TrackingTable ledger;
    private final RunPolicy policy;
    private final OnTarget terms;
    private final LastLook look;

    RolledBackRehearsal(
            Database database,
            Environment environment,
            OrphanChoice orphans,
            EventSink events,
            TrackingTable ledger,
            OnTarget terms,
            LastLook look) {
        this.look = requireNonNull(look, "look");
        this.database = requireNonNull(database, "database");
        this.environment = requireNonNull(environment, "environment");
        this.orphans = requireNonNull(orphans, "orphans");
        this.events = requireNonNull(events, "events");
        this.ledger = requireNonNull(ledger, "ledger");
        this.policy = new RunPolicy(environment, database);
        this.terms = requireNonNull(terms, "terms");
    }

    /** As {@link Preflight#rolledBack}. */
    PreflightReport run(MigrationCode code, MigrateRequest request) {
        environment.protectedBecause().ifPresent(why -> requireConfirmed(why));
        Problem warning = whatStays();
        events.accept(new Event.Noticed(warning));
        return new LockedRun(database, environment, ledger, orphans, events).run("preflight", (session, locks) -> {
            Ledger found = ledger.read(session).orElseThrow(() -> new ConfitureException(noLedger()));
            if (found.isProtected()) {
                requireConfirmed(Preflight.SAID_BY_LEDGER);
            }
            MigrationPlan plan = policy.forward(
                    request, policy.history(code, policy.rowsOnceStamped(found, code, request)), Optional.of(found));
            List<Problem> refusals = new ArrayList<>(plan.isRefused() ? plan.findings() : List.of());
            plan.steps().forEach(step -> refusal(step.migration()).ifPresent(refusals::add));
            if (!refusals.isEmpty()) {
                throw new ConfitureException(refusals);
            }
            List<Problem> notices = new ArrayList<>(List.of(warning));
            notices.addAll(plan.findings());
            return rehearse(session, locks, code, plan, notices);
        });
    }

    private PreflightReport rehearse(
            Session session, SessionLocks locks, MigrationCode code, MigrationPlan plan, List<Problem> notices)
            throws SQLException {
        try (Session beside = database.open(ApplicationName.of("preflight"))) {
            Rehearsal rehearsal = new Rehearsal(beside, ledger);
            if (!plan.isEmpty()) {
                List<MigrationStep> steps = MigrationStep.of(plan, code, rehearsal);
                MigrationSettings usual = environment.migration();
                MigrationSettings settings = usual.with(usual.session().within(LOCK_TIMEOUT, terms.statementLimit()));
                WorkingSession working = WorkingSession.of(session, locks, settings.session());
                try (TimeLimit time = new TimeLimit(database, session.announcedPid(), terms.limit())) {
                    rehearse(new MigrationRunner(working, ledger, settings, Retries.standard(), events), steps, time);
                }
                working.reset();
            } else {
                look.at(session);
            }
            return new PreflightReport(database.label(), Place.ROLLED_BACK, rehearsal.migrations(), notices);
        }
    }

    private void rehearse(MigrationRunner runner, List<MigrationStep> steps, TimeLimit time) {
        try {
            runner.rehearse(steps, look);
        } catch (ConfitureException e) {
            if (!time.isUp()) {
                throw e;
            }
            List<Problem> problems = new ArrayList<>(e.problems());
            problems.add(Problem.error(
                    ProblemCode.PREFLIGHT_REFUSED,
                    "The rehearsal on " + database.label() + " took too long and was stopped.",
                    "it may take " + terms.limit().toSeconds()
                            + " s in all, so that it does not stop others for longer",
                    "allow more (-Dconfiture.limit=5min), or leave confiture.against out: then it runs on a copy"));
            throw new ConfitureException(problems, e);
        }
    }

    private void requireConfirmed(String why) {
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

    private Optional<Problem> refusal(ResolvedMigration migration) {
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
                "leave confiture.against out: then it runs on a copy, which is dropped; where the database is protected,"
                        + " -Dconfiture.against=build rehearses on a build of its point");
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
