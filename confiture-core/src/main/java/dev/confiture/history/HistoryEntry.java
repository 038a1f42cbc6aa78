package dev.confiture.history;

import dev.confiture.index.MigrationVersion;
import java.util.Optional;

/**
 * One version, as code and ledger know it; at least one of them does.
 *
 * @param state what both together say
 * @param resolved in the code
 * @param applied in the ledger
 */
public record HistoryEntry(
        MigrationState state, Optional<ResolvedMigration> resolved, Optional<AppliedMigration> applied) {

    public HistoryEntry {
        if (resolved.isEmpty() && applied.isEmpty()) {
            throw new IllegalArgumentException("a version that nobody knows");
        }
    }

    /** As the code writes it; as the ledger does where the code has none. */
    public MigrationVersion version() {
        return resolved.map(ResolvedMigration::version)
                .or(() -> applied.map(AppliedMigration::version))
                .orElseThrow();
    }

    public String name() {
        return resolved.map(migration -> migration.entry().name())
                .or(() -> applied.map(AppliedMigration::name))
                .orElseThrow();
    }

    /** {@code 20261120101500 add_user_bio}: what people see. */
    public String label() {
        return version().text() + " " + name();
    }
}
