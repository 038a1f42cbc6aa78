package dev.confiture.maven;

import dev.confiture.Confiture;
import dev.confiture.EngineSettings;
import dev.confiture.config.EnvironmentReader;
import dev.confiture.config.Overrides;
import dev.confiture.config.Project;
import dev.confiture.config.url.Surroundings;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import java.nio.file.Path;

/** Where a goal works: one module, one environment, and how the engine is reached from here. */
public final class Workplace {

    private final Path folder;
    private final String environment;
    private final Overrides overrides;
    private final Surroundings surroundings;
    private final EngineSettings settings;

    Workplace(
            Path folder, String environment, Overrides overrides, Surroundings surroundings, EngineSettings settings) {
        this.folder = folder;
        this.environment = environment;
        this.overrides = overrides;
        this.surroundings = surroundings;
        this.settings = settings;
    }

    /** The module's folder; where there is no pom.xml, the folder in which Maven was started. */
    public Path folder() {
        return folder;
    }

    public EventSink events() {
        return settings.events();
    }

    /**
     * The engine, opened on the module's environment.
     *
     * @throws ConfitureException with everything that is wrong with the configuration
     */
    public Confiture confiture() {
        Project project = EnvironmentReader.read(folder, surroundings, environment, overrides, settings.events());
        return Confiture.of(project, settings);
    }
}
