package dev.confiture.schema.install;

import dev.confiture.db.ServerNotice;
import dev.confiture.event.Event;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.sql.SqlStatement;

/**
 * What the server said about a statement.
 *
 * @param start of the statement in the script
 */
record StatementNotice(int start, ServerNotice notice) {

    static StatementNotice of(SqlStatement statement, ServerNotice notice) {
        return new StatementNotice(statement.start(), notice);
    }

    /** A warning is a finding, anything else progress. */
    Event event(BuiltSchema schema) {
        SourceSpan place = schema.locate(start);
        return notice.kind() == ServerNotice.Kind.WARNING
                ? new Event.Noticed(Problem.warning(
                                ProblemCode.SCHEMA_SERVER_WARNING,
                                "The server warns: " + notice.text(),
                                notice.why(),
                                "look at the statement; the build goes on")
                        .at(place))
                : new Event.Progressed(SchemaInstaller.ACTIVITY, place.position() + ": " + notice.text());
    }
}
