package dev.confiture.config;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.url.DatabaseUrl;
import java.util.List;
import java.util.Optional;

/**
 * One environment: a database and how it is built and migrated.
 *
 * @param name as in the configuration
 * @param database where the database is; never printed with its password
 * @param protectedBecause why nothing may drop, rebuild or overwrite the database, as the end of a sentence
 *     ({@code environment "production" is marked protected}); empty if it is not protected
 * @param schemaFolders where the DDL lies; at least one
 * @param seedMode what happens to seed files inside the schema folders
 * @param build how the database is built
 * @param migration how it is migrated
 * @param scratch where databases are made for a moment; empty for an embedded server
 */
public record Environment(
        String name,
        DatabaseUrl database,
        Optional<String> protectedBecause,
        List<SchemaFolder> schemaFolders,
        SeedMode seedMode,
        BuildSettings build,
        MigrationSettings migration,
        Optional<DatabaseUrl.Server> scratch) {

    public Environment {
        requireNonNull(database, "database");
        requireNonNull(protectedBecause, "protectedBecause");
        requireNonNull(seedMode, "seedMode");
        requireNonNull(build, "build");
        requireNonNull(migration, "migration");
        requireNonNull(scratch, "scratch");
        schemaFolders = List.copyOf(schemaFolders);
        if (name.isBlank() || schemaFolders.isEmpty()) {
            throw new IllegalArgumentException("an environment has a name and a schema folder: " + name);
        }
    }

    /** One that makes its scratch databases on an embedded server. */
    public Environment(
            String name,
            DatabaseUrl database,
            Optional<String> protectedBecause,
            List<SchemaFolder> schemaFolders,
            SeedMode seedMode,
            BuildSettings build,
            MigrationSettings migration) {
        this(name, database, protectedBecause, schemaFolders, seedMode, build, migration, Optional.empty());
    }

    /** An unprotected environment with DDL in {@code db/schema} and every setting at its default. */
    public static Environment of(String name, DatabaseUrl database) {
        return new Environment(
                name,
                database,
                Optional.empty(),
                List.of(SchemaFolder.DEFAULT),
                SeedMode.CONCATENATE,
                BuildSettings.DEFAULTS,
                MigrationSettings.DEFAULTS);
    }

    public boolean isProtected() {
        return protectedBecause.isPresent();
    }

    /** The same environment with another database, which nothing protects. */
    public Environment on(DatabaseUrl other) {
        return new Environment(name, other, Optional.empty(), schemaFolders, seedMode, build, migration, scratch);
    }

    /** The same environment, migrated in another way. */
    public Environment with(MigrationSettings otherMigration) {
        return new Environment(
                name, database, protectedBecause, schemaFolders, seedMode, build, otherMigration, scratch);
    }

    /** The same environment, built in another way. */
    public Environment with(BuildSettings otherBuild) {
        return new Environment(
                name, database, protectedBecause, schemaFolders, seedMode, otherBuild, migration, scratch);
    }
}
