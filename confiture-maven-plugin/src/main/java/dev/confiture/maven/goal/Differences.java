package dev.confiture.maven.goal;

import dev.confiture.Confiture;
import dev.confiture.DiffReport;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.Property;
import dev.confiture.config.Durations;
import dev.confiture.diff.CatalogFilter;
import dev.confiture.diff.Change;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.plan.Plan;
import dev.confiture.plan.PlannedStatement;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.rename.Rename;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Differences of two schemas, for people and for programs. */
final class Differences {

    /** The one source that needs compiled migrations. */
    static final String MIGRATIONS = "migrations";

    /** More of what is left out stands in the JSON report only. */
    private static final int MOST_LEFT_OUT = 20;

    private Differences() {}

    static DiffReport compare(Workplace workplace, String from, String to, CatalogFilter filter) {
        Confiture confiture = replays(from) || replays(to) ? workplace.withMigrations() : workplace.withoutMigrations();
        return confiture.differences(workplace.surroundings()).compare(from, to, filter);
    }

    private static boolean replays(String source) {
        return source.strip().equals(MIGRATIONS) || source.strip().startsWith(MIGRATIONS + ':');
    }

    /** @param problems what the difference means for the goal */
    static GoalReport report(DiffReport report, List<Problem> problems) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("from", report.from());
        result.put("to", report.to());
        result.put("equal", report.isEqual());
        result.put(
                "renames",
                report.renames().all().stream().map(Differences::json).toList());
        result.put(
                "changes",
                report.changes().changes().stream()
                        .map(change -> json(change, report))
                        .toList());
        result.put("up", json(report.up()));
        result.put("down", json(report.down()));
        result.put("lockTimeoutMs", report.session().lockTimeout().toMillis());
        result.put(
                "statementTimeoutMs",
                report.session().statementTimeout().map(Duration::toMillis).orElse(null));
        result.put("leftOut", report.leftOut().stream().map(ObjectKey::toString).toList());
        result.put("notCompared", report.notCompared());
        List<Problem> all = new ArrayList<>(report.problems());
        all.addAll(problems);
        return new GoalReport(text(report), result, all);
    }

    /** An error if anything differs. */
    static List<Problem> findings(DiffReport report, String fix) {
        if (report.isEqual()) {
            return List.of();
        }
        String why = String.join("\n", report.lines());
        return List.of(Problem.error(
                ProblemCode.DIFF_DIFFERENT, report.from() + " differs from " + report.to() + ".", why, fix));
    }

    private static String text(DiffReport report) {
        StringBuilder text = new StringBuilder("  from  " + report.from() + "\n  to    " + report.to() + "\n");
        if (report.isEqual()) {
            text.append("\n  no difference\n");
        } else {
            text.append('\n');
            report.lines().forEach(line -> text.append("  ").append(line).append('\n'));
            text.append("\n-- no statement in a transaction waits longer than ")
                    .append(Durations.text(report.session().lockTimeout()))
                    .append(" for a lock (session.lock_timeout)")
                    .append(report.session()
                            .statementTimeout()
                            .map(limit ->
                                    " or runs longer than " + Durations.text(limit) + " (session.statement_timeout)")
                            .orElse(""))
                    .append('\n');
            append(text, "up", report.up());
            append(text, "down", report.down());
        }
        report.leftOut().stream()
                .limit(MOST_LEFT_OUT)
                .forEach(key -> text.append("  left out: ").append(key).append('\n'));
        if (report.leftOut().size() > MOST_LEFT_OUT) {
            text.append("  left out: ")
                    .append(report.leftOut().size() - MOST_LEFT_OUT)
                    .append(" more\n");
        }
        report.notCompared()
                .forEach(thing -> text.append("  not compared: ").append(thing).append('\n'));
        return text.toString();
    }

    private static void append(StringBuilder text, String direction, Plan plan) {
        text.append("\n-- ").append(direction).append('\n');
        for (PlannedStatement statement : plan.statements()) {
            notes(statement).forEach(note -> text.append("-- ").append(note).append('\n'));
            text.append(statement.sql()).append(";\n");
        }
        plan.notSupported()
                .forEach(reason ->
                        text.append("-- not supported: ").append(reason).append('\n'));
    }

    private static List<String> notes(PlannedStatement statement) {
        List<String> notes = new ArrayList<>();
        switch (statement.execution()) {
            case ALONE -> notes.add("outside a transaction");
            case COMMITTED_FIRST -> notes.add("committed before the next one");
            case TRANSACTIONAL -> {}
        }
        statement.locks().lock().ifPresent(lock -> notes.add("lock: " + lock.text() + ", blocks " + lock.blocks()));
        notes.addAll(told(statement));
        for (Hazard hazard : statement.hazards()) {
            notes.add(hazard.warning());
            hazard.probe().ifPresent(query -> notes.add("  true if so: " + query.replaceAll("\\s*\\R\\s*", " ")));
        }
        return notes;
    }

    /** What the text tells, where the plan does not know better. */
    private static List<String> told(PlannedStatement statement) {
        boolean isJudged =
                statement.hazards().stream().anyMatch(hazard -> hazard.kind() != Hazard.Kind.MAY_FAIL_ON_DATA);
        return isJudged ? List.of() : statement.locks().notes();
    }

    private static Map<String, Object> json(Rename rename) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", rename.from().kind().text());
        json.put("from", rename.from().path());
        json.put("to", rename.to().path());
        return json;
    }

    private static Map<String, Object> json(Change change, DiffReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", change.key().kind().text());
        json.put("object", change.key().path());
        json.put(
                "change",
                change instanceof Change.Added ? "added" : change instanceof Change.Removed ? "removed" : "altered");
        json.put(
                "properties",
                change instanceof Change.Altered altered
                        ? altered.properties().stream()
                                .map(property -> json(altered, property))
                                .toList()
                        : List.of());
        json.put(
                "where",
                Optional.ofNullable(report.places().get(change.key()))
                        .map(SourceSpan::position)
                        .orElse(null));
        return json;
    }

    private static Map<String, Object> json(Change.Altered altered, Property property) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", property.text());
        json.put("from", altered.before().text(property).orElse(null));
        json.put("to", altered.after().text(property).orElse(null));
        return json;
    }

    private static Map<String, Object> json(Plan plan) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("statements", plan.statements().stream().map(Differences::json).toList());
        json.put("notSupported", plan.notSupported());
        return json;
    }

    private static Map<String, Object> json(PlannedStatement statement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("object", statement.subject().toString());
        json.put("sql", statement.sql());
        json.put(
                "execution",
                statement.execution().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("tier", statement.locks().tier().text());
        json.put("lock", statement.locks().lock().map(lock -> lock.text()).orElse(null));
        json.put("blocks", statement.locks().lock().map(lock -> lock.blocks()).orElse(null));
        json.put("notes", told(statement));
        json.put("hazards", statement.hazards().stream().map(Differences::json).toList());
        return json;
    }

    private static Map<String, Object> json(Hazard hazard) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", hazard.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("note", hazard.note());
        json.put("probe", hazard.probe().orElse(null));
        return json;
    }
}
