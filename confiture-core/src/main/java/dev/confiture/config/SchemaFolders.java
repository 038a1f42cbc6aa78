package dev.confiture.config;

import dev.confiture.config.yaml.YamlSection;
import dev.confiture.problem.ProblemCode;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Reads {@code schema_dir} or {@code schema_dirs}. */
final class SchemaFolders {

    private static final String RELATIVE = "a folder relative to the project, such as db/schema";

    private SchemaFolders() {}

    /** {@code db/schema} if neither key is there. */
    static List<SchemaFolder> read(YamlSection section) {
        if (section.has("schema_dir") && section.has("schema_dirs")) {
            section.problem(
                    ProblemCode.CONFIG_TWO_SOURCES,
                    "Both schema_dir and schema_dirs are written.",
                    "schema_dirs",
                    "keep schema_dirs, with schema_dir's folder as one of its entries");
        }
        if (section.has("schema_dirs")) {
            List<YamlSection> entries = section.sections("schema_dirs", "path");
            if (entries.isEmpty()) {
                section.problem(
                        ProblemCode.CONFIG_BAD_VALUE,
                        "schema_dirs names no folder.",
                        "schema_dirs",
                        "write a list: - {path: db/schema, order: 0}");
            }
            List<SchemaFolder> folders =
                    entries.stream().flatMap(entry -> entry(entry).stream()).toList();
            return folders.isEmpty() ? List.of(SchemaFolder.DEFAULT) : folders;
        }
        return List.of(path(section, "schema_dir")
                .map(path -> SchemaFolder.of(path, 0))
                .orElse(SchemaFolder.DEFAULT));
    }

    private static Optional<SchemaFolder> entry(YamlSection entry) {
        entry.refuseOthers(List.of("path", "order", "recursive", "include", "exclude"), Map.of());
        if (!entry.has("path")) {
            entry.problem(
                    ProblemCode.CONFIG_MISSING_KEY,
                    "An entry of schema_dirs has no path.",
                    "path",
                    "write - {path: db/schema, order: 0}");
        }
        int order = entry.number("order").orElse(0);
        boolean recursive = entry.flag("recursive").orElse(true);
        List<String> include = globs(entry, "include");
        List<String> exclude = globs(entry, "exclude");
        return path(entry, "path").map(path -> new SchemaFolder(path, order, recursive, include, exclude));
    }

    /** Parts joined by {@code /}, without {@code .} and needless {@code ..}. */
    static Optional<String> path(YamlSection section, String key) {
        return section.converted(key, RELATIVE, SchemaFolders::relative);
    }

    private static Optional<String> relative(String text) {
        try {
            if (text.isEmpty() || text.startsWith("/") || text.indexOf('\\') >= 0 || text.matches("[A-Za-z]:.*")) {
                return Optional.empty();
            }
            String normal = Path.of(text).normalize().toString().replace('\\', '/');
            return Optional.of(normal.isEmpty() ? "." : normal);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static List<String> globs(YamlSection entry, String key) {
        List<String> globs = entry.texts(key);
        for (String glob : globs) {
            try {
                FileSystems.getDefault().getPathMatcher("glob:" + glob);
            } catch (PatternSyntaxException e) {
                entry.badValue(key, glob, "a glob such as **/*.sql", "");
            }
        }
        return globs;
    }
}
