package dev.confiture.maven.goal;

import dev.confiture.history.AppliedMigration;
import dev.confiture.history.HistoryEntry;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.maven.report.Table;
import dev.confiture.runner.MigrationReport;
import dev.confiture.runner.StatusReport;
import dev.confiture.runner.StatusReport.LedgerFound;
import dev.confiture.runner.ValidationReport;
import dev.confiture.runner.attempt.Ran;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the reports about migrations are shown. */
final class Migrations {

    /** More are counted. */
    private static final int NAMED = 5;

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);

    private Migrations() {}

    /** @param done what happened to each: "applied", "rolled back" */
    static GoalReport ran(MigrationReport report, String done) {
        List<Ran> ran = report.ran();
        StringBuilder text = new StringBuilder();
        if (ran.isEmpty()) {
            text.append("Nothing was ").append(done).append(".\n");
        } else {
            Duration took = ran.stream().map(Ran::took).reduce(Duration.ZERO, Duration::plus);
            text.append(done.substring(0, 1).toUpperCase(Locale.ROOT)).append(done.substring(1));
            text.append(' ').append(count(ran.size(), "migration"));
            text.append(" in ").append(took.toMillis()).append(" ms:\n");
            Table table = Table.of("  version", "name", "took", "statements", "rows changed");
            ran.forEach(each -> table.row(
                    "  " + each.migration().version().text(),
                    each.migration().entry().name(),
                    each.took().toMillis() + " ms",
                    Integer.toString(each.statements()),
                    Long.toString(each.changedRows())));
            text.append(table.text());
        }
        text.append(pending(report.pending()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ran", ran.stream().map(Migrations::json).toList());
        json.put("pending", report.pending().stream().map(Migrations::json).toList());
        return new GoalReport(text.toString(), json, report.notices());
    }

    static GoalReport status(StatusReport report) {
        StringBuilder text = new StringBuilder(report.database() + ", environment " + report.environment() + "\n");
        if (report.ledger() == LedgerFound.NO_DATABASE) {
            text.append("The database does not exist; mvn confiture:build makes it.\n");
        } else if (report.ledger() == LedgerFound.ABSENT) {
            text.append("Nothing was built or migrated here yet.\n");
        }
        if (report.entries().isEmpty()) {
            text.append("There are no migrations.\n");
        } else {
            Table table = Table.of("version", "name", "state", "since", "by", "took");
            report.entries().forEach(entry -> row(table, entry));
            text.append(table.text()).append(summary(report.entries())).append('\n');
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("database", report.database());
        json.put("ledger", report.ledger().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        json.put("migrations", report.entries().stream().map(Migrations::json).toList());
        return new GoalReport(text.toString(), json, report.findings());
    }

    static GoalReport validation(ValidationReport report) {
        String text = count(report.migrations(), "migration") + " checked, " + report.compared()
                + " compared with the ledger: " + (report.isValid() ? "valid" : "not valid") + "\n";
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("migrations", report.migrations());
        json.put("compared", report.compared());
        return new GoalReport(text, json, report.findings());
    }

    static String pending(List<ResolvedMigration> pending) {
        return pending.isEmpty()
                ? "Nothing is pending.\n"
                : "Pending: "
                        + listed(pending.stream().map(ResolvedMigration::label).toList()) + "\n";
    }

    /** All of them, or how many there are and between which two. */
    static String listed(List<String> labels) {
        return labels.size() <= NAMED
                ? String.join(", ", labels)
                : labels.size() + " migrations, " + labels.get(0) + " to " + labels.get(labels.size() - 1);
    }

    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static void row(Table table, HistoryEntry entry) {
        Optional<AppliedMigration> applied = entry.applied();
        table.row(
                entry.version().text(),
                entry.name(),
                entry.state().text(),
                applied.map(row -> SECONDS.format(row.appliedAt().withOffsetSameInstant(ZoneOffset.UTC)))
                        .orElse(""),
                applied.map(AppliedMigration::appliedBy).orElse(""),
                applied.filter(row -> !row.executionTime().isZero())
                        .map(row -> row.executionTime().toMillis() + " ms")
                        .orElse(""));
    }

    /** {@code 3 applied, 1 pending}: states in the order of their names. */
    private static String summary(List<HistoryEntry> entries) {
        return entries.stream()
                .collect(Collectors.groupingBy(entry -> entry.state().text(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> json(Ran ran) {
        Map<String, Object> json = json(ran.migration());
        json.put("milliseconds", ran.took().toMillis());
        json.put("statements", ran.statements());
        json.put("rows", ran.changedRows());
        return json;
    }

    static Map<String, Object> json(ResolvedMigration migration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", migration.version().text());
        json.put("name", migration.entry().name());
        json.put("class", migration.className());
        return json;
    }

    private static Map<String, Object> json(HistoryEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", entry.version().text());
        json.put("name", entry.name());
        json.put("state", entry.state().text());
        json.put(
                "since",
                entry.applied()
                        .map(row -> row.appliedAt()
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .toString())
                        .orElse(null));
        json.put("by", entry.applied().map(AppliedMigration::appliedBy).orElse(null));
        json.put(
                "milliseconds",
                entry.applied().map(row -> row.executionTime().toMillis()).orElse(null));
        return json;
    }
}
