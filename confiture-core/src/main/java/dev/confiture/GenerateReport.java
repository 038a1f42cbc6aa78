package dev.confiture;

import dev.confiture.generate.java.MigrationDraft;
import dev.confiture.generate.java.SourceFiles;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Migrations that were written, or would be.
 *
 * @param from and {@code to}: labels for people
 * @param written in their order; none if nothing differs
 * @param judges who agreed that they lead where they should, as the rest of a sentence; none if nothing was proved
 * @param problems about renames, and about migrations without a way back; no errors
 */
public record GenerateReport(
        String from, String to, List<Written> written, List<String> judges, List<Problem> problems) {

    /** How many objects the sentence about a class names. */
    private static final int NAMED = 12;

    /** In columns; one long name makes a longer line. */
    private static final int LINE = 110;

    public GenerateReport {
        written = List.copyOf(written);
        judges = List.copyOf(judges);
        problems = List.copyOf(problems);
    }

    /** What the proofs could not show, each once. */
    public List<String> notes() {
        return written.stream()
                .flatMap(each -> each.notes().stream())
                .distinct()
                .toList();
    }

    /** A sentence in lines. */
    static List<String> summary(List<String> subjects) {
        int last = Math.min(NAMED, subjects.size()) - 1;
        String more = subjects.size() > NAMED ? " and " + (subjects.size() - NAMED) + " more" : "";
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("Changes");
        for (int i = 0; i <= last; i++) {
            String part = subjects.get(i) + (i < last ? "," : more + ".");
            if (line.length() + 1 + part.length() > LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(part);
        }
        lines.add(line.toString());
        return lines;
    }

    /**
     * One class.
     *
     * @param notes what its proof could not show
     */
    public record Written(MigrationDraft draft, SourceFiles files, List<String> notes) {
        public Written {
            notes = List.copyOf(notes);
        }

        /** That it has no way back, and why; none if it has one. */
        List<Problem> oneWay() {
            return draft.irreversible().stream()
                    .map(reason -> Problem.warning(
                            ProblemCode.GENERATE_IRREVERSIBLE,
                            draft.className() + " cannot be undone.",
                            reason,
                            "leave it so, or write the way back by hand: @Down in place of irreversible"))
                    .toList();
        }
    }
}
