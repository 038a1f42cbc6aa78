package dev.confiture.runner;

import dev.confiture.index.MigrationVersion;
import java.util.Optional;

/**
 * What to apply.
 *
 * @param target the last version to apply; empty for all that is pending
 * @param schemaSha256 of the built script of the db/schema then present; empty where there is none
 */
public record MigrateRequest(Optional<MigrationVersion> target, Optional<String> schemaSha256) {}
