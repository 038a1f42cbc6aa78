package dev.confiture.runner.context;

import dev.confiture.migration.BatchWork;
import dev.confiture.migration.Batches;
import dev.confiture.problem.ConfitureException;
import dev.confiture.sql.SplitScript;
import java.sql.SQLException;

/** How a migration's statements reach the server: all in one transaction, or each with a record of its own. */
public interface StatementSender {

    /**
     * Looks at statements before the first of them is sent.
     *
     * @throws ConfitureException if one of them cannot run this way
     */
    void check(SplitScript script);

    /**
     * Sends a statement that is answered by a number alone.
     *
     * @return the number of rows changed, now or by an earlier run that recorded it
     * @throws SQLException as the server reports it for this statement
     */
    long send(SentStatement statement, Sending<Long, RuntimeException> sending) throws SQLException;

    /**
     * Sends a statement that is answered by more than a number.
     *
     * @throws SQLException as the server reports it for this statement
     */
    <T, E extends Exception> T ask(SentStatement statement, Sending<T, E> sending) throws SQLException, E;

    /** As {@link dev.confiture.migration.MigrationContext#inBatches}. */
    long inBatches(String activity, Batches batches, BatchWork work) throws SQLException;

    /** The migration says how far it is. */
    void noted(String progress);

    /**
     * What sends one statement and takes the answer.
     *
     * @param <T> of the answer
     * @param <E> what else may go wrong
     */
    @FunctionalInterface
    interface Sending<T, E extends Exception> {
        T run() throws SQLException, E;
    }
}
