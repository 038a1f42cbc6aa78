package dev.confiture;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.EnvironmentReader;
import dev.confiture.config.Overrides;
import dev.confiture.config.Project;
import dev.confiture.config.url.Surroundings;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.runner.code.MigrationClassPath;
import java.nio.file.Path;

/**
 * One environment of a project, ready to be worked on:
 *
 * <pre>{@code
 * Confiture confiture = Confiture.of(Path.of("."), "test");
 * confiture.schema().build(BuildOptions.DEFAULTS);
 * confiture.migrations().apply();
 * }</pre>
 *
 * Immutable; opens nothing until it has to, and keeps nothing open.
 */
public final class Confiture {

    private final Project project;
    private final MigrationClassPath classPath;
    private final EngineSettings settings;

    private Confiture(Project project, MigrationClassPath classPath, EngineSettings settings) {
        this.project = requireNonNull(project, "project");
        this.classPath = requireNonNull(classPath, "classPath");
        this.settings = requireNonNull(settings, "settings");
    }

    /**
     * A project's environment, as its configuration describes it. Migrations are those that the thread's context class
     * loader sees.
     *
     * @param root the folder that holds the configuration
     * @param environment for example {@code test}
     * @throws ConfitureException with everything that is wrong with the configuration
     */
    public static Confiture of(Path root, String environment) {
        Project project = EnvironmentReader.read(
                root, Surroundings.ofThisProcess(), environment, Overrides.NONE, EventSink.none());
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return of(project, MigrationClassPath.of(loader), EngineSettings.of(project.root()));
    }

    /**
     * A project that was read or described elsewhere.
     *
     * @param classPath where its migrations are
     */
    public static Confiture of(Project project, MigrationClassPath classPath, EngineSettings settings) {
        return new Confiture(project, classPath, settings);
    }

    public Project project() {
        return project;
    }

    /** The schema that the database shall have. */
    public SchemaJourney schema() {
        return new SchemaJourney(project, classPath, settings);
    }

    /** The migrations of the code, on the database. */
    public MigrationJourney migrations() {
        return new MigrationJourney(project, classPath, settings, schema());
    }

    /** What differs between schemas, and the migration that leads from one to the other. */
    public DiffJourney differences() {
        return differences(Surroundings.ofThisProcess());
    }

    /**
     * The same.
     *
     * @param surroundings what completes the URLs of databases that are compared
     */
    public DiffJourney differences(Surroundings surroundings) {
        return new DiffJourney(project, classPath, settings, surroundings);
    }

    /** Databases for tests, on a server of their own; the environment's database is not touched. */
    public TestDatabases testDatabases() {
        OriginalDatabase original = new OriginalDatabase(project, classPath, settings);
        return new TestDatabases(original.options(), settings.events(), original);
    }

    /** The embedded server. */
    public ServerJourney server() {
        return new ServerJourney(
                new EnvironmentServer(project, settings), project.environment().name(), schema());
    }
}
