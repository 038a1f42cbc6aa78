package dev.confiture.build.template;

import dev.confiture.db.Session;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * An advisory lock on the name of a database, held by a session on the maintenance database. Tried and polled: a blocking
 * wait would hold a snapshot that stops {@code CREATE INDEX CONCURRENTLY} elsewhere.
 */
final class TemplateLock {

    /** The first of the lock's two numbers: "Conf" in ASCII. */
    private static final int CLASS = 0x436F6E66;

    private static final Duration POLL = Duration.ofMillis(50);

    private final Session session;
    private final int key;
    private final Mode mode;

    private TemplateLock(Session session, int key, Mode mode) {
        this.session = session;
        this.key = key;
        this.mode = mode;
    }

    /** Whether others may hold it too. */
    private enum Mode {
        SHARED("_shared"),
        EXCLUSIVE("");

        private final String suffix;

        Mode(String suffix) {
            this.suffix = suffix;
        }
    }

    /** Work that is done while the lock is held. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Works alone on this name; empty, and nothing done, if the name stays taken for so long. */
    static <T> Optional<T> exclusive(Session maintenance, Identifier name, Duration patience, Work<T> work)
            throws SQLException {
        return new TemplateLock(maintenance, name.name().hashCode(), Mode.EXCLUSIVE).holding(patience, work);
    }

    /** Works together with others on this name; empty, and nothing done, if somebody is alone on it for so long. */
    static <T> Optional<T> shared(Session maintenance, Identifier name, Duration patience, Work<T> work)
            throws SQLException {
        return new TemplateLock(maintenance, name.name().hashCode(), Mode.SHARED).holding(patience, work);
    }

    private <T> Optional<T> holding(Duration patience, Work<T> work) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!call("pg_try_advisory_lock")) {
            if (System.nanoTime() >= deadline || !slept()) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(work.run());
        } finally {
            call("pg_advisory_unlock");
        }
    }

    private static boolean slept() {
        try {
            Thread.sleep(POLL.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean call(String function) throws SQLException {
        return session.queryOne(
                        "SELECT pg_catalog." + function + mode.suffix + "(?, ?)", row -> row.getBoolean(1), CLASS, key)
                .orElseThrow();
    }
}
