package dev.confiture.history;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.KnownSql;
import dev.confiture.index.MigrationForm;
import dev.confiture.index.MigrationOptions;
import dev.confiture.index.MigrationSource;
import dev.confiture.index.MigrationVersion;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Migrations of the code and rows of the ledger for tests, each made from what the test is about. */
final class Histories {

    static final Digest ONE = new Digest("java-tokens-1", "1".repeat(64));
    static final Digest TWO = new Digest("java-tokens-1", "2".repeat(64));

    private Histories() {}

    static ResolvedMigration code(String version) {
        return code(version, MigrationOptions.DEFAULTS);
    }

    static ResolvedMigration code(String version, MigrationOptions options) {
        return code(version, options, MigrationForm.REVERSIBLE_JAVA, Optional.of(ONE));
    }

    static ResolvedMigration code(
            String version, MigrationOptions options, MigrationForm form, Optional<Digest> digest) {
        IndexEntry entry = new IndexEntry(
                MigrationVersion.of(version),
                "step",
                className(version),
                form,
                options,
                new MigrationSource("db/V" + version + ".java", 7, digest.map(Digest::sha256), List.of()),
                KnownSql.NOTHING,
                KnownSql.NOTHING);
        return new ResolvedMigration(entry, "target/classes", digest);
    }

    static ResolvedMigration dependent(String version, String... others) {
        return code(version, options(List.of(others), false, List.of()));
    }

    static ResolvedMigration data(String version) {
        return code(version, options(List.of(), true, List.of()));
    }

    static ResolvedMigration only(String environment, String version) {
        return code(version, options(List.of(), false, List.of(environment)));
    }

    private static MigrationOptions options(List<String> versions, boolean data, List<String> environments) {
        return new MigrationOptions(
                true,
                Optional.empty(),
                versions.stream().map(Histories::className).toList(),
                data,
                true,
                Optional.empty(),
                false,
                false,
                environments);
    }

    static AppliedMigration row(LedgerState state, int order, String version) {
        return row(state, order, version, state == LedgerState.APPLIED ? Optional.of(ONE) : Optional.empty());
    }

    static AppliedMigration row(LedgerState state, int order, String version, Optional<Digest> source) {
        return new AppliedMigration(
                order,
                MigrationVersion.of(version),
                "step",
                className(version),
                state,
                source,
                Optional.empty(),
                OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
                "someone",
                Duration.ZERO,
                Optional.empty());
    }

    static String className(String version) {
        return "db.V" + version;
    }
}
