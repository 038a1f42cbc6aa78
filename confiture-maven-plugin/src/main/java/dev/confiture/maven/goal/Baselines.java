package dev.confiture.maven.goal;

import dev.confiture.history.ResolvedMigration;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.problem.Problem;
import dev.confiture.runner.BaselineReport;
import dev.confiture.runner.BaselineReport.Compared;
import dev.confiture.runner.BaselineReport.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a baseline is shown. */
final class Baselines {

    private Baselines() {}

    static GoalReport report(BaselineReport report) {
        List<String> contained = labels(report.contained());
        List<String> pending = labels(report.pending());
        List<String> leftOut = report.compared().map(Compared::leftOut).orElse(List.of());
        List<String> notCompared = report.compared().map(Compared::notCompared).orElse(List.of());
        StringBuilder text = new StringBuilder(report.database() + " " + words(report.outcome()) + "\n");
        text.append(line("contains", contained.isEmpty() ? "no migration" : Migrations.listed(contained)));
        text.append(line("pending", Migrations.listed(pending)));
        report.compared().ifPresent(compared -> text.append(line("equals", report.point())));
        leftOut.forEach(object -> text.append(line("left out", object)));
        notCompared.forEach(object -> text.append(line("not compared", object)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("database", report.database());
        json.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        json.put("point", report.point());
        json.put("contains", contained);
        json.put("pending", pending);
        json.put("leftOut", leftOut);
        json.put("notCompared", notCompared);
        List<Problem> notices = report.compared().map(Compared::notices).orElse(List.of());
        return new GoalReport(text.toString(), json, notices);
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case ADOPTED -> "is adopted";
            case PLANNED -> "would be adopted; nothing is written";
            case THERE_ALREADY -> "has its ledger already; nothing is written";
        };
    }

    private static String line(String label, String value) {
        return value.isEmpty() ? "" : String.format(Locale.ROOT, "  %-12s %s", label, value) + "\n";
    }

    private static List<String> labels(List<ResolvedMigration> migrations) {
        return migrations.stream().map(ResolvedMigration::label).toList();
    }
}
