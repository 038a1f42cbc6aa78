package dev.confiture.maven.goal;

import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.runner.DryRunReport;
import dev.confiture.runner.preview.KnownStatement;
import dev.confiture.runner.preview.MigrationPreview;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a dry run is shown. */
final class DryRuns {

    private DryRuns() {}

    static GoalReport report(DryRunReport report) {
        String done = report.direction() == Direction.UP ? "apply" : "roll back";
        StringBuilder text =
                new StringBuilder("Dry run on " + report.database() + ": nothing is executed or written.\n");
        List<MigrationPreview> migrations = report.migrations();
        text.append(
                migrations.isEmpty()
                        ? "Nothing to " + done + ".\n"
                        : "Would " + done + " " + Migrations.count(migrations.size(), "migration") + ", tier "
                                + report.tier().text() + ":\n");
        migrations.forEach(migration -> text.append('\n').append(text(migration)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("database", report.database());
        json.put("direction", report.direction().name().toLowerCase(Locale.ROOT));
        json.put("tier", report.tier().text());
        json.put("planned", migrations.stream().map(DryRuns::json).toList());
        return new GoalReport(text.toString(), json, report.notices());
    }

    private static String text(MigrationPreview migration) {
        StringBuilder text = new StringBuilder("  " + migration.migration().label() + "  "
                + (migration.isTransactional() ? "in a transaction" : "outside a transaction") + ", tier "
                + migration.tier().text() + "\n");
        text.append("    ").append(migration.migration().place().position()).append('\n');
        if (!migration.isComplete()) {
            text.append("    Java code: ")
                    .append(Migrations.count(migration.statements().size(), "statement"))
                    .append(" known, more possible; run preflight\n");
        }
        migration.statements().forEach(statement -> text.append(text(statement)));
        return text.toString();
    }

    private static String text(KnownStatement statement) {
        String sql = statement.sql().lines().map(line -> "      " + line + "\n").reduce("", String::concat);
        StringBuilder text = new StringBuilder("    - " + statement.place().position() + "  "
                + statement.hazards().tier().text());
        statement
                .hazards()
                .lock()
                .ifPresent(lock -> text.append(", ")
                        .append(lock.text())
                        .append(" lock: blocks ")
                        .append(lock.blocks()));
        text.append(statement.conditional() ? ", may run never or often\n" : "\n")
                .append(sql);
        statement
                .hazards()
                .notes()
                .forEach(note -> text.append("      ! ").append(note).append('\n'));
        return text.toString();
    }

    private static Map<String, Object> json(MigrationPreview migration) {
        Map<String, Object> json = Migrations.json(migration.migration());
        json.put("transactional", migration.isTransactional());
        json.put("complete", migration.isComplete());
        json.put("tier", migration.tier().text());
        json.put(
                "statements", migration.statements().stream().map(DryRuns::json).toList());
        return json;
    }

    private static Map<String, Object> json(KnownStatement statement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sql", statement.sql());
        json.put("where", GoalReport.json(statement.place()));
        json.put("conditional", statement.conditional());
        json.put("outsideTransaction", statement.kind().runsOutsideTransaction());
        json.put("tier", statement.hazards().tier().text());
        json.put("lock", statement.hazards().lock().map(lock -> lock.text()).orElse(null));
        json.put("hazards", statement.hazards().notes());
        return json;
    }
}
