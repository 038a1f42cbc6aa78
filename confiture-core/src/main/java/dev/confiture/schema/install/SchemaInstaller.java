package dev.confiture.schema.install;

import dev.confiture.db.MessageOutcome;
import dev.confiture.db.ServerNotice;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes an empty database equal to a built schema, as {@code psql -1 -v ON_ERROR_STOP=1 -f <script>} would. Statements
 * go to the server many at a time; a server error still points into the file that the statement came from.
 */
public final class SchemaInstaller {

    static final String ACTIVITY = "installing the schema";

    private final BuiltSchema schema;
    private final SplitScript script;
    private final Session session;
    private final EventSink events;
    private int statements;
    private long rows;

    private SchemaInstaller(BuiltSchema schema, SplitScript script, Session session, EventSink events) {
        this.schema = schema;
        this.script = script;
        this.session = session;
        this.events = events;
    }

    /**
     * What a build would refuse in this script (errors) or leave out (notes), in the script's order; needs no database.
     */
    public static List<Problem> check(BuiltSchema schema) {
        return new ScriptPolicy(schema).findings();
    }

    /**
     * Runs the script in the session's open transaction, which the caller commits or, after any exception, rolls back.
     * Settings, role and search path are at the end what they were before.
     *
     * @throws ConfitureException with every {@code schema.statement-refused} before anything is sent; or with the one
     *     {@code schema.statement-failed} at which the server stopped
     * @throws SQLException if the connection is lost
     */
    public static InstallReport install(BuiltSchema schema, Session session, EventSink events) throws SQLException {
        if (session.connection().getAutoCommit()) {
            throw new IllegalStateException("a schema is installed in a transaction");
        }
        SplitScript script = schema.split();
        List<Problem> findings = new ScriptPolicy(schema).findings();
        List<Problem> errors = findings.stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            throw new ConfitureException(errors);
        }
        findings.forEach(note -> events.accept(new Event.Noticed(note)));
        return new SchemaInstaller(schema, script, session, events).run();
    }

    private InstallReport run() throws SQLException {
        SessionSettings settings = SessionSettings.of(session);
        settings.becomeThoseOfPsql();
        List<InstallStep> steps = InstallStep.of(script);
        int total = steps.stream().mapToInt(step -> step.statements().size()).sum();
        for (InstallStep step : steps) {
            if (step.isCopy()) {
                copy(step.statements().get(0));
            } else {
                send(step);
            }
            statements += step.statements().size();
            events.accept(new Event.Progressed(ACTIVITY, statements + " of " + total + " statements"));
        }
        checkDeferredConstraints();
        settings.restore();
        return new InstallReport(statements, rows);
    }

    private void send(InstallStep step) throws SQLException {
        MessageOutcome outcome = session.executeEach(script.text().substring(step.start(), step.end()));
        outcome.notices().forEach(notice -> tell(step, notice));
        if (outcome.failure().isPresent()) {
            throw failed(step, outcome.rows().size(), outcome.failure().get());
        }
        for (int i = 0; i < step.statements().size(); i++) {
            if (step.statements().get(i).kind().insertsRows()) {
                rows += outcome.rows().get(i);
            }
        }
    }

    private void copy(SqlStatement copy) throws SQLException {
        SqlStatement.CopyData data = copy.copyData().orElseThrow();
        try {
            rows += session.copyIn(script.text(copy), script.text().substring(data.start(), data.end()));
            session.noticesOfCopy().forEach(notice -> tell(InstallStep.copy(copy), notice));
        } catch (SQLException e) {
            throw failed(InstallStep.copy(copy), 0, e);
        }
    }

    private void tell(InstallStep step, ServerNotice notice) {
        List<SqlStatement> sent = step.statements();
        events.accept(StatementNotice.of(sent.get(Math.min(notice.completed(), sent.size() - 1)), notice)
                .event(schema));
    }

    private RuntimeException failed(InstallStep step, int completed, SQLException error) throws SQLException {
        if (SqlErrors.isConnectionLost(error)) {
            throw error;
        }
        return new ConfitureException(new FailedStatement(schema, script, step, completed, error).problem(), error);
    }

    /** What COMMIT would find, while it can still be told apart from everything else that COMMIT does. */
    private void checkDeferredConstraints() throws SQLException {
        MessageOutcome outcome = session.executeEach("SET CONSTRAINTS ALL IMMEDIATE");
        if (outcome.failure().isPresent()) {
            SQLException error = outcome.failure().get();
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.SCHEMA_STATEMENT_FAILED,
                            "The rows that the schema inserts break a deferred constraint.",
                            SqlErrors.why(error),
                            "correct the rows; nothing of this build stays"),
                    error);
        }
    }
}
