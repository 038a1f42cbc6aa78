package dev.confiture.generate;

import dev.confiture.generate.java.MigrationDraft.Form;
import dev.confiture.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * The statements of one migration, executed there and, unless it says otherwise, back.
 *
 * @param notes what the proof could not show: tables without rows and the like
 * @param unproved why it was not proved, one sentence each; none if it was
 * @param irreversible why there is no way back
 * @param judges who agreed; empty if it was not proved
 */
public record ProvedPart(
        Form form,
        Plan up,
        Plan down,
        List<String> notes,
        List<String> unproved,
        Optional<String> irreversible,
        Optional<String> judges) {

    public ProvedPart {
        notes = List.copyOf(notes);
        unproved = List.copyOf(unproved);
    }

    /** One that was proved, both ways. */
    public ProvedPart(Form form, Plan up, Plan down, List<String> notes, String judges) {
        this(form, up, down, notes, List.of(), Optional.empty(), Optional.of(judges));
    }

    /** One that was proved, but for the way back, which there is none of. */
    static ProvedPart oneWay(Form form, Plan up, List<String> notes, String irreversible, String judges) {
        Plan none = new Plan(List.of(), List.of());
        return new ProvedPart(form, up, none, notes, List.of(), Optional.of(irreversible), Optional.of(judges));
    }
}
