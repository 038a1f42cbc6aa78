package dev.confiture.schema.tree;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.UUID;

/**
 * The files of one commit, as git would check them out here: with the line ends and filters of {@code .gitattributes} and
 * of git's configuration, so that a commit and its checkout have the same bytes. Two {@code git cat-file} serve them all,
 * question by question: only one that does not filter follows links.
 */
final class GitObjects implements AutoCloseable {

    private final String commit;
    private final Helper finder;
    private final Helper reader;

    /** Asked for after each file. No object has this name, so the answer is known, and tells where the file ends. */
    private final String end = "confiture-" + UUID.randomUUID();

    GitObjects(GitRef ref) throws IOException {
        this.commit = ref.commit();
        this.finder = new Helper(ref.git().serve("cat-file", "--batch-check", "--follow-symlinks"));
        try {
            this.reader = new Helper(ref.git().serve("cat-file", "--batch", "--filters"));
        } catch (IOException e) {
            finder.close();
            throw e;
        }
    }

    /**
     * What a name stands for; links are followed.
     *
     * @param name relative to the folder in which git runs, with {@code /}
     * @throws NoSuchFileException if it is a link to nothing
     */
    Found find(String name) throws IOException {
        finder.ask(commit + ":./" + name);
        String[] answer = finder.line().split(" ", -1);
        if (answer.length == 2 && answer[1].matches("[0-9]+")) {
            // "dangling", "loop", "notdir" or "symlink" (leads out of the repository): the link's target follows.
            finder.skip(Long.parseLong(answer[1]) + 1);
            throw new NoSuchFileException(name);
        }
        if (answer.length != 3 || !answer[2].matches("[0-9]+")) {
            throw new NoSuchFileException(name);
        }
        return new Found(answer[0], answer[1]);
    }

    /**
     * @param path of the file below the top of the repository: filters go by it
     */
    byte[] content(Found file, String path) throws IOException {
        reader.ask(file.object() + " " + path);
        reader.ask(end);
        reader.line(); // the size that it tells is the one before the filters
        return reader.upTo("\n" + end + " missing\n");
    }

    @Override
    public void close() {
        finder.close();
        reader.close();
    }

    /**
     * @param type {@code blob} for a file, {@code tree} for a folder
     */
    record Found(String object, String type) {}

    /** One process that answers lines. */
    private static final class Helper {

        private final Process process;
        private final InputStream answers;

        Helper(Process process) {
            this.process = process;
            this.answers = new BufferedInputStream(process.getInputStream());
        }

        void ask(String question) throws IOException {
            if (question.indexOf('\n') >= 0) {
                throw new IOException("the name holds a line break");
            }
            process.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        String line() throws IOException {
            return new String(upTo("\n"), StandardCharsets.UTF_8);
        }

        byte[] upTo(String mark) throws IOException {
            byte[] end = mark.getBytes(StandardCharsets.UTF_8);
            Tail read = new Tail();
            do {
                int next = answers.read();
                if (next < 0) {
                    throw new IOException("git ended early");
                }
                read.write(next);
            } while (!read.endsWith(end));
            return read.without(end);
        }

        void skip(long bytes) throws IOException {
            answers.skipNBytes(bytes);
        }

        void close() {
            process.destroy();
        }
    }

    /** Bytes whose end can be looked at without copying them. */
    private static final class Tail extends ByteArrayOutputStream {

        boolean endsWith(byte[] end) {
            return count >= end.length && Arrays.equals(buf, count - end.length, count, end, 0, end.length);
        }

        byte[] without(byte[] end) {
            return Arrays.copyOf(buf, count - end.length);
        }
    }
}
