package dev.confiture.schema.install;

import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A second session with a thread of its own, which does one piece of work after the other. */
final class SideLane implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread lane = new Thread(work, "confiture-side-lane");
        lane.setDaemon(true);
        return lane;
    });

    private final Queue<Future<?>> underway = new ArrayDeque<>();

    /** Only the lane's thread opens and uses it. */
    private Optional<Session> session = Optional.empty();

    /** @param opened opens the session, on the lane's thread: the other lane need not wait for it */
    SideLane(Callable<Session> opened) {
        underway.add(thread.submit(() -> session = Optional.of(opened.call())));
    }

    /** Work of the lane. */
    @FunctionalInterface
    interface Work {
        void run(Session session) throws SQLException;
    }

    /** Does that once everything submitted before is done or has failed. */
    void submit(Work work) {
        underway.add(thread.submit(() -> {
            work.run(session.orElseThrow());
            return work;
        }));
    }

    /** @throws SQLException what stopped the lane */
    void awaitAll() throws SQLException {
        for (Future<?> work = underway.poll(); work != null; work = underway.poll()) {
            try {
                work.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof SQLException error ? error : new SQLException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("the build was interrupted", e);
            }
        }
    }

    /** Lets the piece underway come to its end; the main lane is in no transaction then, so it waits for nothing. */
    @Override
    public void close() throws SQLException {
        thread.shutdownNow();
        try {
            thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (session.isPresent()) {
            session.get().close();
        }
    }
}
