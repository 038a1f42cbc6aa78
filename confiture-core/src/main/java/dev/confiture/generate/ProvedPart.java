package dev.confiture.generate;

import dev.confiture.generate.java.MigrationDraft.Form;
import dev.confiture.plan.Plan;
import java.util.List;

/**
 * The statements of one migration, executed there and back.
 *
 * @param notes what the proof could not show: tables without rows and the like
 */
public record ProvedPart(Form form, Plan up, Plan down, List<String> notes) {

    public ProvedPart {
        notes = List.copyOf(notes);
    }
}
