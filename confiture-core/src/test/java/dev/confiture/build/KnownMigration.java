package dev.confiture.build;

import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.IndexEntry;
import dev.confiture.index.KnownSql;
import dev.confiture.index.MigrationForm;
import dev.confiture.index.MigrationOptions;
import dev.confiture.index.MigrationSource;
import dev.confiture.index.MigrationVersion;
import java.util.List;
import java.util.Optional;

/** Migrations for tests of builds, which never run them. */
final class KnownMigration {

    private KnownMigration() {}

    static ResolvedMigration of(String version, boolean data) {
        return of(version, data, "target/classes");
    }

    /**
     * @param origin the index that lists it
     */
    static ResolvedMigration of(String version, boolean data, String origin) {
        MigrationOptions options = new MigrationOptions(
                true, Optional.empty(), List.of(), data, true, Optional.empty(), false, false, List.of());
        IndexEntry entry = new IndexEntry(
                MigrationVersion.of(version),
                "m" + version,
                "db.migrations.M" + version,
                MigrationForm.JAVA,
                options,
                new MigrationSource("db/migrations/M" + version + ".java", 1, Optional.empty(), List.of()),
                KnownSql.NOTHING,
                KnownSql.NOTHING);
        return new ResolvedMigration(entry, origin, Optional.empty());
    }
}
