package dev.confiture.runner.rehearsal;

import dev.confiture.db.Session;
import dev.confiture.hazard.HazardReview;
import dev.confiture.hazard.StatementHazards;
import dev.confiture.migration.BatchWork;
import dev.confiture.migration.Batches;
import dev.confiture.runner.context.SentStatement;
import dev.confiture.runner.context.StatementSender;
import dev.confiture.runner.rehearsal.MeasuredStatement.BuiltIndex;
import dev.confiture.sql.SplitScript;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends the statements of one migration as another sender does, and looks before and after each. Inside a transaction
 * locks stay, so one look afterwards sees them all; outside, a second thread looks again and again meanwhile.
 */
final class ObservedSender implements StatementSender {

    private final StatementSender sender;
    private final Session working;
    private final Observer observer;
    private final boolean inTransaction;
    private final Consumer<Seen> seen;
    private final HazardReview review = new HazardReview();

    /** What migrations before it in the same transaction hold; known from the first statement on. */
    private Optional<LockSnapshot> inherited = Optional.empty();

    private LockSnapshot before = LockSnapshot.EMPTY;
    private Map<Long, Long> files = Map.of();

    /** @param seen told each statement that came to its end */
    ObservedSender(
            StatementSender sender, Session working, Observer observer, boolean inTransaction, Consumer<Seen> seen) {
        this.sender = sender;
        this.working = working;
        this.observer = observer;
        this.inTransaction = inTransaction;
        this.seen = seen;
    }

    /**
     * A statement that ran.
     *
     * @param start when it was sent, as {@link System#nanoTime}
     */
    record Seen(MeasuredStatement statement, long start) {}

    @Override
    public void check(SplitScript script) {
        sender.check(script);
    }

    @Override
    public long send(SentStatement statement, Sending<Long, RuntimeException> sending) throws SQLException {
        return this.<Long, RuntimeException>observed(
                statement.sql(), () -> sender.send(statement, sending), Optional::of);
    }

    @Override
    public <T, E extends Exception> T ask(SentStatement statement, Sending<T, E> sending) throws SQLException, E {
        return this.<T, E>observed(statement.sql(), () -> sender.ask(statement, sending), any -> Optional.empty());
    }

    @Override
    public long inBatches(String activity, Batches batches, BatchWork work) throws SQLException {
        return this.<Long, RuntimeException>observed(
                "UPDATE " + batches.table() + " /* in batches: " + activity.replace("*/", "") + " */",
                () -> sender.inBatches(activity, batches, work),
                Optional::of);
    }

    @Override
    public void noted(String progress) {
        sender.noted(progress);
    }

    /** How many rows an answer stands for. */
    @FunctionalInterface
    private interface Rows<T> {
        Optional<Long> of(T answer);
    }

    private <T, E extends Exception> T observed(String sql, Sending<T, E> sending, Rows<T> rows)
            throws SQLException, E {
        int pid = working.announcedPid();
        if (inTransaction && inherited.isEmpty()) {
            begin(observer.look(pid));
        }
        long wal = observer.wal();
        long start = System.nanoTime();
        T answer;
        LockSnapshot now;
        if (inTransaction) {
            answer = sending.run();
            long end = System.nanoTime();
            now = observer.look(pid);
            finish(sql, start, end, rows.of(answer), now, wal);
        } else {
            long end;
            try (LockSampler sampler = new LockSampler(observer, pid)) {
                answer = sending.run();
                end = System.nanoTime();
                now = sampler.seen();
            }
            finish(sql, start, end, rows.of(answer), now, wal);
        }
        return answer;
    }

    private void begin(LockSnapshot held) throws SQLException {
        inherited = Optional.of(held);
        before = held;
        files = Observer.files(working, held);
    }

    private void finish(String sql, long start, long end, Optional<Long> rows, LockSnapshot now, long wal)
            throws SQLException {
        StatementHazards hazards = review.next(sql);
        List<HeldLock> locks = new ArrayList<>(Observer.taken(working, before, now));
        List<String> rewritten = List.of();
        List<BuiltIndex> indexes = List.of();
        if (inTransaction) {
            locks.addAll(Observer.takenAgain(working, inherited.orElseThrow(), sql, hazards));
            Map<Long, Long> filesNow = Observer.files(working, now);
            rewritten = Observer.rewritten(now, files, filesNow);
            indexes = Observer.builtIndexes(working, before, now);
            before = now;
            files = filesNow;
        }
        Duration took = Duration.ofNanos(end - start);
        MeasuredStatement measured = new MeasuredStatement(
                sql,
                took,
                rows,
                locks,
                took,
                !inTransaction,
                rewritten,
                indexes,
                Math.max(0, observer.wal() - wal),
                hazards);
        seen.accept(new Seen(measured, start));
    }
}
