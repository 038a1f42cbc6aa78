package dev.confiture.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a database is built ({@code build}).
 *
 * @param sortMode how numeric prefixes of files and folders are ordered
 * @param twoPass whether whole statements are reordered by what they create and need
 * @param existing what happens if the database is ours and db/schema has changed since
 * @param cache whether a repeated build may be a clone of a template database; empty means on embedded servers only
 */
public record BuildSettings(SortMode sortMode, boolean twoPass, Existing existing, Optional<Boolean> cache) {

    public static final BuildSettings DEFAULTS =
            new BuildSettings(SortMode.ALPHABETICAL, false, Existing.KEEP, Optional.empty());

    public BuildSettings {
        requireNonNull(sortMode, "sortMode");
        requireNonNull(existing, "existing");
        requireNonNull(cache, "cache");
    }

    /** The same settings with another answer to a changed db/schema. */
    public BuildSettings with(Existing otherExisting) {
        return new BuildSettings(sortMode, twoPass, otherExisting, cache);
    }

    /** How the parts of paths are compared. */
    public enum SortMode {
        /** By code point, so prefixes of digits need the same width. */
        ALPHABETICAL,
        /** Hexadecimal prefixes ({@code 0A_}, {@code 0x1F_}) by their number, then by code point. */
        HEX
    }

    /** What a build does with a database that an earlier build made from another db/schema. */
    public enum Existing {
        /** Leaves it and names the pending migrations. */
        KEEP,
        /** Drops it and builds it again. */
        RECREATE,
        /** Fails. */
        FAIL
    }
}
