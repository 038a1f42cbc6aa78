package dev.confiture.runner;

import dev.confiture.config.SeedMode;
import dev.confiture.index.MigrationVersion;
import java.util.Map;
import java.util.Optional;

/**
 * What to apply.
 *
 * @param target the last version to apply; empty for all that is pending
 * @param schemaSha256 of the built script of the db/schema then present, by what the script does with seed files; no
 *     entry where there is no such script
 */
public record MigrateRequest(Optional<MigrationVersion> target, Map<SeedMode, String> schemaSha256) {

    public MigrateRequest {
        schemaSha256 = Map.copyOf(schemaSha256);
    }
}
