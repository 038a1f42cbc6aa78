package dev.confiture.history;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.SourceSpan;
import java.util.Optional;

/**
 * One migration of the code.
 *
 * @param entry what the compiler found
 * @param origin the class path root whose index names it: a jar or a folder
 * @param digest of its source and its SQL resources; empty if unknown
 */
public record ResolvedMigration(IndexEntry entry, String origin, Optional<Digest> digest) {

    public MigrationVersion version() {
        return entry.version();
    }

    public String className() {
        return entry.className();
    }

    /** {@code 20261120101500 add_user_bio}: what people see. */
    public String label() {
        return entry.label();
    }

    /** Whether the schema that a build loads can contain it: a build moves no data, so what does still has to run. */
    public boolean isContainedInBuilds() {
        return !entry.options().data();
    }

    /** The line of the class. */
    public SourceSpan place() {
        return SourceSpan.of(entry.source().file(), entry.source().line());
    }
}
