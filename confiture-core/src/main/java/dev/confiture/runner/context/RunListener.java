package dev.confiture.runner.context;

import java.sql.SQLException;

/** Told by a running migration what it does. */
public interface RunListener {

    /** A statement is done. */
    void executed(String sql) throws SQLException;

    /** The migration says how far it is. */
    void noted(String progress);
}
