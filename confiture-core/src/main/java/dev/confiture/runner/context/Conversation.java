package dev.confiture.runner.context;

import dev.confiture.history.Digest;
import dev.confiture.migration.Batch;
import dev.confiture.migration.BatchWork;
import dev.confiture.migration.Batches;
import dev.confiture.problem.ConfitureException;
import dev.confiture.runner.context.StatementSender.Sending;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementKind;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one run of a migration's body has said to the server: refuses, digests, remembers the first failure. */
final class Conversation {

    private final StatementSender sender;
    private final Thread owner = Thread.currentThread();
    private final SentSql sent = new SentSql();
    private Optional<FailedStatement> failure = Optional.empty();
    private Optional<ConfitureException> refusal = Optional.empty();
    private int statements;
    private long changedRows;
    private boolean inBatch;
    private boolean ended;

    Conversation(StatementSender sender) {
        this.sender = sender;
    }

    Digest end() {
        ended = true;
        refusal.ifPresent(refused -> {
            throw refused;
        });
        return sent.digest();
    }

    /** How many statements came to their end; a run of batches counts as one. */
    int statements() {
        return statements;
    }

    long changedRows() {
        return changedRows;
    }

    /** Of a statement that is answered by more than this number. */
    long changed(long rows) {
        changedRows += rows;
        return rows;
    }

    Optional<FailedStatement> failure() {
        return failure;
    }

    SentSql sent() {
        return sent;
    }

    /** Parameters that are known only while their statement is sent. */
    void parameters(@Nullable Object... values) {
        sent.parameters(values);
    }

    /** The one statement of a call. */
    Statement statement(String sql) {
        SplitScript script = allowed(sql, AllowedSql::one);
        return new Statement(sql, bare(sql, script), kind(script));
    }

    /** Without the comments before it: whoever looks for what it does begins at its first word. */
    private static String bare(String sql, SplitScript script) {
        return script.statements().stream().findFirst().map(script::text).orElse(sql);
    }

    Statement statement(String sql, StatementKind kind) {
        return new Statement(sql, sql, kind);
    }

    SplitScript allowed(String sql, Function<String, SplitScript> rule) {
        checkUse();
        return accepted(sql, rule);
    }

    private SplitScript accepted(String sql, Function<String, SplitScript> rule) {
        try {
            SplitScript script = rule.apply(sql);
            sender.check(script);
            return script;
        } catch (ConfitureException e) {
            throw refuse(e);
        }
    }

    private static StatementKind kind(SplitScript script) {
        return script.statements().stream().findFirst().map(SqlStatement::kind).orElse(StatementKind.OTHER);
    }

    long inBatches(String activity, Batches batches, BatchWork work) throws SQLException {
        checkUse();
        sent.statement(batches.toString());
        try {
            long rows = sender.inBatches(activity, batches, batch -> run(work, batch));
            statements++;
            return changed(rows);
        } catch (ConfitureException e) {
            throw refuse(e);
        }
    }

    private void run(BatchWork work, Batch batch) throws SQLException {
        inBatch = true;
        try {
            work.run(new GuardedBatch(batch));
        } finally {
            inBatch = false;
        }
    }

    /** Remembered, so that a migration which catches it fails all the same. */
    ConfitureException refuse(ConfitureException refused) {
        refusal = refusal.or(() -> Optional.of(refused));
        return refused;
    }

    void checkUse() {
        if (ended || Thread.currentThread() != owner) {
            throw AllowedSql.refused(
                    "The migration uses its MigrationContext "
                            + (ended ? "after its method returned." : "on another thread."),
                    "the context belongs to one call of up or down, on one thread",
                    "do all work before the method returns, on the thread that called it");
        }
        if (inBatch) {
            throw refuse(AllowedSql.refused(
                    "The migration uses its MigrationContext inside a batch.",
                    "what is not done through the batch would not commit together with it",
                    "use the Batch that the work is given"));
        }
    }

    SQLException failed(SQLException error, String sql, int start, Optional<String> resource) {
        failure = failure.or(() -> Optional.of(new FailedStatement(error, sql, start, resource)));
        return error;
    }

    /** One statement of the migration: digested twice, by itself and with all others. */
    final class Statement {

        private final String bare;
        private final StatementKind kind;
        private final SentSql alone = new SentSql();

        private Statement(String sql, String bare, StatementKind kind) {
            this.bare = bare;
            this.kind = kind;
            content(sql);
        }

        /** SQL, or data that belongs to it. */
        void content(String text) {
            alone.statement(text);
            sent.statement(text);
        }

        void parameters(@Nullable Object... values) {
            alone.parameters(values);
            sent.parameters(values);
        }

        long send(Sending<Long, RuntimeException> sending) throws SQLException {
            try {
                long rows = sender.send(whole(), sending);
                statements++;
                return changed(rows);
            } catch (ConfitureException e) {
                throw refuse(e);
            }
        }

        <T, E extends Exception> T ask(Sending<T, E> sending) throws SQLException, E {
            try {
                T answer = sender.ask(whole(), sending);
                statements++;
                return answer;
            } catch (ConfitureException e) {
                throw refuse(e);
            }
        }

        private SentStatement whole() {
            return new SentStatement(bare, kind, alone.digest().sha256());
        }
    }

    /** Holds the SQL of a batch to the rules of all SQL. */
    private final class GuardedBatch implements Batch {

        private final Batch batch;

        GuardedBatch(Batch batch) {
            this.batch = batch;
        }

        @Override
        public Object first() {
            return batch.first();
        }

        @Override
        public Object last() {
            return batch.last();
        }

        @Override
        public long update(String sql, Object... parameters) throws SQLException {
            if (kind(accepted(sql, AllowedSql::one)).runsOutsideTransaction()) {
                throw refuse(AllowedSql.refused(
                        "A batch may not run " + AllowedSql.firstLine(sql) + ".",
                        "PostgreSQL refuses it in a transaction (SQLSTATE 25001), and a batch is one",
                        "take it out of the batch"));
            }
            try {
                return batch.update(sql, parameters);
            } catch (SQLException e) {
                throw failed(e, sql, 0, Optional.empty());
            }
        }
    }
}
