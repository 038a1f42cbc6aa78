package dev.confiture;

import dev.confiture.build.BuildReport;
import dev.confiture.build.BuildRequest;
import dev.confiture.build.BuildRequest.Server;
import dev.confiture.build.DatabaseBuilder;
import dev.confiture.build.KnownMigrations;
import dev.confiture.build.StartingPoint;
import dev.confiture.config.Environment;
import dev.confiture.config.Project;
import dev.confiture.event.Event;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.code.MigrationClassPath;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaHistory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code db/schema}: one script, and a database that equals it. */
public final class SchemaJourney {

    /** What is no mistake in a project that has migrations only. */
    static final Set<ProblemCode> NO_SCHEMA = Set.of(ProblemCode.SCHEMA_NO_FILES, ProblemCode.SCHEMA_FOLDER_MISSING);

    private final Project project;
    private final MigrationClassPath classPath;
    private final EngineSettings settings;

    SchemaJourney(Project project, MigrationClassPath classPath, EngineSettings settings) {
        this.project = project;
        this.classPath = classPath;
        this.settings = settings;
    }

    /**
     * The script that a build with these options would load; needs no database.
     *
     * @throws ConfitureException with everything that is wrong with the files
     */
    public BuiltSchema script(BuildOptions options) {
        BuiltSchema script = read(options);
        if (options.from().isEmpty()) {
            StartingPoint.warnings(project).forEach(problem -> settings.events().accept(new Event.Noticed(problem)));
        }
        return script;
    }

    /** The same, for whoever only wants to know whether it is another. */
    BuiltSchema read(BuildOptions options) {
        return point(options).schema();
    }

    /** Whether the project has migrations only; they alone make its database. */
    boolean isAbsent() {
        try {
            read(BuildOptions.DEFAULTS);
            return false;
        } catch (ConfitureException e) {
            return e.problems().stream().allMatch(problem -> NO_SCHEMA.contains(problem.code()));
        }
    }

    /**
     * Brings the environment's database to the schema: creates, fills, leaves or makes anew.
     *
     * @throws ConfitureException if that is refused or fails; nothing of it stays then
     */
    public BuildReport build(BuildOptions options) {
        StartingPoint point = point(options);
        Environment environment = project.environment();
        Environment wanted = options.existing()
                .map(existing -> environment.with(environment.build().with(existing)))
                .orElse(environment);
        KnownMigrations migrations = options.notCompiled()
                .<KnownMigrations>map(KnownMigrations.NotSeen::new)
                .orElseGet(() -> new KnownMigrations.Seen(migrations()));
        EnvironmentServer server = new EnvironmentServer(project, settings);
        BuildRequest request = new BuildRequest(
                wanted,
                server.database(),
                server.embeddedUrl().isPresent() ? Server.EMBEDDED : Server.EXTERNAL,
                point,
                migrations,
                options.consent());
        return server.explainingCrashes(() -> new DatabaseBuilder(settings.events()).build(request));
    }

    /**
     * Writes today's schema as the one after a version.
     *
     * @param version empty for the newest migration of the code
     * @return the file, relative to the project's root
     */
    public String snapshot(Optional<MigrationVersion> version) {
        MigrationVersion point = version.or(() ->
                        migrations().stream().map(ResolvedMigration::version).max(Comparator.naturalOrder()))
                .orElseThrow(() -> new ConfitureException(Problem.error(
                        ProblemCode.SCHEMA_NO_VERSION,
                        "The snapshot has no version.",
                        "the class path has no migration to take it from",
                        "name it with -Dconfiture.snapshotVersion=…, or write the first migration")));
        return new SchemaHistory(project.root()).write(point, script(BuildOptions.DEFAULTS));
    }

    private StartingPoint point(BuildOptions options) {
        return StartingPoint.read(
                project,
                options.from(),
                options.seeds().orElse(project.environment().seedMode()));
    }

    private List<ResolvedMigration> migrations() {
        try (MigrationCode code = MigrationCode.open(classPath)) {
            if (code.findings().stream().anyMatch(Problem::isError)) {
                throw new ConfitureException(code.findings());
            }
            code.findings().forEach(problem -> settings.events().accept(new Event.Noticed(problem)));
            return code.migrations();
        }
    }
}
