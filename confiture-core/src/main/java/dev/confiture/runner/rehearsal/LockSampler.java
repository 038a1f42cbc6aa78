package dev.confiture.runner.rehearsal;

import java.sql.SQLException;
import java.util.Optional;

/** Looks at the locks of a session again and again, on a thread of its own, until it is closed. */
final class LockSampler implements AutoCloseable {

    private static final int PAUSE_MILLIS = 10;

    private final Observer observer;
    private final int pid;
    private final Thread thread;
    private volatile boolean isOver;
    private volatile LockSnapshot seen = LockSnapshot.EMPTY;
    private volatile Optional<SQLException> failure = Optional.empty();

    LockSampler(Observer observer, int pid) {
        this.observer = observer;
        this.pid = pid;
        this.thread = new Thread(this::sample, "confiture-lock-sampler");
        thread.setDaemon(true);
        thread.start();
    }

    private void sample() {
        try {
            while (!isOver) {
                seen = seen.and(observer.look(pid));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException e) {
            failure = Optional.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the sampling; every lock that some look saw. */
    LockSnapshot seen() throws SQLException {
        close();
        if (failure.isPresent()) {
            throw failure.get();
        }
        return seen;
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
