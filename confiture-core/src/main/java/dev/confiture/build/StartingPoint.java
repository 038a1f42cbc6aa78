package dev.confiture.build;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.Environment;
import dev.confiture.config.Project;
import dev.confiture.config.SeedMode;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaDirectory;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.SchemaHistory;
import dev.confiture.schema.order.StatementOrder;
import dev.confiture.schema.tree.GitRef;
import java.util.List;
import java.util.Optional;

/** A point in the project's history to build from: its schema, and which migrations that schema contains. */
public final class StartingPoint {

    private static final String GIT = "git:";

    private final String label;
    private final BuiltSchema schema;
    private final SeedMode seeds;
    private final ContainedMigrations contained;

    private StartingPoint(String label, BuiltSchema schema, SeedMode seeds, ContainedMigrations contained) {
        this.label = requireNonNull(label, "label");
        this.schema = requireNonNull(schema, "schema");
        this.seeds = requireNonNull(seeds, "seeds");
        this.contained = requireNonNull(contained, "contained");
    }

    /**
     * A schema that contains every migration.
     *
     * @param seeds whether seed files inside the schema folders are part of it
     */
    public static StartingPoint today(BuiltSchema schema, SeedMode seeds) {
        return new StartingPoint("db/schema", schema, seeds, ContainedMigrations.all());
    }

    /**
     * Reads the schema of a point.
     *
     * @param from {@code git:<ref>}, or a version of {@code db/schema_history}; empty for db/schema as it is
     * @param seeds whether seed files inside the schema folders are part of it
     * @throws ConfitureException if there is no such point, or its schema cannot be read
     */
    public static StartingPoint read(Project project, Optional<String> from, SeedMode seeds) {
        if (from.isEmpty()) {
            return today(script(project, directory(project), seeds), seeds);
        }
        String text = from.get().strip();
        if (text.startsWith(GIT)) {
            GitRef ref = GitRef.resolve(project.root(), text.substring(GIT.length()));
            Environment environment = project.environment();
            SchemaDirectory directory = SchemaDirectory.at(
                    ref, environment.schemaFolders(), environment.build().sortMode());
            return new StartingPoint(text, script(project, directory, seeds), seeds, ContainedMigrations.at(ref));
        }
        MigrationVersion version =
                MigrationVersion.parse(text).orElseThrow(() -> new ConfitureException(unknown(text)));
        return new StartingPoint(
                SchemaHistory.FOLDER + " " + version.text(),
                new SchemaHistory(project.root()).read(version),
                project.environment().seedMode(),
                ContainedMigrations.upTo(version));
    }

    /** What looks like a mistake in the choice of today's files. */
    public static List<Problem> warnings(Project project) {
        return directory(project).idleIncludes();
    }

    private static SchemaDirectory directory(Project project) {
        Environment environment = project.environment();
        return SchemaDirectory.of(
                project.root(), environment.schemaFolders(), environment.build().sortMode());
    }

    private static BuiltSchema script(Project project, SchemaDirectory directory, SeedMode seeds) {
        BuiltSchema schema = SchemaBuilder.build(files(directory, seeds));
        return project.environment().build().twoPass() ? StatementOrder.reorder(schema) : schema;
    }

    private static List<SchemaFile> files(SchemaDirectory directory, SeedMode seeds) {
        return seeds == SeedMode.CONCATENATE ? directory.readAll() : directory.readSchemaOnly();
    }

    private static Problem unknown(String text) {
        boolean isUrl = text.contains("://") || text.contains("=");
        if (isUrl) { // it may hold a password
            return Problem.error(
                    ProblemCode.BUILD_UNKNOWN_POINT,
                    "A database is no point to build from.",
                    "a point is a version of db/schema_history (digits), or git:<ref>",
                    "mvn confiture:snapshot makes a version of db/schema_history");
        }
        return Problem.error(
                ProblemCode.BUILD_UNKNOWN_POINT,
                "\"" + text + "\" is no point to build from.",
                "a point is a version of db/schema_history (digits), or git:<ref>",
                text.isEmpty()
                        ? "name one, or leave -Dconfiture.from out"
                        : "if it is a branch, tag or commit, write git:" + text);
    }

    /** For people and the ledger: {@code db/schema}, {@code git:v1.2.0}, {@code db/schema_history 20261120101500}. */
    public String label() {
        return label;
    }

    public BuiltSchema schema() {
        return schema;
    }

    /** Whether seed files inside the schema folders are part of it. */
    public SeedMode seeds() {
        return seeds;
    }

    /** Whether its schema contains a migration that the code has no longer. */
    boolean hasRetired(MigrationVersion version) {
        return contained.hasRetired(version);
    }

    /** Those migrations that a build of this schema contains. */
    List<ResolvedMigration> contained(List<ResolvedMigration> migrations) {
        return upToHere(migrations.stream()
                .filter(ResolvedMigration::isContainedInBuilds)
                .toList());
    }

    /** Those migrations that a database at this point has had, data migrations among them. */
    public List<ResolvedMigration> upToHere(List<ResolvedMigration> migrations) {
        return contained.among(migrations);
    }
}
