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
        return inTransaction ? this.<T, E>inside(sql, sending, rows) : this.<T, E>outside(sql, sending, rows);
    }

    private <T, E extends Exception> T inside(String sql, Sending<T, E> sending, Rows<T> rows) throws SQLException, E {
        int pid = working.announcedPid();
        if (inherited.isEmpty()) {
            begin(observer.look(pid));
        }
        Start start = new Start(observer.wal(), System.nanoTime());
        T answer = sending.run();
        Duration took = start.untilNow();
        LockSnapshot now = observer.look(pid);
        Map<Long, Long> filesNow = Observer.files(working, now);
        StatementHazards hazards = review.next(sql);
        List<HeldLock> locks = new ArrayList<>(Observer.taken(working, before, now));
        locks.addAll(Observer.takenAgain(working, inherited.orElseThrow(), sql, hazards));
        Traces traces = new Traces(
                locks, Observer.rewritten(now, files, filesNow), Observer.builtIndexes(working, before, now));
        before = now;
        files = filesNow;
        tell(sql, start, took, rows.of(answer), traces, hazards);
        return answer;
    }

    private <T, E extends Exception> T outside(String sql, Sending<T, E> sending, Rows<T> rows) throws SQLException, E {
        FileSnapshot standing = observer.standing();
        Start start = new Start(observer.wal(), System.nanoTime());
        T answer;
        Duration took;
        LockSnapshot sampled;
        try (LockSampler sampler = new LockSampler(observer, working.announcedPid())) {
            answer = sending.run();
            took = start.untilNow();
            sampled = sampler.seen();
        }
        FileSnapshot now = observer.standing();
        Traces traces = new Traces(
                Observer.taken(working, LockSnapshot.EMPTY, sampled),
                now.rewrittenSince(standing),
                Observer.builtIndexes(working, standing, now));
        tell(sql, start, took, rows.of(answer), traces, review.next(sql));
        return answer;
    }

    private void begin(LockSnapshot held) throws SQLException {
        inherited = Optional.of(held);
        before = held;
        files = Observer.files(working, held);
    }

    /**
     * Where the server's log was and what time it was when a statement was sent.
     *
     * @param time as {@link System#nanoTime}
     */
    private record Start(long wal, long time) {
        Duration untilNow() {
            return Duration.ofNanos(System.nanoTime() - time);
        }
    }

    /** What a statement left to be seen. */
    private record Traces(List<HeldLock> locks, List<String> rewritten, List<BuiltIndex> indexes) {}

    private void tell(
            String sql, Start start, Duration took, Optional<Long> rows, Traces traces, StatementHazards hazards)
            throws SQLException {
        MeasuredStatement measured = new MeasuredStatement(
                sql,
                took,
                rows,
                traces.locks(),
                took,
                !inTransaction,
                traces.rewritten(),
                traces.indexes(),
                Math.max(0, observer.wal() - start.wal()),
                hazards);
        seen.accept(new Seen(measured, start.time()));
    }
}
