package dev.confiture.maven;

import dev.confiture.Confiture;
import dev.confiture.EngineSettings;
import dev.confiture.config.EnvironmentReader;
import dev.confiture.config.Overrides;
import dev.confiture.config.url.Surroundings;
import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.event.Event;
import dev.confiture.maven.resolve.ProjectClassPath;
import dev.confiture.maven.resolve.UncompiledSources;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.code.MigrationClassPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a goal works: one module, one environment, and how the engine is reached from here. */
public final class Workplace {

    /** More are counted. */
    private static final int NAMED = 5;

    private final String goal;
    private final ModuleFolder module;
    private final String environment;
    private final Overrides overrides;
    private final Surroundings surroundings;
    private final EngineSettings settings;
    private final ProjectClassPath classPath;
    private final boolean batch;

    Workplace(
            String goal,
            ModuleFolder module,
            String environment,
            Overrides overrides,
            Surroundings surroundings,
            EngineSettings settings,
            ProjectClassPath classPath,
            boolean batch) {
        this.goal = goal;
        this.module = module;
        this.environment = environment;
        this.overrides = overrides;
        this.surroundings = surroundings;
        this.settings = settings;
        this.classPath = classPath;
        this.batch = batch;
    }

    /** The module's folder; where there is no pom.xml, the folder in which Maven was started. */
    public Path folder() {
        return module.folder();
    }

    /** Where generated files go: {@code target}. */
    public Path target() {
        return module.target();
    }

    /** A path as a person in the module's folder would write it. */
    public String shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = folder().toAbsolutePath().normalize();
        Path shown = absolute.startsWith(folder) ? folder.relativize(absolute) : absolute;
        return shown.toString().replace('\\', '/');
    }

    public String environment() {
        return environment;
    }

    /** Whether nobody sits at the keyboard ({@code -B}). */
    public boolean isBatch() {
        return batch;
    }

    /**
     * The same place for a goal that may have to wait for other runs.
     *
     * @param lockWait over the environment's own
     */
    public Workplace waiting(Optional<Duration> lockWait, OrphanChoice orphans) {
        return new Workplace(
                goal,
                module,
                environment,
                lockWait.map(overrides::withLockWait).orElse(overrides),
                surroundings,
                settings.withOrphans(orphans),
                classPath,
                batch);
    }

    /**
     * The same place for a goal that may put everything into one transaction.
     *
     * @param group over the environment's own
     */
    public Workplace grouping(boolean group) {
        return new Workplace(
                goal, module, environment, overrides.withGroup(group), surroundings, settings, classPath, batch);
    }

    /**
     * The same place for a goal that works on another database.
     *
     * @param databaseUrl over the environment's own
     */
    public Workplace on(String databaseUrl) {
        return new Workplace(
                goal, module, environment, overrides.on(databaseUrl), surroundings, settings, classPath, batch);
    }

    /** Why not all of the module's migrations can be seen, as the end of a sentence; empty if they can, or if it has none. */
    public Optional<String> notCompiled() {
        return notCompiled(classPath.uncompiled());
    }

    private Optional<String> notCompiled(UncompiledSources uncompiled) {
        List<Path> sources = uncompiled.withoutClass();
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                classPath.hasClasses()
                        ? named(sources) + (sources.size() == 1 ? " has no class yet" : " have no classes yet")
                        : "nothing is compiled yet in " + module.name());
    }

    /**
     * The engine on the module's environment and on its migrations.
     *
     * @throws ConfitureException with everything that is wrong with the configuration, or because something is not compiled
     */
    public Confiture withMigrations() {
        UncompiledSources uncompiled = classPath.uncompiled();
        notCompiled(uncompiled).ifPresent(why -> {
            throw new ConfitureException(Problem.error(
                    ProblemCode.MAVEN_NOT_COMPILED,
                    "Not all migrations of module " + module.name() + " are compiled.",
                    why,
                    compile()));
        });
        List<Path> changed = uncompiled.changed();
        if (!changed.isEmpty()) {
            settings.events()
                    .accept(new Event.Noticed(Problem.warning(
                            ProblemCode.MAVEN_NOT_COMPILED,
                            "Migrations of module " + module.name() + " may have changed since they were compiled.",
                            named(changed)
                                    + (changed.size() == 1
                                            ? " is newer than its class"
                                            : " are newer than their classes"),
                            compile())));
        }
        List<Path> entries = classPath.entries();
        return open(MigrationClassPath.of(entries, classPath.outputFolders(entries), ownLoader()));
    }

    private String compile() {
        return "compile in the same command: mvn process-classes confiture:" + goal;
    }

    private String named(List<Path> sources) {
        String names = sources.stream().limit(NAMED).map(this::shown).collect(Collectors.joining(", "));
        return sources.size() > NAMED ? names + " and " + (sources.size() - NAMED) + " more" : names;
    }

    /** The engine on the module's environment, for what concerns no migration. */
    public Confiture withoutMigrations() {
        return open(MigrationClassPath.of(List.of(), List.of(), ownLoader()));
    }

    /** What completes a database's URL. */
    public Surroundings surroundings() {
        return surroundings;
    }

    private Confiture open(MigrationClassPath migrations) {
        return Confiture.of(
                EnvironmentReader.read(folder(), surroundings, environment, overrides, settings.events()),
                migrations,
                settings);
    }

    private static ClassLoader ownLoader() {
        return Workplace.class.getClassLoader();
    }

    /** @param name of the module, for people */
    record ModuleFolder(String name, Path folder, Path target) {}
}
