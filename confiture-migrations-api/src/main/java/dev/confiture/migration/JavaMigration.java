package dev.confiture.migration;

/**
 * A migration with a way forward only. It needs a reason in {@link Migration#irreversible()}; prefer
 * {@link ReversibleMigration}.
 */
public interface JavaMigration {

    /**
     * Takes the database forward. Runs inside the transaction that also writes the ledger row, unless
     * {@link Migration#transactional()} is false.
     *
     * <p>May run more than once: when a lock could not be had in time, or another session met it in a deadlock,
     * everything is rolled back and {@code up} runs again on a new instance. Keep effects outside the database (files,
     * mail, other servers) out of it.
     *
     * @param db runs the SQL; valid until this method returns, and only on the calling thread
     * @throws Exception whatever goes wrong; the migration is rolled back and the run stops
     */
    void up(MigrationContext db) throws Exception;
}
