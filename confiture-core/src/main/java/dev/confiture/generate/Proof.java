package dev.confiture.generate;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.ObjectKey;
import java.util.List;
import java.util.stream.Collectors;

/** What came of running a plan there, back, and there again. */
public sealed interface Proof {

    /** Of a list; one line is for the reason, not for all that follows from it. */
    int MOST_IN_ONE_LINE = 2;

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

    /** What was not proved, and why. */
    sealed interface Unproved extends Proof {
        Step step();

        /** Kind and name of what it is about, for people; none if that is not known. */
        List<String> objects();

        /** What happened at the step, in lines. */
        String why();

        /** The same in one line: no statement, and no more than the beginning of a list. */
        String inOneLine();
    }

    private static String beginning(List<String> texts) {
        String first = texts.stream()
                .limit(MOST_IN_ONE_LINE)
                .map(text -> text.lines().findFirst().orElse(""))
                .collect(Collectors.joining(", "));
        return texts.size() > MOST_IN_ONE_LINE ? first + ", …" : first;
    }

    /** A plan does not lead all the way, and says so. */
    record NotSupported(Step step, List<String> changes) implements Unproved {
        public NotSupported {
            requireNonNull(step, "step");
            changes = List.copyOf(changes);
        }

        @Override
        public List<String> objects() {
            return List.of();
        }

        @Override
        public String why() {
            return step.text() + ": " + String.join("\n", changes);
        }

        @Override
        public String inOneLine() {
            return step.text() + ": " + beginning(changes);
        }
    }

    /** A step ended at another schema or lost rows. */
    record Different(Step step, List<Difference> differences) implements Unproved {
        public Different {
            requireNonNull(step, "step");
            differences = List.copyOf(differences);
        }

        @Override
        public List<String> objects() {
            return differences.stream().map(Difference::object).distinct().toList();
        }

        @Override
        public String why() {
            return step.text() + " runs, and then:\n"
                    + differences.stream().map(Difference::text).collect(Collectors.joining("\n"));
        }

        @Override
        public String inOneLine() {
            return step.text() + " runs, and then "
                    + beginning(differences.stream().map(Difference::text).toList());
        }
    }

    /**
     * The server refused a statement.
     *
     * @param subject what the statement was about
     * @param error message and SQLSTATE, with what the server adds
     */
    record Failed(Step step, ObjectKey subject, String sql, String sqlState, String error) implements Unproved {

        private static final String REFUSED = " is refused by the server: ";

        public Failed {
            requireNonNull(step, "step");
            requireNonNull(subject, "subject");
            requireNonNull(sql, "sql");
            requireNonNull(sqlState, "sqlState");
            requireNonNull(error, "error");
        }

        static Failed of(Step step, PlanRun.Refusal refusal) {
            return new Failed(
                    step, refusal.statement().subject(), refusal.statement().sql(), refusal.sqlState(), refusal.why());
        }

        @Override
        public List<String> objects() {
            return List.of(subject.toString());
        }

        @Override
        public String why() {
            return step.text() + REFUSED + error + "\n" + sql;
        }

        @Override
        public String inOneLine() {
            return step.text() + REFUSED + error.lines().findFirst().orElse("");
        }
    }
}
