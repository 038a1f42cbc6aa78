package dev.confiture.runner;

import dev.confiture.db.ApplicationName;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Once time is up, cancels whatever a server process executes, and ends it where it holds its locks without doing
 * anything; again and again until this is closed.
 */
final class TimeLimit implements AutoCloseable {

    private static final long AGAIN_MILLIS = 500;

    private static final String STOP = """
            SELECT CASE WHEN a.state = 'active' THEN pg_catalog.pg_cancel_backend(a.pid)
                        WHEN a.state LIKE 'idle in transaction%' THEN pg_catalog.pg_terminate_backend(a.pid) END
              FROM pg_catalog.pg_stat_activity a
             WHERE a.pid = ?""";

    private final Database database;
    private final int pid;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "confiture-time-limit");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> cancelling;
    private volatile boolean isUp;

    TimeLimit(Database database, int pid, Duration limit) {
        this.database = database;
        this.pid = pid;
        this.cancelling =
                clock.scheduleWithFixedDelay(this::cancel, limit.toMillis(), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void cancel() {
        isUp = true;
        try (Session session = database.open(ApplicationName.of("preflight"))) {
            session.query(STOP, row -> row.getBoolean(1), pid);
        } catch (SQLException e) {
            // Tried again in a moment; the limits of each statement hold meanwhile.
        }
    }

    boolean isUp() {
        return isUp;
    }

    @Override
    public void close() {
        cancelling.cancel(false);
        clock.shutdown();
        try {
            clock.awaitTermination(1, TimeUnit.MINUTES); // else it could cancel what comes after
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
