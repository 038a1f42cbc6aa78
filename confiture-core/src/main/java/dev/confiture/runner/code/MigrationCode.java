package dev.confiture.runner.code;

import dev.confiture.history.ResolvedMigration;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The migrations of a class path, open until it is closed: their classes load lazily. While it is open it is the thread's
 * context class loader, as user code expects; closing puts the former one back, on the same thread.
 */
public final class MigrationCode implements AutoCloseable {

    private static final int CLASS_FILE_OF_JAVA_1 = 44;

    private final ClassLoader loader;
    private final Optional<MigrationClassLoader> own;
    private final List<ResolvedMigration> migrations;
    private final List<Problem> findings;
    private final ClassLoader former;

    private MigrationCode(
            ClassLoader loader,
            Optional<MigrationClassLoader> own,
            List<ResolvedMigration> migrations,
            List<Problem> findings) {
        this.loader = loader;
        this.own = own;
        this.migrations = List.copyOf(migrations);
        this.findings = List.copyOf(findings);
        this.former = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
    }

    /** Reads every index; what is wrong is in {@link #findings()}. */
    public static MigrationCode open(MigrationClassPath classPath) {
        Optional<MigrationClassLoader> own = classPath.openLoader();
        ClassLoader loader = own.<ClassLoader>map(opened -> opened).orElse(classPath.engine());
        MigrationIndexReader.Indexed indexed = MigrationIndexReader.read(loader);
        List<Problem> findings = new ArrayList<>(indexed.findings());
        own.ifPresent(opened -> findings.addAll(SharedArtifacts.compare(opened, classPath.engine())));
        String version = SharedArtifacts.apiVersion(classPath.engine()).orElse("${confiture.version}");
        findings.addAll(new UnindexedClasses(indexed.migrations(), version).find(classPath.outputFolders()));
        return new MigrationCode(loader, own, indexed.migrations(), findings);
    }

    /** In class-path order. Without clashes where the findings hold no error. */
    public List<ResolvedMigration> migrations() {
        return migrations;
    }

    /** What is wrong with indexes, rules and versions of shared jars. */
    public List<Problem> findings() {
        return findings;
    }

    /**
     * The text of a migration's SQL resource.
     *
     * @param name as the class loader knows it
     * @throws ConfitureException if it is missing or cannot be read
     */
    public String resource(ResolvedMigration migration, String name) {
        String why;
        try {
            Optional<byte[]> content = ClassPathResources.read(loader, name);
            if (content.isPresent()) {
                return new String(content.get(), StandardCharsets.UTF_8);
            }
            why = "no jar or folder of the class path has it";
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
        }
        throw new ConfitureException(Problem.error(
                ProblemCode.MIGRATION_MISSING_RESOURCE,
                "Migration " + migration.label() + " uses " + name + ", which cannot be read.",
                migration.place(),
                why,
                "put it into src/main/resources, or correct the name"));
    }

    /**
     * Loads the classes of migrations, all of them before the first is to run.
     *
     * @throws ConfitureException with one problem for each class that cannot be loaded
     */
    public List<LoadedMigration> load(List<ResolvedMigration> wanted) {
        List<LoadedMigration> loaded = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (ResolvedMigration migration : wanted) {
            try {
                loaded.add(new LoadedMigration(migration, Class.forName(migration.className(), false, loader)));
            } catch (UnsupportedClassVersionError e) {
                problems.add(tooNew(migration));
            } catch (ClassNotFoundException e) {
                problems.add(Problem.error(
                        ProblemCode.INDEX_STALE,
                        "The class of migration " + migration.label() + " is gone.",
                        migration.place(),
                        "the index of " + migration.origin() + " names " + migration.className()
                                + ", but there is no such class",
                        "compile that module again from scratch (mvn clean process-classes)"));
            } catch (LinkageError e) {
                problems.add(Problem.error(
                        ProblemCode.CODE_NOT_LOADABLE,
                        "The class of migration " + migration.label() + " cannot be loaded.",
                        migration.place(),
                        e.toString(),
                        "a class that it needs is missing or of another version: check the dependencies of "
                                + migration.origin()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfitureException(problems);
        }
        return loaded;
    }

    private Problem tooNew(ResolvedMigration migration) {
        int running = Runtime.version().feature();
        String compiled =
                classFileVersion(migration).map(version -> "Java " + version).orElse("a newer Java");
        return Problem.error(
                ProblemCode.CODE_NEWER_JAVA,
                "Migration " + migration.label() + " is compiled for " + compiled + ", but Maven runs on Java "
                        + running + ".",
                migration.place(),
                "goals run migrations inside Maven's own Java",
                "run Maven with that Java (JAVA_HOME), or compile with <maven.compiler.release>" + running
                        + "</maven.compiler.release>");
    }

    /** The Java release that a class file is made for. */
    private Optional<Integer> classFileVersion(ResolvedMigration migration) {
        try {
            return ClassPathResources.read(loader, migration.className().replace('.', '/') + ".class")
                    .filter(content -> content.length >= 8)
                    .map(content -> ByteBuffer.wrap(content).getShort(6) - CLASS_FILE_OF_JAVA_1);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(former);
        own.ifPresent(opened -> {
            try {
                opened.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
