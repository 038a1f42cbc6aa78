package dev.confiture.generate.rows;

import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** The rows that a plan is tried with. */
public sealed interface Rows {

    /**
     * Puts rows into the tables, more each time.
     *
     * @return the tables that stay empty, ready for SQL, sorted
     */
    default List<String> put(Session session) throws SQLException {
        return put(session, TouchedTables.ALL);
    }

    /** The same for some of the tables only. */
    List<String> put(Session session, TouchedTables tables) throws SQLException;

    /** Made from the tables' own rules, the same for the same seed. */
    record Seeded(long seed) implements Rows {
        @Override
        public List<String> put(Session session, TouchedTables tables) throws SQLException {
            List<String> empty = RowMaker.on(session, new Random(seed)).addRows(tables);
            SequencePositions.use(session);
            return empty;
        }
    }

    /** Tables stay as they are. */
    record None() implements Rows {
        @Override
        public List<String> put(Session session, TouchedTables tables) {
            return List.of();
        }
    }
}
