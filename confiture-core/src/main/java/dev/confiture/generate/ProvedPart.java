package dev.confiture.generate;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.generate.java.MigrationDraft;
import dev.confiture.generate.java.MigrationDraft.Form;
import dev.confiture.index.MigrationVersion;
import dev.confiture.plan.Plan;
import dev.confiture.plan.PlannedStatement;
import dev.confiture.plan.ddl.Hazard;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** What is to be known of the way back, too. */
    private static final Set<Hazard.Kind> HURTS_ROWS = EnumSet.of(Hazard.Kind.DATA_LOSS, Hazard.Kind.MAY_FAIL_ON_DATA);

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

    /** The class that it becomes. */
    public MigrationDraft draft(MigrationVersion version, String name) {
        List<String> subjects = up.statements().stream()
                .map(statement -> statement.subject().toString())
                .distinct()
                .toList();
        return new MigrationDraft(
                version,
                name,
                form,
                Summary.of(subjects),
                warnings(),
                up.statements().stream().map(PlannedStatement::sql).toList(),
                down.statements().stream().map(PlannedStatement::sql).toList(),
                irreversible);
    }

    private List<String> warnings() {
        Set<String> warnings = new LinkedHashSet<>(told());
        for (PlannedStatement statement : up.statements()) {
            statement.hazards().forEach(hazard -> warnings.add(hazard.warning()));
        }
        for (PlannedStatement statement : down.statements()) {
            statement.hazards().stream()
                    .filter(hazard -> HURTS_ROWS.contains(hazard.kind()))
                    .forEach(hazard -> warnings.add("Down: " + hazard.warning()));
        }
        List<String> lost = lost();
        if (!lost.isEmpty() && irreversible.isEmpty()) {
            warnings.add(
                    "Down restores the structure; the data of " + String.join(", ", lost) + " does not come back.");
        }
        return List.copyOf(warnings);
    }

    /** What has rows or values that are gone afterwards. */
    private List<String> lost() {
        return up.statements().stream()
                .flatMap(statement -> statement.losses().stream())
                .map(ObjectKey::toString)
                .distinct()
                .toList();
    }

    /** What is to be known of it beside its statements. */
    public List<String> told() {
        List<String> told = new ArrayList<>();
        unproved.forEach(why -> told.add("NOT PROVED: " + why));
        up.notSupported().forEach(change -> told.add("NOT WRITTEN: " + change));
        told.addAll(notes);
        return told;
    }
}
