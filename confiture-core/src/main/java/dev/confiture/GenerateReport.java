package dev.confiture;

import dev.confiture.generate.java.MigrationDraft;
import dev.confiture.generate.java.SourceFiles;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
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
