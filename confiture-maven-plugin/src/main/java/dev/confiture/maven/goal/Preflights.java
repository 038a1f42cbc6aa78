package dev.confiture.maven.goal;

import dev.confiture.maven.report.GoalReport;
import dev.confiture.runner.PreflightReport;
import dev.confiture.runner.rehearsal.HeldLock;
import dev.confiture.runner.rehearsal.MeasuredMigration;
import dev.confiture.runner.rehearsal.MeasuredStatement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a preflight is shown. */
final class Preflights {

    private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB");

    private Preflights() {}

    static GoalReport report(PreflightReport report) {
        List<MeasuredMigration> migrations = report.migrations();
        StringBuilder text = new StringBuilder(
                "Preflight for " + report.database() + ", on " + report.place().text() + ".\n");
        text.append(
                migrations.isEmpty()
                        ? "Nothing is pending.\n"
                        : Migrations.count(migrations.size(), "migration") + " ran, tier "
                                + report.tier().text() + ":\n");
        migrations.forEach(migration -> text.append('\n').append(text(migration)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("database", report.database());
        json.put("place", report.place().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        json.put("tier", report.tier().text());
        json.put("rehearsed", migrations.stream().map(Preflights::json).toList());
        return new GoalReport(text.toString(), json, report.notices());
    }

    private static String text(MeasuredMigration migration) {
        StringBuilder text = new StringBuilder("  " + migration.migration().label() + "  "
                + (migration.isTransactional() ? "in a transaction, " : "outside a transaction, ")
                + millis(migration.took()) + ", tier " + migration.tier().text() + "\n");
        migration
                .longestExclusive()
                .ifPresent(longest -> text.append("    longest: ")
                        .append(text(longest.lock()))
                        .append(", held ")
                        .append(millis(longest.held()))
                        .append('\n'));
        migration.statements().forEach(statement -> text.append(text(statement)));
        return text.toString();
    }

    private static String text(MeasuredStatement statement) {
        StringBuilder text = new StringBuilder();
        List<String> lines = statement.sql().strip().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == 0 ? "    - " : "      ").append(lines.get(i)).append('\n');
        }
        text.append("      ").append(statement.tier().text()).append(", ").append(millis(statement.took()));
        statement.rows().ifPresent(rows -> text.append(", ").append(rows).append(rows == 1 ? " row" : " rows"));
        text.append(", WAL up to ").append(bytes(statement.walBytes())).append('\n');
        for (HeldLock lock : statement.locks()) {
            text.append("      ").append(text(lock)).append(", held ").append(millis(statement.held()));
            text.append(statement.sampled() ? " at most (sampled)" : "")
                    .append(lock.isAgain() ? " (again; an earlier migration has it)\n" : "\n");
        }
        statement
                .rewritten()
                .forEach(relation ->
                        text.append("      rewrites ").append(relation).append('\n'));
        statement
                .indexes()
                .forEach(index -> text.append("      builds index ")
                        .append(index.name())
                        .append(" (")
                        .append(bytes(index.bytes()))
                        .append(")\n"));
        statement
                .hazards()
                .notes()
                .forEach(note -> text.append("      ! ").append(note).append('\n'));
        return text.toString();
    }

    private static String text(HeldLock lock) {
        return lock.mode().text() + " on " + lock.relation() + " (" + bytes(lock.bytes()) + ") blocks "
                + lock.mode().blocks();
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }

    static String bytes(long bytes) {
        double shown = bytes;
        int unit = 0;
        while (shown >= 1024 && unit < UNITS.size() - 1) {
            shown /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", shown, UNITS.get(unit));
    }

    private static Map<String, Object> json(MeasuredMigration migration) {
        Map<String, Object> json = Migrations.json(migration.migration());
        json.put("transactional", migration.isTransactional());
        json.put("milliseconds", migration.took().toMillis());
        json.put("tier", migration.tier().text());
        json.put(
                "longestExclusive",
                migration
                        .longestExclusive()
                        .map(longest -> {
                            Map<String, Object> lock = json(longest.lock());
                            lock.put("heldMilliseconds", longest.held().toMillis());
                            return lock;
                        })
                        .orElse(null));
        json.put(
                "statements",
                migration.statements().stream().map(Preflights::json).toList());
        return json;
    }

    private static Map<String, Object> json(MeasuredStatement statement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sql", statement.sql());
        json.put("tier", statement.tier().text());
        json.put("milliseconds", statement.took().toMillis());
        json.put("rows", statement.rows().orElse(null));
        json.put("heldMilliseconds", statement.held().toMillis());
        json.put("sampled", statement.sampled());
        json.put("locks", statement.locks().stream().map(Preflights::json).toList());
        json.put("rewritten", statement.rewritten());
        json.put("indexes", statement.indexes().stream().map(Preflights::json).toList());
        json.put("walBytes", statement.walBytes());
        json.put("hazards", statement.hazards().notes());
        return json;
    }

    private static Map<String, Object> json(MeasuredStatement.BuiltIndex index) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", index.name());
        json.put("bytes", index.bytes());
        return json;
    }

    private static Map<String, Object> json(HeldLock lock) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("relation", lock.relation());
        json.put("mode", lock.mode().text());
        json.put("bytes", lock.bytes());
        json.put("blocks", lock.mode().blocks());
        json.put("again", lock.isAgain());
        return json;
    }
}
