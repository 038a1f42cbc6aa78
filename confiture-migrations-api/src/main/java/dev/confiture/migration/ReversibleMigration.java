package dev.confiture.migration;

/** A migration with a way back. The usual form. */
public interface ReversibleMigration extends JavaMigration {

    /**
     * Takes the database back to the schema that was there before {@link #up}. Runs inside the transaction that also
     * changes the ledger, unless {@link Migration#transactional()} is false. May run more than once, like {@code up}.
     *
     * @param db runs the SQL; valid until this method returns, and only on the calling thread
     * @throws Exception whatever goes wrong; the step is rolled back and the run stops
     */
    void down(MigrationContext db) throws Exception;
}
