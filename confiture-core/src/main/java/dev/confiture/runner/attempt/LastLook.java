package dev.confiture.runner.attempt;

import dev.confiture.db.Session;
import java.sql.SQLException;

/** Looks at a database once everything was rehearsed there, before anything is taken back. */
@FunctionalInterface
public interface LastLook {

    /** Looks at nothing. */
    LastLook NONE = session -> {};

    /** @param session in autocommit mode, or in the transaction that is rolled back afterwards */
    void at(Session session) throws SQLException;
}
