package dev.confiture.maven.report;

import dev.confiture.problem.Problem;
import dev.confiture.problem.SourceSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a goal did or found.
 *
 * @param text for people; lines with {@code \n} at each end
 * @param result for programs: maps, lists, strings, numbers, booleans and nulls, as docs/schemas/report.schema.json says
 *     for this goal
 * @param problems what the goal was asked to look for and found; an error among them fails the goal
 */
public record GoalReport(String text, Map<String, Object> result, List<Problem> problems) {

    public GoalReport {
        problems = List.copyOf(problems);
    }

    /** A report without findings. */
    public static GoalReport of(String text, Map<String, Object> result) {
        return new GoalReport(text, result, List.of());
    }

    /**
     * The whole report as JSON.
     *
     * @param report empty if the goal could not do its work
     * @param problems notes and warnings on the way, and what the goal fails with
     */
    public static String json(String goal, String environment, Optional<GoalReport> report, List<Problem> problems) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("goal", goal);
        json.put("environment", environment);
        json.put("outcome", problems.stream().anyMatch(Problem::isError) ? "failed" : "passed");
        json.put("problems", problems.stream().map(GoalReport::json).toList());
        json.put("result", report.map(GoalReport::result).orElse(null));
        return Json.text(json);
    }

    private static Map<String, Object> json(Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", problem.code().id());
        json.put("severity", problem.severity().name().toLowerCase(java.util.Locale.ROOT));
        json.put("what", problem.what());
        json.put("where", problem.where().map(GoalReport::json).orElse(null));
        json.put("why", problem.why());
        json.put("fix", problem.fix());
        return json;
    }

    /** A place in a file, as every report has it. */
    public static Map<String, Object> json(SourceSpan place) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", place.file());
        json.put("line", place.line());
        json.put("column", place.column());
        return json;
    }
}
