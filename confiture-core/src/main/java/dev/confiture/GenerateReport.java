package dev.confiture;

import dev.confiture.generate.java.MigrationDraft;
import dev.confiture.generate.java.SourceFiles;
import dev.confiture.problem.Problem;
import java.util.List;

/**
 * Migrations that were written, or would be.
 *
 * @param from and {@code to}: labels for people
 * @param written in their order; none if nothing differs
 * @param problems about renames; no errors
 */
public record GenerateReport(String from, String to, List<Written> written, List<Problem> problems) {

    public GenerateReport {
        written = List.copyOf(written);
        problems = List.copyOf(problems);
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
    }
}
