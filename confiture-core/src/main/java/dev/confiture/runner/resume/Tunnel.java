package dev.confiture.runner.resume;

import dev.confiture.db.Session;
import dev.confiture.runner.context.StatementSender.Sending;
import java.sql.SQLException;

/** Carries what reading or writing a stream throws through the end of the transaction in which it happened. */
final class Tunnel extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Tunnel(Exception thrown) {
        super(thrown);
    }

    /** What happens in the same transaction, once the statement is done. */
    @FunctionalInterface
    interface Afterwards {
        void run() throws SQLException;
    }

    @SuppressWarnings("unchecked") // only an E goes in
    static <T, E extends Exception> T inTransaction(Session session, Sending<T, E> sending, Afterwards afterwards)
            throws SQLException, E {
        try {
            return session.inTransaction(open -> {
                T answer;
                try {
                    answer = sending.run();
                } catch (SQLException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new Tunnel(e);
                }
                afterwards.run();
                return answer;
            });
        } catch (Tunnel e) {
            throw (E) e.getCause();
        }
    }
}
