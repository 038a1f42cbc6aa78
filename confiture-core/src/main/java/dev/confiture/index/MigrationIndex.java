package dev.confiture.index;

import java.util.Comparator;
import java.util.List;

/**
 * What one compilation found: every {@code @Migration} class of a module.
 *
 * @param entries sorted by version, then class name
 */
public record MigrationIndex(List<IndexEntry> entries) {

    /** Where the index lies in a class path root. */
    public static final String RESOURCE = "META-INF/confiture/migrations.idx";

    public MigrationIndex {
        entries = entries.stream()
                .sorted(Comparator.comparing(IndexEntry::version).thenComparing(IndexEntry::className))
                .toList();
    }
}
