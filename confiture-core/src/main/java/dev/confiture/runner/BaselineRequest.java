package dev.confiture.runner;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.SeedMode;
import dev.confiture.history.ResolvedMigration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a database stands that somebody else made.
 *
 * @param point of the project's history, for people: {@code db/schema}, {@code git:v1.2.0}
 * @param contained the migrations that the schema of the point contains, data migrations among them
 * @param data what is to be said of those of them that move data, which no schema shows; empty if nobody knows
 * @param schemaSha256 as in {@link MigrateRequest}; none where the point is not today's db/schema
 */
public record BaselineRequest(
        String point,
        List<ResolvedMigration> contained,
        Optional<DataMigrations> data,
        Map<SeedMode, String> schemaSha256) {

    public BaselineRequest {
        requireNonNull(point, "point");
        requireNonNull(data, "data");
        contained = List.copyOf(contained);
        schemaSha256 = Map.copyOf(schemaSha256);
    }

    /** Whether data migrations ran before the database was adopted. */
    public enum DataMigrations {
        CONTAINED,
        PENDING
    }
}
