package dev.confiture.maven.goal;

import dev.confiture.build.BuildReport;
import dev.confiture.build.BuildReport.Outcome;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.schema.BuiltSchema;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a build is shown. */
final class Builds {

    private Builds() {}

    static GoalReport report(BuildReport report, String scriptFile) {
        String text = report.database() + " " + words(report.outcome()) + " (" + report.from() + ", "
                + report.took().toMillis() + " ms)\n"
                + line("script", scriptFile)
                + line("sha256", report.schemaSha256())
                + line("contains", Migrations.listed(report.stamped()))
                + line("pending", Migrations.listed(report.pending()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("database", report.database());
        json.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        json.put("from", report.from());
        json.put("script", scriptFile);
        json.put("sha256", report.schemaSha256());
        json.put("contains", report.stamped());
        json.put("pending", report.pending());
        json.put("milliseconds", report.took().toMillis());
        return new GoalReport(text, json, report.findings());
    }

    /** Where only the script was asked for. */
    static GoalReport script(BuiltSchema schema, String scriptFile) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("script", scriptFile);
        json.put("sha256", schema.sha256());
        return GoalReport.of(line("script", scriptFile) + line("sha256", schema.sha256()), json);
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case CREATED -> "was created";
            case CLONED -> "was created as a copy of an earlier build";
            case FILLED -> "was empty and is filled";
            case RECREATED -> "was made anew";
            case RECREATED_AS_CLONE -> "was made anew as a copy of an earlier build";
            case UP_TO_DATE -> "is up to date";
            case KEPT -> "is kept, although db/schema is another";
        };
    }

    private static String line(String label, String value) {
        return value.isEmpty() ? "" : String.format(Locale.ROOT, "  %-8s %s", label, value) + "\n";
    }
}
