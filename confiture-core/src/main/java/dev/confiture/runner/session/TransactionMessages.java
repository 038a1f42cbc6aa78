package dev.confiture.runner.session;

import dev.confiture.db.lock.SessionLocks;
import java.time.Duration;
import java.util.List;

/**
 * What is sent around a migration in a transaction, as few round trips as it takes:
 *
 * <ol>
 *   <li>the opening: takes back what the migration before left, takes the second lock again, asks whether both locks are
 *       ours, begins the transaction with the environment's settings, and asks which it is;
 *   <li>the migration's own statements;
 *   <li>the closing: checks deferred constraints, returns to the connecting role, changes the ledger, and asks again for
 *       both locks and for the transaction;
 *   <li>COMMIT, only if the answers are right.
 * </ol>
 *
 * <p>Where migrations share a transaction, a following message stands between the closing of one and the next.
 */
final class TransactionMessages {

    private static final String IDENTITY = "SELECT pg_catalog.pg_current_xact_id()";

    /** Nobody's functions or operators take the place of PostgreSQL's in what we ask and write. */
    static final String OWN_NAMES = "SET LOCAL search_path = pg_catalog, pg_temp";

    static final List<String> CONNECTING_ROLE = List.of("RESET SESSION AUTHORIZATION", "RESET ROLE");

    static final List<String> RECORDING =
            List.of("SET LOCAL SESSION AUTHORIZATION DEFAULT", "SET LOCAL ROLE NONE", OWN_NAMES);

    private final SessionState state;
    private final SessionLocks locks;

    TransactionMessages(SessionState state, SessionLocks locks) {
        this.state = state;
        this.locks = locks;
    }

    /** Makes the session what it was before the first migration; asks for the locks. */
    Message reset() {
        return new Message()
                .add("BEGIN")
                .add(state.resetSql())
                .add(OWN_NAMES)
                .add(locks.retakeSql())
                .ask(Message.Question.LOCKS, locks.heldSql())
                .add("COMMIT");
    }

    /** A reset, and the beginning of a transaction; asks for the locks and for the transaction. */
    Message opening(Duration lockTimeout) {
        return reset().add("BEGIN").ask(Message.Question.TRANSACTION, IDENTITY).add(state.transactionSql(lockTimeout));
    }

    /**
     * After a closing, what an opening is in a transaction that goes on; asks for the locks. The closing has checked the
     * deferred constraints, and set all of them to immediate: the server does not tell which were not deferred before.
     */
    Message following(Duration lockTimeout) {
        return new Message()
                .add(locks.retakeSql())
                .ask(Message.Question.LOCKS, locks.heldSql())
                .add(state.resetSql())
                .add("SET CONSTRAINTS ALL DEFERRED")
                .add(state.transactionSql(lockTimeout));
    }

    /** A change of the ledger in a transaction that goes on; asks for the locks. */
    Message record(String ledger) {
        return new Message().add(RECORDING).add(ledger).ask(Message.Question.LOCKS, locks.heldSql());
    }

    /**
     * The end of a transaction but for its COMMIT; asks for the locks and for the transaction.
     *
     * @param ledger statements that each change one row
     */
    Message closing(List<String> ledger) {
        return new Message()
                .add("SET CONSTRAINTS ALL IMMEDIATE")
                .add(CONNECTING_ROLE)
                .add(OWN_NAMES)
                .change(ledger)
                .ask(Message.Question.LOCKS, locks.heldSql())
                .ask(Message.Question.TRANSACTION, IDENTITY);
    }
}
