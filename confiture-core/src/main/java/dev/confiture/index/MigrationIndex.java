package dev.confiture.index;

import java.util.ArrayList;
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
        List<IndexEntry> sorted = new ArrayList<>(entries);
        sorted.sort(MigrationIndex::compare);
        entries = List.copyOf(sorted);
    }

    private static int compare(IndexEntry one, IndexEntry other) {
        int versions = one.version().compareTo(other.version());
        return versions == 0 ? one.className().compareTo(other.className()) : versions;
    }
}
