package dev.confiture.plan;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.hazard.StatementHazards;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Hazard;
import java.util.List;

/**
 * One step of a plan.
 *
 * @param subject the object that it makes, changes or removes
 * @param sql without a semicolon at its end
 * @param locks tier and lock, as the text of the statement tells
 * @param hazards what else it may hurt
 */
public record PlannedStatement(
        ObjectKey subject, String sql, Execution execution, StatementHazards locks, List<Hazard> hazards) {

    public PlannedStatement {
        requireNonNull(subject, "subject");
        requireNonNull(sql, "sql");
        requireNonNull(execution, "execution");
        requireNonNull(locks, "locks");
        hazards = List.copyOf(hazards);
    }

    /** What loses rows or values, as its hazards say. */
    public List<ObjectKey> losses() {
        return hazards.stream()
                .filter(hazard -> hazard.kind() == Hazard.Kind.DATA_LOSS)
                .map(hazard -> hazard.object().orElse(subject))
                .distinct()
                .toList();
    }
}
