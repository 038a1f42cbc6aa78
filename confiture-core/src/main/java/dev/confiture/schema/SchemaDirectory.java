package dev.confiture.schema;

import dev.confiture.config.BuildSettings.SortMode;
import dev.confiture.config.SchemaFolder;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import dev.confiture.schema.SchemaFile.Purpose;
import dev.confiture.schema.tree.GitRef;
import dev.confiture.schema.tree.GitTree;
import dev.confiture.schema.tree.SchemaTree;
import dev.confiture.schema.tree.WorkingTree;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The schema folders of a project. Their {@code .sql} files come by the folder's {@code order}, then by the path inside it;
 * hidden files and folders (a name that begins with a dot) do not count. A file that several folders hold is read once, for
 * the deepest of them.
 */
public final class SchemaDirectory {

    private static final Pattern SEED = Pattern.compile("(^|[_-])seeds?($|[_-])");

    private final Supplier<SchemaTree> trees;
    private final List<SchemaFolder> folders;
    private final PathOrder pathOrder;
    private final String state;

    private SchemaDirectory(Supplier<SchemaTree> trees, List<SchemaFolder> folders, SortMode sortMode, String state) {
        this.trees = trees;
        this.folders = List.copyOf(folders);
        this.pathOrder = sortMode == SortMode.HEX ? PathOrder.HEX : PathOrder.ALPHABETICAL;
        this.state = state;
    }

    /** The folders as they are on disk, relative to the project's root. */
    public static SchemaDirectory of(Path root, List<SchemaFolder> folders, SortMode sortMode) {
        return new SchemaDirectory(() -> new WorkingTree(root), folders, sortMode, "");
    }

    /** Today's folders with the files that they held in a commit. */
    public static SchemaDirectory at(GitRef ref, List<SchemaFolder> folders, SortMode sortMode) {
        return new SchemaDirectory(() -> new GitTree(ref), folders, sortMode, " at git ref " + ref.name());
    }

    /**
     * Every file, seeds too, in the order of the script.
     *
     * @throws ConfitureException with every file and folder that cannot be read, or if there is no file at all
     */
    public List<SchemaFile> readAll() {
        return read(true);
    }

    /** As {@link #readAll}, without seed files. */
    public List<SchemaFile> readSchemaOnly() {
        return read(false);
    }

    /** Warnings of folders of which {@code include} takes nothing: a misspelt pattern leaves files out in silence. */
    public List<Problem> idleIncludes() {
        try (SchemaTree tree = trees.get()) {
            return folders.stream()
                    .filter(folder -> !folder.include().isEmpty())
                    .filter(folder ->
                            filesOf(tree, folder, 0, new ArrayList<>()).isEmpty())
                    .map(SchemaDirectory::takesNothing)
                    .toList();
        }
    }

    private static Problem takesNothing(SchemaFolder folder) {
        return Problem.warning(
                        ProblemCode.SCHEMA_NO_FILES,
                        "No schema file of " + folder.path() + " is included.",
                        "its include is " + String.join(", ", folder.include()),
                        "correct the patterns, or take the folder out of schema_dirs")
                .at(SourceSpan.of(folder.path()));
    }

    private List<SchemaFile> read(boolean withSeeds) {
        List<Problem> problems = new ArrayList<>();
        List<SchemaFile> files = new ArrayList<>();
        try (SchemaTree tree = trees.get()) {
            for (Found file : find(tree, problems)) {
                if (withSeeds || file.purpose() == Purpose.SCHEMA) {
                    read(tree, file, problems).ifPresent(files::add);
                }
            }
        }
        if (files.isEmpty() && problems.isEmpty()) {
            problems.add(noFiles());
        }
        if (!problems.isEmpty()) {
            throw new ConfitureException(problems);
        }
        return List.copyOf(files);
    }

    private Optional<SchemaFile> read(SchemaTree tree, Found file, List<Problem> problems) {
        try {
            Utf8 content = Utf8.decode(file.name(), tree.read(file.folder().path(), file.path()));
            content.problem().ifPresent(problems::add);
            return Optional.of(new SchemaFile(file.name(), content.text(), file.purpose()));
        } catch (IOException e) {
            problems.add(unreadable(file.name(), e));
            return Optional.empty();
        }
    }

    private List<Found> find(SchemaTree tree, List<Problem> problems) {
        Map<String, Found> byIdentity = new LinkedHashMap<>();
        for (int i = 0; i < folders.size(); i++) {
            for (Found file : filesOf(tree, folders.get(i), i, problems)) {
                try {
                    byIdentity.merge(
                            tree.identity(file.folder().path(), file.path()),
                            file,
                            (a, b) -> Found.NEAREST.compare(a, b) <= 0 ? a : b);
                } catch (IOException e) {
                    problems.add(unreadable(file.name(), e));
                }
            }
        }
        Comparator<Found> scriptOrder = Comparator.<Found>comparingInt(
                        file -> file.folder().order())
                .thenComparingInt(Found::position)
                .thenComparing(Found::path, pathOrder);
        return byIdentity.values().stream().sorted(scriptOrder).toList();
    }

    private List<Found> filesOf(SchemaTree tree, SchemaFolder folder, int position, List<Problem> problems) {
        List<Glob> include = folder.include().stream().map(Glob::of).toList();
        List<Glob> exclude = folder.exclude().stream().map(Glob::of).toList();
        try {
            return tree.files(folder.path()).stream()
                    .filter(path -> path.toLowerCase(Locale.ROOT).endsWith(".sql"))
                    .filter(path -> !path.startsWith(".") && !path.contains("/."))
                    .filter(path -> folder.recursive() || !path.contains("/"))
                    .filter(path -> include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(path)))
                    .filter(path -> exclude.stream().noneMatch(glob -> glob.matches(path)))
                    .map(path -> new Found(folder, position, path))
                    .toList();
        } catch (ConfitureException e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            problems.add(unreadable(folder.path(), e));
        }
        return List.of();
    }

    private Problem unreadable(String name, IOException e) {
        String why = String.valueOf(e.getMessage());
        if (e instanceof NoSuchFileException) {
            why = "it is a link to nothing";
        } else if (e instanceof FileSystemLoopException) {
            why = "a link in it leads back to a folder that holds the link";
        }
        return Problem.error(
                ProblemCode.SCHEMA_UNREADABLE,
                "Cannot read " + name + state + ".",
                SourceSpan.of(name),
                why,
                "make it readable, or leave it out with exclude in schema_dirs");
    }

    private Problem noFiles() {
        List<String> paths = folders.stream().map(SchemaFolder::path).toList();
        return Problem.error(
                ProblemCode.SCHEMA_NO_FILES,
                "There is no schema file in " + String.join(", ", paths) + state + ".",
                SourceSpan.of(paths.get(0)),
                "only files that end in .sql, are not hidden and pass include and exclude count",
                "put the DDL there, or correct schema_dir or schema_dirs in the configuration");
    }

    /**
     * A file that counts, not yet read.
     *
     * @param position of the folder in the configuration
     * @param path below the folder, with {@code /}
     */
    private record Found(SchemaFolder folder, int position, String path) {

        /** Of several folders that hold a file: the deepest, then the first in the script. */
        static final Comparator<Found> NEAREST = Comparator.<Found>comparingInt(
                        file -> -parts(file.folder().path()).length)
                .thenComparingInt(file -> file.folder().order())
                .thenComparingInt(Found::position);

        String name() {
            String folderName = String.join("/", parts(folder.path()));
            return folderName.isEmpty() ? path : folderName + "/" + path;
        }

        Purpose purpose() {
            String[] folderParts = parts(folder.path());
            Stream<String> own = folderParts.length == 0 ? Stream.of() : Stream.of(folderParts[folderParts.length - 1]);
            boolean seed = Stream.concat(own, Stream.of(parts(path)))
                    .anyMatch(part -> SEED.matcher(part).find());
            return seed ? Purpose.SEED : Purpose.SCHEMA;
        }

        private static String[] parts(String path) {
            return Stream.of(path.split("/", -1))
                    .filter(part -> !part.isEmpty() && !part.equals("."))
                    .toArray(String[]::new);
        }
    }
}
