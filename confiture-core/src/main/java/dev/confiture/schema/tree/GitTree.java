package dev.confiture.schema.tree;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files of a commit, as git stores them: no line-end conversion, no filters. One {@code git cat-file} serves them all,
 * question by question. Links to files are followed; linked folders and submodules are refused, because their files would
 * be missing in silence.
 */
public final class GitTree implements SchemaTree {

    private final GitRef ref;
    private final Process reader;
    private final InputStream answers;

    public GitTree(GitRef ref) {
        this.ref = ref;
        try {
            this.reader = ref.git().start("cat-file", "--batch", "--follow-symlinks");
        } catch (IOException e) {
            throw Git.missing(e);
        }
        this.answers = new BufferedInputStream(reader.getInputStream());
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
        return ask(normalized(folder), path).content().array();
    }

    @Override
    public String identity(String folder, String path) {
        return normalized(folder) + "/" + path;
    }

    @Override
    public void close() {
        reader.destroy();
    }

    private boolean isFolder(String folder, String path) throws IOException {
        return ask(folder, path).type().equals("tree");
    }

    private static boolean isSql(GitEntry entry) {
        return entry.path().toLowerCase(Locale.ROOT).endsWith(".sql");
    }

    /** The answer is {@code <object> <type> <size> LF <content> LF}, or one line that says what is missing. */
    private Answer ask(String folder, String path) throws IOException {
        String name = (folder.isEmpty() ? "" : folder + "/") + path;
        if (name.indexOf('\n') >= 0) {
            throw new IOException("the name holds a line break");
        }
        OutputStream questions = reader.getOutputStream();
        questions.write((ref.commit() + ":./" + name + "\n").getBytes(StandardCharsets.UTF_8));
        questions.flush();
        String[] header = line().split(" ", -1);
        if (header.length == 2 && header[1].matches("[0-9]+")) {
            // "dangling", "loop", "notdir" or "symlink" (leads out of the repository): the link's target follows.
            answers.skipNBytes(Long.parseLong(header[1]) + 1);
            throw new NoSuchFileException(name);
        }
        if (header.length != 3 || !header[2].matches("[0-9]+")) {
            throw new NoSuchFileException(name);
        }
        byte[] content = answers.readNBytes(Integer.parseInt(header[2]));
        if (answers.read() != '\n') {
            throw new IOException("git ended early");
        }
        return new Answer(header[1], ByteBuffer.wrap(content));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = answers.read(); c != '\n'; c = answers.read()) {
            if (c < 0) {
                throw new IOException("git ended early");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static String normalized(String folder) {
        return String.join(
                "/",
                Stream.of(folder.split("/", -1))
                        .filter(part -> !part.isEmpty() && !part.equals("."))
                        .toList());
    }

    /** What {@code git cat-file} said about one name. */
    private record Answer(String type, ByteBuffer content) {}
}
