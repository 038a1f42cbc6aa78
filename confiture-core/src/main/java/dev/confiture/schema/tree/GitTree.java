package dev.confiture.schema.tree;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files of a commit, as git would check them out here. Links to files are followed; linked folders and submodules are
 * refused, because their files would be missing in silence.
 */
public final class GitTree implements SchemaTree {

    private final GitRef ref;
    private final String prefix;
    private final GitObjects objects;

    public GitTree(GitRef ref) {
        this.ref = ref;
        this.prefix = ref.prefix();
        try {
            this.objects = new GitObjects(ref);
        } catch (IOException e) {
            throw Git.missing(e);
        }
    }

    @Override
    public List<String> files(String folder) throws IOException {
        String normalized = normalized(folder);
        List<GitEntry> entries = ref.entries(normalized);
        if (entries.isEmpty()) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.SCHEMA_FOLDER_MISSING,
                    "The schema folder " + folder + " does not exist at git ref \"" + ref.name() + "\".",
                    SourceSpan.of(folder),
                    "the folders are those of today's configuration",
                    "choose a later ref, or name a version of db/schema_history (-Dconfiture.from=<version>)"));
        }
        for (GitEntry entry : entries) {
            if (entry.isSubmodule() || (entry.isLink() && !isSql(entry) && isFolder(normalized, entry.path()))) {
                throw new ConfitureException(Problem.error(
                        ProblemCode.GIT_UNREADABLE,
                        "Cannot read " + normalized + "/" + entry.path() + " at git ref \"" + ref.name() + "\".",
                        "it is a " + (entry.isSubmodule() ? "submodule" : "link to a folder"),
                        "name a version of db/schema_history instead (-Dconfiture.from=<version>)"));
            }
        }
        return entries.stream().map(GitEntry::path).toList();
    }

    @Override
    public byte[] read(String folder, String path) throws IOException {
        String name = name(normalized(folder), path);
        String inRepository = Path.of(prefix + name).normalize().toString().replace('\\', '/');
        return objects.content(objects.find(name), inRepository);
    }

    @Override
    public String identity(String folder, String path) {
        return normalized(folder) + "/" + path;
    }

    @Override
    public void close() {
        objects.close();
    }

    private boolean isFolder(String folder, String path) throws IOException {
        return objects.find(name(folder, path)).type().equals("tree");
    }

    private static boolean isSql(GitEntry entry) {
        return entry.path().toLowerCase(Locale.ROOT).endsWith(".sql");
    }

    private static String name(String folder, String path) {
        return (folder.isEmpty() ? "" : folder + "/") + path;
    }

    private static String normalized(String folder) {
        return String.join(
                "/",
                Stream.of(folder.split("/", -1))
                        .filter(part -> !part.isEmpty() && !part.equals("."))
                        .toList());
    }
}
