package dev.confiture.config;

import dev.confiture.config.yaml.YamlSection;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code migrations_dir}: SQL files there would be migrations, and Confiture runs Java migrations only. To pass over them
 * would look like a deployed change, so they are refused by name.
 */
final class SqlMigrations {

    private static final String DEFAULT = "db/migrations";
    private static final int NAMED = 10;

    private SqlMigrations() {}

    static void refuse(YamlSection section, Path root) {
        String folder = SchemaFolders.path(section, "migrations_dir").orElse(DEFAULT);
        List<String> files = sqlFiles(root.resolve(folder), section);
        if (files.isEmpty()) {
            return;
        }
        String names = files.stream().limit(NAMED).collect(Collectors.joining(", "));
        section.problem(
                ProblemCode.CONFIG_SQL_MIGRATIONS,
                folder + " holds SQL migrations, which are not supported yet: " + names
                        + (files.size() > NAMED ? " and " + (files.size() - NAMED) + " more" : "") + ".",
                "migrations_dir",
                "write each as a @Migration class whose up and down execute its SQL, then remove the file");
    }

    private static List<String> sqlFiles(Path folder, YamlSection section) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            section.problem(
                    ProblemCode.CONFIG_UNREADABLE,
                    "The folder of migrations_dir cannot be read: " + e.getMessage(),
                    "migrations_dir",
                    "check its permissions");
            return List.of();
        }
    }
}
