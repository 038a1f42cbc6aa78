package dev.confiture.plan;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Hazard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Columns that get a type for which all rows are written anew: for those of one table, that is done once. */
final class Conversions {

    private Conversions() {}

    /** The same statements, with one for those that follow each other. */
    static List<PlannedStatement> together(List<PlannedStatement> statements) {
        List<PlannedStatement> together = new ArrayList<>();
        List<PlannedStatement> run = new ArrayList<>();
        for (PlannedStatement statement : statements) {
            if (!run.isEmpty() && !(writesAnew(statement) && isOfOneTable(run.get(0), statement))) {
                together.add(joined(run));
                run.clear();
            }
            (writesAnew(statement) ? run : together).add(statement);
        }
        if (!run.isEmpty()) {
            together.add(joined(run));
        }
        return together;
    }

    private static boolean writesAnew(PlannedStatement statement) {
        ObjectKey subject = statement.subject();
        return subject.kind() == ObjectKind.COLUMN
                && statement.execution() == Execution.TRANSACTIONAL
                && statement.sql().startsWith(start(subject) + "ALTER COLUMN " + subject.name() + " TYPE ")
                && statement.hazards().stream().anyMatch(hazard -> hazard.kind() == Hazard.Kind.EXCLUSIVE_LOCK);
    }

    private static String start(ObjectKey column) {
        return "ALTER TABLE " + column.container() + ' ';
    }

    private static boolean isOfOneTable(PlannedStatement first, PlannedStatement then) {
        return first.subject().container().equals(then.subject().container());
    }

    private static PlannedStatement joined(List<PlannedStatement> run) {
        PlannedStatement first = run.get(0);
        if (run.size() == 1) {
            return first;
        }
        String start = start(first.subject());
        String actions = run.stream()
                .map(statement -> "\n    " + statement.sql().substring(start.length()))
                .collect(Collectors.joining(","));
        List<Hazard> hazards =
                run.stream().flatMap(Conversions::hazards).distinct().toList();
        ObjectKey table =
                Parts.named(ObjectKind.TABLE, first.subject().container()).orElse(first.subject());
        return new PlannedStatement(table, start.strip() + actions, first.execution(), first.locks(), hazards);
    }

    /** Each is told of its column, but for the lock, which is taken once. */
    private static Stream<Hazard> hazards(PlannedStatement conversion) {
        return conversion.hazards().stream()
                .map(hazard -> hazard.kind() == Hazard.Kind.EXCLUSIVE_LOCK ? hazard : hazard.to(conversion.subject()));
    }
}
