package dev.confiture.db;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The results of two pieces of work that ran at the same time. A server gives each session one processor, so two sessions get
 * twice as much done.
 */
public record SideBySide<A, B>(A first, B second) {

    /** One piece of work, with sessions of its own. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    /**
     * Returns when both have ended.
     *
     * @param first runs on the caller's thread; where both fail, its failure is the one to be told, and the other is
     *     suppressed
     */
    public static <A, B> SideBySide<A, B> run(Work<A> first, Work<B> second) throws SQLException {
        FutureTask<B> beside = new FutureTask<>(second::run);
        Thread thread = new Thread(beside, Thread.currentThread().getName() + "-beside");
        thread.setDaemon(true);
        thread.start();
        A result;
        try {
            result = first.run();
        } catch (Throwable failure) {
            try {
                end(beside);
            } catch (SQLException | RuntimeException | Error other) {
                failure.addSuppressed(other);
            }
            throw failure;
        }
        return new SideBySide<>(result, end(beside));
    }

    private static <T> T end(FutureTask<T> task) throws SQLException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true; // what runs is not left behind: it holds sessions
                }
            }
        } catch (ExecutionException e) {
            throw failure(requireNonNull(e.getCause(), "cause"));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A {@link Work} throws nothing else. */
    private static SQLException failure(Throwable cause) {
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        if (cause instanceof Error failure) {
            throw failure;
        }
        return (SQLException) cause;
    }
}
