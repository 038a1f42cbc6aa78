package dev.confiture.generate;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What came of running a plan there, back, and there again. */
public sealed interface Proof {

    /** The run that a result belongs to. */
    enum Step {
        REBUILD("the old schema, rebuilt from its catalog"),
        UP("up"),
        DOWN("down"),
        UP_AGAIN("up again");

        private final String text;

        Step(String text) {
            this.text = text;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }

    /**
     * Every step led where it should.
     *
     * @param emptyTables the tables that no row could be put into, ready for SQL, sorted
     * @param notes what was proved without rows, and why
     */
    record Proved(List<String> emptyTables, List<String> notes) implements Proof {
        public Proved {
            emptyTables = List.copyOf(emptyTables);
            notes = List.copyOf(notes);
        }
    }

    /** A plan does not lead all the way, and says so. */
    record NotSupported(Step step, List<String> changes) implements Proof {
        public NotSupported {
            requireNonNull(step, "step");
            changes = List.copyOf(changes);
        }
    }

    /** A step ended at another schema or lost rows. */
    record Different(Step step, List<String> differences) implements Proof {
        public Different {
            requireNonNull(step, "step");
            differences = List.copyOf(differences);
        }
    }

    /**
     * The server refused a statement.
     *
     * @param error message and SQLSTATE, with what the server adds
     */
    record Failed(Step step, String sql, String sqlState, String error) implements Proof {
        public Failed {
            requireNonNull(step, "step");
            requireNonNull(sql, "sql");
            requireNonNull(sqlState, "sqlState");
            requireNonNull(error, "error");
        }
    }
}
