package dev.confiture;

import static java.util.Objects.requireNonNull;

import dev.confiture.diff.CatalogFilter;
import dev.confiture.runner.BaselineRequest.DataMigrations;
import java.util.Optional;

/**
 * Where a database stands that somebody else made.
 *
 * @param from {@code git:<ref>}, or a version of {@code db/schema_history}; empty for db/schema as it is
 * @param compared what of the two schemas counts
 * @param data whether data migrations ran there; empty if nobody knows
 */
public record BaselineOptions(Optional<String> from, CatalogFilter compared, Optional<DataMigrations> data) {

    /** Today's schema, all of it. */
    public static final BaselineOptions DEFAULTS =
            new BaselineOptions(Optional.empty(), CatalogFilter.NONE, Optional.empty());

    public BaselineOptions {
        requireNonNull(from, "from");
        requireNonNull(compared, "compared");
        requireNonNull(data, "data");
    }
}
