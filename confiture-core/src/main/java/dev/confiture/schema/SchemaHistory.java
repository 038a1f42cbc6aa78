package dev.confiture.schema;

import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import dev.confiture.problem.Suggestion;
import dev.confiture.schema.SchemaFile.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of built schemas as they were after a migration ({@code db/schema_history/<version>.sql}); each is a point to
 * build from.
 */
public final class SchemaHistory {

    /** {@code db/schema_history}, relative to the project's root. */
    public static final String FOLDER = "db/schema_history";

    /** {@code 20261120101500.sql}; a name after the version is accepted: {@code 20261120101500_add_user_bio.sql}. */
    private static final Pattern SNAPSHOT = Pattern.compile("([0-9]+(?:[._][0-9]+)*)(?:[_-][^0-9].*)?\\.sql");

    private final Path root;

    /**
     * @param root the project's root
     */
    public SchemaHistory(Path root) {
        this.root = root;
    }

    /**
     * Writes the snapshot of a version, over an earlier one of the same version.
     *
     * @return the file, relative to the project's root, with {@code /}
     */
    public String write(MigrationVersion version, BuiltSchema schema) {
        String name =
                existing().containsKey(version) ? only(version, existing().get(version)) : version.text() + ".sql";
        ScriptFile.write(schema, root.resolve(FOLDER).resolve(name));
        return FOLDER + "/" + name;
    }

    /**
     * The schema as it was after a version.
     *
     * @throws ConfitureException if there is no snapshot of that version, or it cannot be read
     */
    public BuiltSchema read(MigrationVersion version) {
        Map<MigrationVersion, List<String>> snapshots = existing();
        if (!snapshots.containsKey(version)) {
            throw new ConfitureException(
                    unknown(version, snapshots.keySet().stream().toList()));
        }
        String name = FOLDER + "/" + only(version, snapshots.get(version));
        try {
            Utf8 content = Utf8.decode(name, Files.readAllBytes(root.resolve(name)));
            if (content.problem().isPresent()) {
                throw new ConfitureException(content.problem().get());
            }
            return SchemaBuilder.ofScript(new SchemaFile(name, content.text(), Purpose.SCHEMA));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** Versions that have a snapshot, oldest first; none if the folder does not exist. */
    public List<MigrationVersion> versions() {
        return List.copyOf(existing().keySet());
    }

    private Map<MigrationVersion, List<String>> existing() {
        Map<MigrationVersion, List<String>> snapshots = new TreeMap<>();
        Path folder = root.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return snapshots;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (String name : files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList()) {
                Matcher matcher = SNAPSHOT.matcher(name);
                Optional<MigrationVersion> version =
                        matcher.matches() ? MigrationVersion.parse(matcher.group(1)) : Optional.empty();
                version.ifPresent(known -> snapshots
                        .computeIfAbsent(known, any -> new ArrayList<>())
                        .add(name));
            }
        } catch (IOException e) {
            throw unreadable(FOLDER, e);
        }
        return snapshots;
    }

    private static String only(MigrationVersion version, List<String> names) {
        if (names.size() > 1) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.SCHEMA_SNAPSHOT_AMBIGUOUS,
                    "There are " + names.size() + " snapshots of version " + version.text() + ".",
                    SourceSpan.of(FOLDER + "/" + names.get(0)),
                    String.join(", ", names),
                    "keep one of them"));
        }
        return names.get(0);
    }

    private static Problem unknown(MigrationVersion version, List<MigrationVersion> versions) {
        List<String> known = versions.stream().map(MigrationVersion::text).toList();
        return Problem.error(
                ProblemCode.SCHEMA_NO_SNAPSHOT,
                "There is no snapshot of version \"" + version.text() + "\".",
                SourceSpan.of(FOLDER),
                known.isEmpty() ? "there are no snapshots at all" : "there are: " + String.join(", ", known),
                Suggestion.didYouMean(version.text(), known)
                        + "make one where the schema is that of the version (mvn confiture:snapshot),"
                        + " or name a git ref (-Dconfiture.from=git:<ref>)");
    }

    private static ConfitureException unreadable(String name, IOException e) {
        return new ConfitureException(
                Problem.error(
                        ProblemCode.SCHEMA_UNREADABLE,
                        "Cannot read " + name + ".",
                        SourceSpan.of(name),
                        String.valueOf(e.getMessage()),
                        "make it readable"),
                e);
    }
}
