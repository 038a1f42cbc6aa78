package dev.confiture.migration;

import java.sql.SQLException;

/** What is done with each batch. */
@FunctionalInterface
public interface BatchWork {

    /**
     * Changes the rows of one batch. May run more than once for the same batch: if it does not come to its end, all of it
     * is rolled back.
     *
     * @param batch its bounds and its transaction
     * @throws SQLException whatever goes wrong; the batches before it stay
     */
    void run(Batch batch) throws SQLException;
}
