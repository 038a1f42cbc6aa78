package dev.confiture;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.EnvironmentReader;
import dev.confiture.config.Overrides;
import dev.confiture.config.Project;
import dev.confiture.config.url.Surroundings;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import java.nio.file.Path;

/** One environment of a project, ready to be worked on. Immutable; opens nothing until it has to. */
public final class Confiture {

    private final Project project;
    private final EngineSettings settings;

    private Confiture(Project project, EngineSettings settings) {
        this.project = requireNonNull(project, "project");
        this.settings = requireNonNull(settings, "settings");
    }

    /**
     * A project's environment, as its configuration describes it.
     *
     * @param root the folder that holds the configuration
     * @param environment for example {@code test}
     * @throws ConfitureException with everything that is wrong with the configuration
     */
    public static Confiture of(Path root, String environment) {
        Project project = EnvironmentReader.read(
                root, Surroundings.ofThisProcess(), environment, Overrides.NONE, EventSink.none());
        return of(project, EngineSettings.of(project.root()));
    }

    /** A project that was read or described elsewhere. */
    public static Confiture of(Project project, EngineSettings settings) {
        return new Confiture(project, settings);
    }

    public Project project() {
        return project;
    }

    /** The schema that the database shall have. */
    public SchemaJourney schema() {
        return new SchemaJourney(project);
    }

    /** The embedded server. */
    public ServerJourney server() {
        return new ServerJourney(
                new EnvironmentServer(project, settings),
                settings,
                project.environment().name());
    }
}
