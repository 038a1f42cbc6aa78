package dev.confiture.runner.code;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Where migrations come from: a project's class path, or the class loader of the caller. */
public final class MigrationClassPath {

    private final List<Path> entries;
    private final List<Path> outputFolders;
    private final ClassLoader engine;

    private MigrationClassPath(List<Path> entries, List<Path> outputFolders, ClassLoader engine) {
        this.entries = List.copyOf(new LinkedHashSet<>(entries));
        this.outputFolders = List.copyOf(new LinkedHashSet<>(outputFolders));
        this.engine = engine;
    }

    /**
     * A project's class path, loaded apart from everything else.
     *
     * @param entries jars and folders, in order; those that do not exist are skipped, as Java does
     * @param outputFolders what the compiler of this build wrote: only there is looked for classes without an index
     * @param engine has the migrations API and the driver, which the project's classes share
     */
    public static MigrationClassPath of(List<Path> entries, List<Path> outputFolders, ClassLoader engine) {
        return new MigrationClassPath(entries, outputFolders, engine);
    }

    /** What a running program has on its own class path; its classes are used as they are. */
    public static MigrationClassPath of(ClassLoader loader) {
        return new MigrationClassPath(List.of(), List.of(), loader);
    }

    List<Path> outputFolders() {
        return outputFolders;
    }

    ClassLoader engine() {
        return engine;
    }

    /** Empty where the engine's own loader is used. */
    Optional<MigrationClassLoader> openLoader() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(MigrationClassLoader.open(entries, engine));
    }
}
