package dev.confiture.runner.resume;

import dev.confiture.db.Session;
import dev.confiture.ledger.StatementRecord;
import dev.confiture.migration.BatchWork;
import dev.confiture.migration.Batches;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.concurrent.IndexBuild;
import dev.confiture.runner.concurrent.IndexBuilds;
import dev.confiture.runner.concurrent.PartitionDetachment;
import dev.confiture.runner.context.SentStatement;
import dev.confiture.runner.context.StatementSender;
import dev.confiture.runner.resume.InterruptedStatement.Outcome;
import dev.confiture.runner.session.WorkingSession;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.StatementKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sends the statements of a migration that has no transaction: each in one of its own, together with its record. A
 * statement that PostgreSQL allows in no transaction gets its record before it is sent and again when it ended; the
 * catalog says what happened in between. What the records of an interrupted run answer is not sent again.
 */
public final class RecordedStatements implements StatementSender {

    /** Active transaction, invalid transaction termination: it has to run outside. Nothing of it stays then. */
    private static final List<String> NEEDS_NO_TRANSACTION = List.of("25001", "2D000");

    private final WorkingSession working;
    private final Session session;
    private final RecordedMigration migration;
    private final Map<Integer, StatementRecord> earlier;
    private final IndexBuilds builds;
    private final InterruptedStatement interrupted;
    private final Consumer<String> progress;
    private int sent;
    private int done;
    private boolean areAnswerable = true;
    private Optional<SQLException> notCleared = Optional.empty();

    /**
     * @param working in autocommit mode
     * @param earlier what the ledger knows of the run that was interrupted; empty for a run from the start
     * @param progress told how far it is
     */
    public RecordedStatements(
            WorkingSession working,
            RecordedMigration migration,
            List<StatementRecord> earlier,
            Consumer<String> progress) {
        this.working = working;
        this.session = working.session();
        this.migration = migration;
        this.earlier = earlier.stream().collect(Collectors.toMap(StatementRecord::ordinal, Function.identity()));
        this.builds = new IndexBuilds(session, progress);
        this.interrupted = new InterruptedStatement(session, builds);
        this.progress = progress;
    }

    /** How many statements are done, those of earlier runs included. */
    public int done() {
        return done;
    }

    /** Whether the next run can go on after them, because none was answered by more than a number. */
    public boolean areAnswerable() {
        return areAnswerable;
    }

    /** Why what a failed statement left is still there, with its record; empty if nothing is. */
    public Optional<SQLException> notCleared() {
        return notCleared;
    }

    /**
     * The migration came to its end.
     *
     * @throws ConfitureException if the interrupted run had sent more than this one
     */
    public void end() {
        earlier.values().stream()
                .filter(record -> record.ordinal() > sent)
                .findFirst()
                .ifPresent(record -> {
                    throw otherPath(record, "the end of the migration");
                });
    }

    @Override
    public void check(SplitScript script) {
        // Everything may run outside a transaction.
    }

    @Override
    public long send(SentStatement statement, Sending<Long, RuntimeException> sending) throws SQLException {
        int ordinal = ++sent;
        Optional<StatementRecord> record = Optional.ofNullable(earlier.get(ordinal));
        if (record.isPresent() && answers(record.get(), statement)) {
            done++;
            if (statement.kind() == StatementKind.SETTING) {
                // It ended with the session in which it was made.
                sending.run();
            }
            return record.get().changedRows();
        }
        Optional<IndexBuild> build = IndexBuild.of(statement.sql()).filter(IndexBuild::isConcurrent);
        if (build.isPresent()) {
            builds.clear(build.get());
        }
        for (IndexBuild hiding : IndexBuild.allThatMayExist(statement.sql())) {
            builds.refuseInvalid(hiding);
        }
        long rows = statement.kind().runsOutsideTransaction()
                ? outside(ordinal, statement, sending)
                : inside(ordinal, statement, sending);
        done++;
        return rows;
    }

    /** Whether an earlier run did the statement; if it only began it and nothing is left of it, the record goes. */
    private boolean answers(StatementRecord record, SentStatement statement) throws SQLException {
        if (record.isDone()) {
            requireSame(record, statement.sha256(), statement.sql());
            return true;
        }
        Outcome outcome = interrupted.settle(record.sql());
        if (outcome == Outcome.UNKNOWN && !migration.isRestartable()) {
            throw inDoubt(record);
        }
        if (outcome != Outcome.DONE) {
            forget(record);
            return false;
        }
        requireSame(record, statement.sha256(), statement.sql());
        write(record.finished(0));
        return true;
    }

    private long inside(int ordinal, SentStatement statement, Sending<Long, RuntimeException> sending)
            throws SQLException {
        try {
            return session.inTransaction(open -> {
                long rows = sending.run();
                String sql = StatementText.opening(statement.sql());
                migration.write(working, StatementRecord.done(ordinal, statement.sha256(), sql, rows));
                return rows;
            });
        } catch (SQLException e) {
            if (NEEDS_NO_TRANSACTION.contains(e.getSQLState())) {
                return outside(ordinal, statement, sending);
            }
            throw e;
        }
    }

    private long outside(int ordinal, SentStatement statement, Sending<Long, RuntimeException> sending)
            throws SQLException {
        StatementRecord begun = StatementRecord.begun(ordinal, statement.sha256(), StatementText.ofOutside(statement));
        write(begun);
        long rows;
        try {
            rows = LockWait.around(session, statement.kind(), migration, sending);
        } catch (SQLException e) {
            clear(statement, begun, e);
            throw e;
        }
        write(begun.finished(rows));
        return rows;
    }

    /** What the statement left goes with its record; if that fails too, the next run finds both. */
    private void clear(SentStatement statement, StatementRecord begun, SQLException failure) {
        try {
            interrupted.clear(begun.sql());
            if (!commitsHalfWay(statement)) {
                forget(begun);
            }
        } catch (SQLException e) {
            notCleared = Optional.of(e);
            failure.addSuppressed(e);
        }
    }

    private static boolean commitsHalfWay(SentStatement statement) {
        return statement.kind() == StatementKind.CALL
                || statement.kind() == StatementKind.DO
                || PartitionDetachment.of(statement.sql()).isPresent();
    }

    @Override
    public <T, E extends Exception> T ask(SentStatement statement, Sending<T, E> sending) throws SQLException, E {
        int ordinal = ++sent;
        StatementRecord record =
                StatementRecord.unanswerable(ordinal, statement.sha256(), StatementText.opening(statement.sql()));
        T answer = Tunnel.<T, E>inTransaction(session, sending, () -> migration.write(working, record));
        done++;
        areAnswerable = false;
        return answer;
    }

    @Override
    public long inBatches(String activity, Batches batches, BatchWork work) throws SQLException {
        int ordinal = ++sent;
        String sql = "in batches: " + activity;
        String sha256 = BatchRun.sha256(batches);
        StatementRecord record = earlier.getOrDefault(ordinal, StatementRecord.begun(ordinal, sha256, sql));
        requireSame(record, sha256, sql);
        if (!record.isDone()) {
            record = new BatchRun(working, migration, batches, activity, progress).run(record, work);
        }
        done++;
        return record.changedRows();
    }

    @Override
    public void noted(String text) {
        progress.accept(text);
    }

    private void write(StatementRecord record) throws SQLException {
        session.inTransaction(open -> {
            migration.write(working, record);
            return record;
        });
    }

    private void forget(StatementRecord record) throws SQLException {
        session.inTransaction(open -> {
            working.record(migration.records().forgetSql(migration.version(), record.ordinal()));
            return record;
        });
    }

    private static void requireSame(StatementRecord record, String sha256, String sql) {
        if (!record.sha256().equals(sha256)) {
            throw otherPath(record, StatementText.opening(sql));
        }
    }

    private static ConfitureException otherPath(StatementRecord record, String now) {
        return new ConfitureException(Problem.error(
                ProblemCode.RUN_OTHER_PATH,
                "statement " + record.ordinal() + " is another one than in the run that was interrupted.",
                "then it was: " + record.sql() + "\nnow it is: " + now,
                "bring back the source that began it and run again; or repair"
                        + " (docs/guides/outside-transactions.md#repairing)"));
    }

    private static ConfitureException inDoubt(StatementRecord record) {
        return new ConfitureException(Problem.error(
                ProblemCode.RUN_IN_DOUBT,
                "nobody can tell whether statement " + record.ordinal() + " was done before the interruption.",
                "it was sent outside a transaction: " + record.sql(),
                "look at the database, then repair (docs/guides/outside-transactions.md#repairing);"
                        + " where running it twice does no harm, declare onInterrupt = OnInterrupt.RESTART"));
    }
}
