package dev.confiture.db.lock;

import static java.util.Objects.requireNonNull;

import dev.confiture.db.Session;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Who keeps a server process waiting for a lock. PostgreSQL forgets that as soon as the wait ends, so another session has
 * to ask while it lasts: on a thread of its own, which nobody else's use of that session may meet.
 */
public final class Blockers implements AutoCloseable {

    /** A shorter wait is nothing that a person has to hear of. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private static final Duration TELL_AGAIN = Duration.ofSeconds(10);

    private static final String BLOCKING = "SELECT " + LockHolder.COLUMNS + """
            FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids(?)) b(pid)
            LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid
            WHERE b.pid = 0 OR a.pid IS NOT NULL
            ORDER BY b.pid""";

    private final Session asking;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread daemon = new Thread(task, "confiture-blockers");
        daemon.setDaemon(true);
        return daemon;
    });

    /** @param asking in autocommit mode; closed by the caller, after this */
    public Blockers(Session asking) {
        this.asking = requireNonNull(asking, "asking");
        // Most watches are closed long before their first look; a run may have thousands of them.
        thread.setRemoveOnCancelPolicy(true);
    }

    /**
     * Looks again and again until the watch is closed, for the first time after one interval.
     *
     * @param waiting the server process that may have to wait
     * @param activity for events: what it does
     * @param events told, on the watching thread, when it waits for a second or more, and every ten seconds then
     */
    public Watch watch(int waiting, String activity, Duration interval, EventSink events) {
        return new Watch(waiting, activity, interval, events);
    }

    /** Forgets all watches; a look that is under way ends first. */
    @Override
    public void close() {
        thread.shutdownNow();
        synchronized (asking) {
            // The thread asks for nothing any more.
        }
    }

    /** One wait that may come to pass. */
    public final class Watch implements AutoCloseable {

        private final int waiting;
        private final String activity;
        private final EventSink events;
        private final Future<?> looking;
        private List<LockHolder> last = List.of();
        private Optional<SQLException> failure = Optional.empty();
        private long waitBegan;
        private Duration nextTold = WORTH_TELLING;
        private boolean closed;

        private Watch(int waiting, String activity, Duration interval, EventSink events) {
            this.waiting = waiting;
            this.activity = activity;
            this.events = events;
            long pause = interval.toNanos();
            this.looking = thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.NANOSECONDS);
        }

        private void look() {
            synchronized (asking) {
                if (closed || thread.isShutdown() || failure.isPresent()) {
                    return;
                }
                try {
                    List<LockHolder> now = asking.query(BLOCKING, LockHolder::read, waiting);
                    if (now.isEmpty()) {
                        waitBegan = 0;
                        nextTold = WORTH_TELLING;
                    } else {
                        last = now;
                        tell();
                    }
                } catch (SQLException e) {
                    // Whoever relies on the session finds out; a watch only lacks an answer then.
                    failure = Optional.of(e);
                }
            }
        }

        private void tell() {
            long now = System.nanoTime();
            if (waitBegan == 0) {
                waitBegan = now;
            }
            Duration waited = Duration.ofNanos(now - waitBegan);
            if (waited.compareTo(nextTold) >= 0) {
                nextTold = waited.plus(TELL_AGAIN);
                events.accept(
                        new Event.Progressed(activity, "has waited " + waited.toSeconds() + " s for " + names(last)));
            }
        }

        /** Those whom it was last seen waiting for; empty if it never was. */
        public List<LockHolder> last() {
            synchronized (asking) {
                return last;
            }
        }

        /** No further look; one that is under way ends first. */
        @Override
        public void close() {
            looking.cancel(false);
            synchronized (asking) {
                closed = true;
            }
        }
    }

    /** For people, one line each. */
    public static String names(List<LockHolder> holders) {
        return holders.stream().map(LockHolder::text).collect(Collectors.joining("\n"));
    }
}
