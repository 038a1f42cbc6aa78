package dev.confiture.runner.context;

import dev.confiture.db.Session;
import dev.confiture.index.MigrationVersion;
import dev.confiture.migration.BatchWork;
import dev.confiture.migration.Batches;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.concurrent.IndexBuild;
import dev.confiture.runner.concurrent.IndexBuilds;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Sends every statement in the transaction that the migration has, and refuses those that cannot run in one. */
public final class InTransaction implements StatementSender {

    private final Session session;
    private final MigrationVersion version;
    private final String name;
    private final Consumer<String> notes;

    /**
     * @param version of the migration, for the line to write
     * @param notes receives what the migration says about its progress
     */
    public InTransaction(Session session, MigrationVersion version, String name, Consumer<String> notes) {
        this.session = session;
        this.version = version;
        this.name = name;
        this.notes = notes;
    }

    @Override
    public void check(SplitScript script) {
        for (SqlStatement statement : script.statements()) {
            if (statement.kind().runsOutsideTransaction()) {
                throw needsNoTransaction(
                        AllowedSql.firstLine(script.text(statement)) + " cannot run in a transaction.",
                        "PostgreSQL refuses it there (SQLSTATE 25001); it was not sent");
            }
        }
    }

    @Override
    public long send(SentStatement statement, Sending<Long, RuntimeException> sending) throws SQLException {
        for (IndexBuild build : IndexBuild.allThatMayExist(statement.sql())) {
            new IndexBuilds(session, notes).refuseInvalid(build);
        }
        return sending.run();
    }

    @Override
    public <T, E extends Exception> T ask(SentStatement statement, Sending<T, E> sending) throws SQLException, E {
        return sending.run();
    }

    @Override
    public long inBatches(String activity, Batches batches, BatchWork work) {
        throw needsNoTransaction(
                "inBatches cannot run in a transaction.",
                "it commits after each batch, so that an interruption costs one");
    }

    @Override
    public void noted(String progress) {
        notes.accept(progress);
    }

    private ConfitureException needsNoTransaction(String what, String why) {
        return new ConfitureException(Problem.error(
                ProblemCode.MIGRATION_NEEDS_NO_TRANSACTION,
                what,
                why,
                "declare @Migration(version = \"" + version.text() + "\", name = \"" + name
                        + "\", transactional = false)"));
    }
}
