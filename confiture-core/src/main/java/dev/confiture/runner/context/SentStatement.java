package dev.confiture.runner.context;

import dev.confiture.sql.StatementKind;

/**
 * One statement on its way to the server.
 *
 * @param sql as the migration wrote it, without comments before it, with {@code ?} for parameters
 * @param sha256 of the SQL and the parameters known before it is sent
 */
public record SentStatement(String sql, StatementKind kind, String sha256) {}
