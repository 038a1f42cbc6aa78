package dev.confiture.runner;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.Environment;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.event.EventSink;
import dev.confiture.history.AppliedMigration;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationVersion;
import dev.confiture.ledger.Ledger;
import dev.confiture.ledger.LedgerEvent;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.BaselineReport.Compared;
import dev.confiture.runner.BaselineReport.Outcome;
import dev.confiture.runner.BaselineRequest.DataMigrations;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Adopts a database that somebody else made: gives it a ledger that says what it contains. Changes nothing else there. */
public final class Baseline {

    private static final String GOAL = "baseline";

    private final Database database;
    private final Environment environment;
    private final TrackingTable ledger;
    private final LockedRun locked;
    private final RunPolicy policy;

    /** @param orphans decides what happens to what killed runs left on the server */
    public Baseline(Database database, Environment environment, OrphanChoice orphans, EventSink events) {
        this.database = requireNonNull(database, "database");
        this.environment = requireNonNull(environment, "environment");
        this.ledger = new TrackingTable(Identifier.of(environment.migration().ledgerSchema()));
        this.locked = new LockedRun(database, environment, ledger, orphans, events.oneAtATime());
        this.policy = new RunPolicy(environment, database);
    }

    /** Holds the database against the schema of its point. */
    @FunctionalInterface
    public interface Comparison {

        /** @throws ConfitureException if it is another schema */
        Compared compare();
    }

    /**
     * Looks and writes while no other run of Confiture is on the database. One whose ledger says all this already is left
     * as it is, so that this may run again.
     *
     * @throws ConfitureException if the database is not at that point, or has a ledger that says otherwise
     */
    public BaselineReport adopt(MigrationCode code, BaselineRequest request, Comparison comparison) {
        List<ResolvedMigration> contained = contained(code, request);
        return locked.run(GOAL, (session, locks) -> {
            Optional<BaselineReport> there = thereAlready(ledger.read(session), code, request, contained);
            if (there.isPresent()) {
                return there.get();
            }
            BaselineReport report = report(Outcome.ADOPTED, code, request, contained, comparison.compare());
            session.inTransaction(open -> {
                write(open, request, report);
                locks.verifyHeld();
                return report;
            });
            return report;
        });
    }

    /** What {@link #adopt} would do. Writes nothing. */
    public BaselineReport dryAdopt(MigrationCode code, BaselineRequest request, Comparison comparison) {
        List<ResolvedMigration> contained = contained(code, request);
        Optional<Ledger> found = new LedgerReader(database, ledger).ledger(GOAL);
        return thereAlready(found, code, request, contained)
                .orElseGet(() -> report(Outcome.PLANNED, code, request, contained, comparison.compare()));
    }

    /** @throws ConfitureException {@code baseline.data-migrations} if nobody said what became of them */
    private static List<ResolvedMigration> contained(MigrationCode code, BaselineRequest request) {
        if (code.findings().stream().anyMatch(Problem::isError)) {
            throw new ConfitureException(code.findings());
        }
        List<ResolvedMigration> data = request.contained().stream()
                .filter(migration -> !migration.isContainedInBuilds())
                .toList();
        if (!data.isEmpty() && request.data().isEmpty()) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.BASELINE_DATA_MIGRATIONS,
                    "It is not known whether " + labels(data) + " ran on this database.",
                    "they move data, which no comparison of schemas shows",
                    "-Dconfiture.dataMigrations=contained if they did, or what they do is not needed here;"
                            + " -Dconfiture.dataMigrations=pending to have the next migrate run them"));
        }
        boolean withData =
                request.data().filter(DataMigrations.CONTAINED::equals).isPresent();
        return request.contained().stream()
                .filter(migration -> withData || migration.isContainedInBuilds())
                .sorted(Comparator.comparing(ResolvedMigration::version))
                .toList();
    }

    /** @throws ConfitureException {@code baseline.has-ledger} if there is a ledger that does not say so */
    private Optional<BaselineReport> thereAlready(
            Optional<Ledger> found, MigrationCode code, BaselineRequest request, List<ResolvedMigration> contained) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<AppliedMigration> rows = found.get().rows();
        Set<MigrationVersion> versions =
                rows.stream().map(AppliedMigration::version).collect(Collectors.toSet());
        List<ResolvedMigration> missing = contained.stream()
                .filter(migration -> !versions.contains(migration.version()))
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.BASELINE_HAS_LEDGER,
                    "Database " + database.label() + " has a ledger already.",
                    "it was built, migrated or adopted, and does not contain " + labels(missing),
                    "mvn confiture:migrate applies what is pending; mvn confiture:status shows what the ledger says"));
        }
        return Optional.of(new BaselineReport(
                Outcome.THERE_ALREADY,
                database.label(),
                request.point(),
                contained,
                policy.history(code, rows).pending(),
                Optional.empty()));
    }

    private static String labels(List<ResolvedMigration> migrations) {
        return migrations.stream().map(ResolvedMigration::label).collect(Collectors.joining(", "));
    }

    private BaselineReport report(
            Outcome outcome,
            MigrationCode code,
            BaselineRequest request,
            List<ResolvedMigration> contained,
            Compared compared) {
        List<AppliedMigration> rows = new ArrayList<>();
        contained.forEach(migration -> rows.add(AppliedMigration.toBeStamped(rows.size() + 1L, migration)));
        return new BaselineReport(
                outcome,
                database.label(),
                request.point(),
                contained,
                policy.history(code, rows).pending(),
                Optional.of(compared));
    }

    private void write(Session session, BaselineRequest request, BaselineReport report) throws SQLException {
        ledger.create(session);
        ledger.adopt(session, report.point(), report.contained());
        MigrateRequest nothing = new MigrateRequest(Optional.empty(), request.schemaSha256());
        Optional<String> schema = policy.newSchema(report.pending(), nothing, Ledger.EMPTY);
        if (schema.isPresent()) {
            ledger.record(session, LedgerEvent.migratedTo(schema.get()));
        }
        if (environment.isProtected()) {
            ledger.record(session, LedgerEvent.guarded(environment.name()));
        }
    }
}
