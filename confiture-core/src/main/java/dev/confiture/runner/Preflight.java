package dev.confiture.runner;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.Environment;
import dev.confiture.db.ApplicationName;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.ledger.Ledger;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.PreflightReport.Place;
import dev.confiture.runner.attempt.LastLook;
import dev.confiture.runner.attempt.Retries;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.runner.rehearsal.Rehearsal;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the pending migrations for real and measures them; nothing of it stays. */
public final class Preflight {

    static final String SAID_BY_LEDGER = "its ledger says so: it was built or migrated for a protected environment";

    private final Database database;
    private final Environment environment;
    private final OrphanChoice orphans;
    private final EventSink events;
    private final TrackingTable ledger;
    private final RunPolicy policy;
    private final LastLook look;

    /** One that looks at nothing in the end. */
    public Preflight(Database database, Environment environment, OrphanChoice orphans, EventSink events) {
        this(database, environment, orphans, events, LastLook.NONE);
    }

    /** @param database that of the environment, {@code embedded} turned into a server already */
    public Preflight(
            Database database, Environment environment, OrphanChoice orphans, EventSink events, LastLook look) {
        this.look = requireNonNull(look, "look");
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
                DatabaseCopy.of(database, environment.migration().lockWait(), events)) {
            return measured(copy.database(), environment, code, request, Place.COPY);
        } catch (ConfitureException e) {
            throw elsewhere(e, "on a copy, which is dropped");
        } catch (Sessions.AbsentDatabase e) {
            throw Sessions.absent(database, e);
        } catch (SQLException e) {
            throw Sessions.failed(database, e);
        }
    }

    private PreflightReport measured(
            Database there, Environment settings, MigrationCode code, MigrateRequest request, Place place)
            throws SQLException {
        try (Session beside = there.open(ApplicationName.of("preflight"))) {
            Rehearsal rehearsal = new Rehearsal(beside, ledger);
            MigrationReport report = new Migrator(there, settings, orphans, events, Retries.standard(), rehearsal)
                    .migrate(code, request);
            look.at(beside);
            return new PreflightReport(database.label(), place, rehearsal.migrations(), report.notices());
        }
    }

    /**
     * Where the database stands, so that another one can be brought there. Writes nothing.
     *
     * @throws ConfitureException {@code preflight.no-point} if a migration is under way there; or if there is something
     *     else than a database of ours or an empty one
     */
    public Standing standing(MigrationCode code, MigrateRequest request) {
        return new LedgerReader(database, ledger).beforeRun("preflight", (session, found) -> {
            Ledger read = found.orElse(Ledger.EMPTY);
            Ledger standing = read.with(policy.rowsOnceStamped(read, code, request));
            standing.rows().stream()
                    .filter(row -> row.state().isUnderWay())
                    .findFirst()
                    .ifPresent(row -> {
                        throw new ConfitureException(Problem.error(
                                ProblemCode.PREFLIGHT_NO_POINT,
                                "The point at which " + database.label() + " stands cannot be built.",
                                "migration " + row.label() + " is half done there",
                                "end it first (mvn confiture:migrate), or rehearse on a copy"));
                    });
            return new Standing(standing, session.serverMajor());
        });
    }

    /**
     * Rehearses on a database that was built for it.
     *
     * @param built holds the schema of a point that the database has passed, or nothing; nobody else uses it
     * @param settings of the environment, as they are there
     * @param replayed what ran on the database since that point
     * @param point for people
     * @throws ConfitureException as {@link Migrator#migrate} would on the database itself; {@code preflight.no-point} if
     *     what is replayed fails
     */
    public PreflightReport onBuild(
            Database built,
            Environment settings,
            Standing standing,
            List<ResolvedMigration> replayed,
            String point,
            MigrationCode code,
            MigrateRequest request) {
        try {
            new Migrator(built, settings, orphans, events).bringTo(standing.ledger(), code, replayed);
        } catch (ConfitureException e) {
            throw notReached(e, point);
        }
        Problem noRows = noRows(point);
        events.accept(new Event.Noticed(noRows));
        try {
            PreflightReport report = measured(built, settings, code, request, Place.BUILD);
            List<Problem> notices = new ArrayList<>(List.of(noRows));
            notices.addAll(report.notices());
            return new PreflightReport(report.database(), report.place(), report.migrations(), notices);
        } catch (ConfitureException e) {
            throw elsewhere(e, "on a build of its point, which is dropped");
        } catch (SQLException e) {
            throw Sessions.failed(built, e);
        }
    }

    /** @param why what is wrong with the way to a point */
    public ConfitureException notReached(ConfitureException why, String point) {
        List<Problem> problems = new ArrayList<>(List.of(Problem.error(
                ProblemCode.PREFLIGHT_NO_POINT,
                "The point at which " + database.label() + " stands cannot be built.",
                "the way to it was " + point + ", on a server of its own",
                "name another point (-Dconfiture.against=build:<version> or build:git:<ref>), or rehearse on a restored"
                        + " backup (-Dconfiture.against=<url>)")));
        problems.addAll(why.problems());
        return new ConfitureException(problems, why);
    }

    private Problem noRows(String point) {
        return Problem.note(
                ProblemCode.PREFLIGHT_NO_ROWS,
                "The rehearsal for " + database.label() + " runs on a build of its point, which has none of its rows.",
                "built from " + point
                        + "; times, sizes and waits are those of empty tables, and what was changed by hand"
                        + " is not there",
                "nothing, to see whether it runs and which locks it takes; rehearse on a copy to see how long");
    }

    /** While PostgreSQL copies a database, whoever wants to connect to it waits. */
    private void requireCopyable() {
        protectedBecause().ifPresent(why -> {
            throw new ConfitureException(Problem.error(
                    ProblemCode.PREFLIGHT_NO_COPY,
                    "Database " + database.label() + " is protected and is not copied.",
                    why + "\nnobody could connect to it for as long as the server copies it",
                    "rehearse on a build of its point (-Dconfiture.against=build), on a backup that was restored elsewhere"
                            + " (-Dconfiture.against=<url>), or on the database itself (-Dconfiture.against=target"
                            + " -Dconfiture.confirm=" + database.name() + ")"));
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

    /** What the run says of what stays is true of the other database only. */
    private ConfitureException elsewhere(ConfitureException failure, String where) {
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
                        first.why() + "\nthat was the rehearsal " + where + "; " + database.label() + " is as it was",
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
        return new RolledBackRehearsal(database, environment, orphans, events, ledger, terms, look).run(code, request);
    }
}
