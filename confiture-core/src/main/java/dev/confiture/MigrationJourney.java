package dev.confiture;

import dev.confiture.config.Project;
import dev.confiture.config.SeedMode;
import dev.confiture.config.url.Surroundings;
import dev.confiture.db.Database;
import dev.confiture.diff.CatalogFilter;
import dev.confiture.event.Event;
import dev.confiture.history.MigrationHistory;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Severity;
import dev.confiture.runner.Baseline;
import dev.confiture.runner.BaselineReport;
import dev.confiture.runner.DryRunReport;
import dev.confiture.runner.MigrateRequest;
import dev.confiture.runner.MigrationReport;
import dev.confiture.runner.MigrationScript;
import dev.confiture.runner.Migrator;
import dev.confiture.runner.OnTarget;
import dev.confiture.runner.Preflight;
import dev.confiture.runner.PreflightReport;
import dev.confiture.runner.RollbackRequest;
import dev.confiture.runner.StatusReport;
import dev.confiture.runner.StatusReport.LedgerFound;
import dev.confiture.runner.ValidationReport;
import dev.confiture.runner.attempt.LastLook;
import dev.confiture.runner.code.MigrationClassPath;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.schema.BuiltSchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The code's migrations and the environment's database. */
public final class MigrationJourney {

    private final Project project;
    private final MigrationClassPath classPath;
    private final EngineSettings settings;
    private final SchemaJourney schema;
    private final CatalogFilter compared;

    MigrationJourney(Project project, MigrationClassPath classPath, EngineSettings settings, SchemaJourney schema) {
        this(project, classPath, settings, schema, CatalogFilter.NONE);
    }

    private MigrationJourney(
            Project project,
            MigrationClassPath classPath,
            EngineSettings settings,
            SchemaJourney schema,
            CatalogFilter compared) {
        this.project = project;
        this.classPath = classPath;
        this.settings = settings;
        this.schema = schema;
        this.compared = compared;
    }

    /** The same, but that only a part of the end of a preflight is compared with db/schema. */
    public MigrationJourney comparing(CatalogFilter filter) {
        return new MigrationJourney(project, classPath, settings, schema, filter);
    }

    /**
     * Applies everything that is pending.
     *
     * @throws ConfitureException with every reason why nothing may run, or why a migration failed
     */
    public MigrationReport apply() {
        return apply(Optional.empty());
    }

    /** As {@link #apply()}, up to a version. */
    public MigrationReport applyTo(MigrationVersion target) {
        return apply(Optional.of(target));
    }

    private MigrationReport apply(Optional<MigrationVersion> target) {
        MigrateRequest request = new MigrateRequest(target, schemaSha256());
        return withCode(code -> migrator(server().database()).migrate(code, request));
    }

    /**
     * Gives the environment's database, which somebody else made, a ledger that says what it contains. It has to be what the
     * schema of its point says.
     *
     * @throws ConfitureException {@code baseline.different} with every difference, {@code baseline.has-ledger}, {@code
     *     baseline.data-migrations}
     */
    public BaselineReport baseline(BaselineOptions options) {
        AdoptedPoint point = adopted(options);
        return withCode(code -> baseline().adopt(code, point.request(code, schemaSha256()), point::compare));
    }

    /** What {@link #baseline(BaselineOptions)} would do now. Writes nothing. */
    public BaselineReport dryBaseline(BaselineOptions options) {
        AdoptedPoint point = adopted(options);
        return withCode(code -> baseline().dryAdopt(code, point.request(code, schemaSha256()), point::compare));
    }

    private AdoptedPoint adopted(BaselineOptions options) {
        return new AdoptedPoint(
                project, options, new DiffJourney(project, classPath, settings, Surroundings.ofThisProcess()));
    }

    private Baseline baseline() {
        return new Baseline(existing(), project.environment(), settings.orphans(), settings.events());
    }

    /**
     * Undoes migrations.
     *
     * @throws ConfitureException with every reason why one of them cannot be undone, before anything ran; or why one failed
     */
    public MigrationReport rollback(RollbackRequest request) {
        return withCode(code -> migrator(server().database()).rollback(code, request));
    }

    /**
     * What {@link #apply()} would do now, statement by statement as far as that is known. Runs and writes nothing.
     *
     * @param target the last version to apply; empty for everything
     */
    public DryRunReport dryApply(Optional<MigrationVersion> target) {
        MigrateRequest request = new MigrateRequest(target, schemaSha256());
        return withCode(code -> migrator(existing()).dryMigrate(code, request));
    }

    /**
     * What {@link #apply()} would send now, as a script for psql. Runs and writes nothing.
     *
     * @param target the last version to apply; empty for everything
     * @throws ConfitureException {@code run.not-scriptable} for each migration that is Java code, or whatever stops a run
     */
    public MigrationScript script(Optional<MigrationVersion> target) {
        MigrateRequest request = new MigrateRequest(target, schemaSha256());
        return withCode(code -> migrator(existing()).script(code, request));
    }

    /** What {@link #rollback} would do now. Runs and writes nothing. */
    public DryRunReport dryRollback(RollbackRequest request) {
        return withCode(code -> migrator(existing()).dryRollback(code, request));
    }

    /**
     * Runs on a copy what {@link #apply()} would run now, and measures it; the copy is dropped. Where it ends is compared with
     * db/schema if everything pending ran: {@code preflight.different} is a warning of the report.
     *
     * @param target the last version to apply; empty for everything
     * @throws ConfitureException as {@link #apply()}; {@code preflight.no-copy} if there is no copy to be had
     */
    public PreflightReport preflight(Optional<MigrationVersion> target) {
        MigrateRequest request = new MigrateRequest(target, schemaSha256());
        return rehearsed(target, (code, preflight) -> preflight.onCopy(code, request));
    }

    /** The same on the database itself, in one transaction that is rolled back. */
    public PreflightReport preflightRolledBack(Optional<MigrationVersion> target, OnTarget terms) {
        MigrateRequest request = new MigrateRequest(target, schemaSha256());
        return rehearsed(target, (code, preflight) -> preflight.rolledBack(code, request, terms));
    }

    /**
     * The same on a build of the point at which the database stands, on a server of its own.
     *
     * @param point to build, as {@link BuildOptions#from}; empty for the nearest one that the database has passed
     * @throws ConfitureException as {@link #apply()}; {@code preflight.no-point} if it cannot be built
     */
    public PreflightReport preflightBuilt(Optional<MigrationVersion> target, Optional<String> point) {
        MigrateRequest request = new MigrateRequest(target, schemaSha256());
        return rehearsed(
                target,
                (code, preflight) -> new RehearsalOnBuild(project, settings, preflight).run(code, request, point));
    }

    /** A way to rehearse. */
    @FunctionalInterface
    private interface Rehearsing {
        PreflightReport run(MigrationCode code, Preflight preflight);
    }

    /** Where only some of the migrations run, or there is no db/schema, the end is compared with nothing. */
    private PreflightReport rehearsed(Optional<MigrationVersion> target, Rehearsing rehearsing) {
        boolean isCompared = target.isEmpty() && !schema.isAbsent();
        RehearsedEnd end = new RehearsedEnd(
                project,
                new DiffJourney(project, classPath, settings, Surroundings.ofThisProcess()),
                compared,
                settings.events());
        LastLook look = isCompared ? end : LastLook.NONE;
        return end.compared(withCode(code -> rehearsing.run(
                code, new Preflight(existing(), project.environment(), settings.orphans(), settings.events(), look))));
    }

    /** Looking makes no server. */
    private Database existing() {
        return server().existingDatabase()
                .orElseThrow(() -> new ConfitureException(Problem.error(
                        ProblemCode.DATABASE_ABSENT,
                        "Database " + project.environment().database().redacted() + " does not exist.",
                        "its embedded server was never started",
                        "mvn confiture:build creates it from db/schema; or mvn confiture:migrate, for an empty one")));
    }

    /** What ran, what is pending, what is wrong. Writes nothing, and makes no server that was never there. */
    public StatusReport status() {
        return withCode(code -> server().existingDatabase()
                .map(database -> migrator(database).status(code))
                .orElseGet(() -> statusWithoutServer(code)));
    }

    /** Whether index, rules and digests are right; digests as far as a database can be reached without starting one. */
    public ValidationReport validate() {
        return withCode(code -> server().runningDatabase()
                .map(database -> migrator(database).validate(code))
                .orElseGet(() -> validateWithoutServer(code)));
    }

    private StatusReport statusWithoutServer(MigrationCode code) {
        String environment = project.environment().name();
        MigrationHistory history = MigrationHistory.of(code.migrations(), List.of(), environment);
        return new StatusReport(
                environment,
                project.environment().database().redacted(),
                LedgerFound.NO_DATABASE,
                history.entries(),
                code.findings());
    }

    private static ValidationReport validateWithoutServer(MigrationCode code) {
        List<Problem> findings = new ArrayList<>(code.findings());
        findings.add(Problem.note(
                ProblemCode.LEDGER_NOT_COMPARED,
                "Digests were not compared with a ledger.",
                "the embedded server does not run",
                "nothing, if there is no database yet; mvn confiture:start starts it"));
        return new ValidationReport(code.migrations().size(), 0, findings);
    }

    /** Of today's db/schema; none where there is none, which is fine for a project that has migrations only. */
    private Map<SeedMode, String> schemaSha256() {
        Map<SeedMode, String> hashes = new EnumMap<>(SeedMode.class);
        for (SeedMode seeds : SeedMode.values()) {
            try {
                BuiltSchema script = schema.read(BuildOptions.with(seeds));
                hashes.put(seeds, script.sha256());
                if (seeds == SeedMode.CONCATENATE && !script.hasSeeds()) {
                    hashes.put(SeedMode.SEQUENTIAL, script.sha256());
                    break;
                }
            } catch (ConfitureException e) {
                if (seeds == project.environment().seedMode()) {
                    warn(e);
                }
            }
        }
        return hashes;
    }

    /** Migrations do not depend on db/schema, so what is wrong with it does not stop them. */
    private void warn(ConfitureException wrong) {
        wrong.problems().stream()
                .filter(problem -> !SchemaJourney.NO_SCHEMA.contains(problem.code()))
                .map(MigrationJourney::asWarning)
                .forEach(problem -> settings.events().accept(new Event.Noticed(problem)));
    }

    private static Problem asWarning(Problem problem) {
        return new Problem(
                problem.code(), Severity.WARNING, problem.what(), problem.where(), problem.why(), problem.fix());
    }

    private Migrator migrator(Database database) {
        return new Migrator(database, project.environment(), settings.orphans(), settings.events());
    }

    private EnvironmentServer server() {
        return new EnvironmentServer(project, settings);
    }

    private <T> T withCode(Function<MigrationCode, T> work) {
        try (MigrationCode code = MigrationCode.open(classPath)) {
            return server().explainingCrashes(() -> work.apply(code));
        }
    }
}
