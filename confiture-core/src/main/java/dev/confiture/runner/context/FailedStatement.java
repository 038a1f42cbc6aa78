package dev.confiture.runner.context;

import java.sql.SQLException;
import java.util.Optional;

/**
 * A statement that the server, or the driver, refused.
 *
 * @param sql what the migration passed, or the script
 * @param start UTF-16 offset of the statement in it
 * @param resource the script's name, if it is one
 */
public record FailedStatement(SQLException error, String sql, int start, Optional<String> resource) {}
