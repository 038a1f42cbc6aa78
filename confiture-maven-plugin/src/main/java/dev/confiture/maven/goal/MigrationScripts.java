package dev.confiture.maven.goal;

import dev.confiture.history.ResolvedMigration;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.MigrationScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the script of a migrate into its file. */
final class MigrationScripts {

    private MigrationScripts() {}

    /**
     * @param shown the file, for people
     * @throws ConfitureException {@code maven.unwritable}
     */
    static GoalReport write(MigrationScript script, Path file, String shown) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            Files.writeString(file, script.sql());
        } catch (IOException e) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.MAVEN_UNWRITABLE,
                    "The script " + shown + " cannot be written.",
                    e.toString(),
                    "name a file in a folder that is writable: -Dconfiture.sqlOutput=target/migrate.sql"));
        }
        return report(script, shown);
    }

    static GoalReport report(MigrationScript script, String shown) {
        StringBuilder text = new StringBuilder("Nothing was executed on " + script.database() + "; " + shown + " has "
                + Migrations.count(script.migrations().size(), "migration")
                + (script.migrations().isEmpty() ? ".\n" : ":\n"));
        for (ResolvedMigration migration : script.migrations()) {
            text.append("  ").append(migration.label()).append('\n');
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("database", script.database());
        json.put("sqlOutput", shown);
        json.put(
                "migrations", script.migrations().stream().map(Migrations::json).toList());
        return new GoalReport(text.toString(), json, script.notices());
    }
}
