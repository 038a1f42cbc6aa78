package dev.confiture.plan.ddl.relation;

import dev.confiture.plan.ddl.Hazard;

/** What statements on rows may hurt. */
final class Hazards {

    private Hazards() {}

    static Hazard losesTable(String path) {
        return Hazard.of(Hazard.Kind.DATA_LOSS, "all rows of " + path + " are lost", anyRow(path));
    }

    static Hazard losesColumn(String path, String column) {
        return Hazard.of(
                Hazard.Kind.DATA_LOSS,
                "the values of %s.%s are lost".formatted(path, column),
                anyRow(path, column + " IS NOT NULL"));
    }

    static Hazard failsOnRows(String note, String path, String condition) {
        return Hazard.of(Hazard.Kind.MAY_FAIL_ON_DATA, note, anyRow(path, condition));
    }

    static Hazard failsWith(String note, String probe) {
        return Hazard.of(Hazard.Kind.MAY_FAIL_ON_DATA, note, probe);
    }

    static String anyRow(String path) {
        return "SELECT EXISTS (SELECT FROM %s)".formatted(path);
    }

    static String anyRow(String path, String condition) {
        return "SELECT EXISTS (SELECT FROM %s WHERE %s)".formatted(path, condition);
    }
}
