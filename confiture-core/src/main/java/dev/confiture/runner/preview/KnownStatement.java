package dev.confiture.runner.preview;

import dev.confiture.hazard.StatementHazards;
import dev.confiture.problem.SourceSpan;
import dev.confiture.sql.StatementKind;

/**
 * One statement that a migration is known to run.
 *
 * @param sql without the semicolon, and without the rows of COPY
 * @param place the line of the call, or the place in the resource
 * @param conditional whether it may run never or often
 */
public record KnownStatement(
        String sql, StatementKind kind, SourceSpan place, boolean conditional, StatementHazards hazards) {}
