package dev.confiture.schema.tree;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import dev.confiture.problem.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files as they lie on disk; links are followed. */
public final class WorkingTree implements SchemaTree {

    private final Path root;

    public WorkingTree(Path root) {
        this.root = root;
    }

    @Override
    public List<String> files(String folder) throws IOException {
        Path start = root.resolve(folder);
        if (!Files.isDirectory(start)) {
            throw new ConfitureException(missing(folder, start));
        }
        try (Stream<Path> below = Files.walk(start, FileVisitOption.FOLLOW_LINKS)) {
            return below.filter(path -> !Files.isDirectory(path))
                    .map(path -> slashed(start.relativize(path)))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public byte[] read(String folder, String path) throws IOException {
        return Files.readAllBytes(root.resolve(folder).resolve(path));
    }

    @Override
    public String identity(String folder, String path) throws IOException {
        return root.resolve(folder).resolve(path).toRealPath().toString();
    }

    /** Nothing is held open. */
    @Override
    public void close() {}

    private static Problem missing(String folder, Path start) throws IOException {
        if (Files.exists(start)) {
            return Problem.error(
                    ProblemCode.SCHEMA_FOLDER_MISSING,
                    "The schema folder " + folder + " is a file.",
                    SourceSpan.of(folder),
                    "",
                    "name the folder in schema_dir or schema_dirs");
        }
        return Problem.error(
                ProblemCode.SCHEMA_FOLDER_MISSING,
                "The schema folder " + folder + " does not exist.",
                SourceSpan.of(folder),
                "",
                Suggestion.didYouMean(start.getFileName().toString(), neighbours(start))
                        + "create it, or correct schema_dir or schema_dirs in the configuration");
    }

    private static List<String> neighbours(Path start) throws IOException {
        Path parent = start.toAbsolutePath().normalize().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            return siblings.filter(Files::isDirectory)
                    .map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static String slashed(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }
}
