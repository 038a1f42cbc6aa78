package dev.confiture.corpora;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.confiture.embedded.binaries.BinariesArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Schemas and migrations of public projects, read from a folder outside this repository that the system property
 * {@code confiture.corpora} names.
 */
final class Corpora {

    /** {@code | schemas/name | … | loads on 14–18 |} or {@code | needs 18 … |}. */
    private static final Pattern SCHEMA_LINE =
            Pattern.compile("\\| schemas/(\\w+) \\|.*\\| (?:loads on (\\d+)–(\\d+)|needs (\\d+))\\b.*");

    private final Path root;

    private Corpora(Path root) {
        this.root = root;
    }

    /** Without the folder the test is skipped and says so; a folder with something missing is a failure. */
    static Corpora orSkip() {
        String folder = System.getProperty("confiture.corpora", "");
        assumeTrue(
                !folder.isBlank() && Files.isDirectory(Path.of(folder)),
                "NOT TESTED: real schemas and migrations, because -Dconfiture.corpora names no folder: '" + folder
                        + "'");
        return new Corpora(Path.of(folder));
    }

    Path folder(String name) {
        Path folder = root.resolve(name);
        assertThat(folder).as("the corpora are there, but not all of them").isDirectory();
        return folder;
    }

    /** The files of a folder whose name has that end, sorted by name. */
    static List<Path> files(Path folder, String end) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith(end))
                    .sorted()
                    .toList();
            assertThat(found).as("files in %s", folder).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each schema with each major that its README says loads it. */
    List<SchemaOnMajor> schemas() {
        List<String> lines;
        try {
            lines = Files.readAllLines(root.resolve("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<SchemaOnMajor> schemas = lines.stream()
                .map(SCHEMA_LINE::matcher)
                .filter(Matcher::matches)
                .flatMap(this::onEveryMajor)
                .toList();
        TreeSet<String> named = schemas.stream().map(SchemaOnMajor::name).collect(toCollection(TreeSet::new));
        assertThat(folder("schemas").toFile().list())
                .as("schemas that the README of the corpora names")
                .containsExactlyInAnyOrderElementsOf(named);
        return schemas;
    }

    private Stream<SchemaOnMajor> onEveryMajor(Matcher line) {
        boolean needs = line.group(4) != null;
        int first = Integer.parseInt(needs ? line.group(4) : line.group(2));
        int last = needs ? BinariesArtifact.majors().last() : Integer.parseInt(line.group(3));
        return BinariesArtifact.majors().subSet(first, true, last, true).stream()
                .map(major -> new SchemaOnMajor(line.group(1), folder("schemas/" + line.group(1)), major));
    }

    /** One schema to load on one server. */
    record SchemaOnMajor(String name, Path folder, int major) {

        @Override
        public String toString() {
            return name + " on PostgreSQL " + major;
        }
    }
}
