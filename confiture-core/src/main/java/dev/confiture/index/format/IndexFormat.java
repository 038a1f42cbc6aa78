package dev.confiture.index.format;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.MigrationIndex;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of an index: line by line, sorted, options only where they differ from the defaults, so that two
 * indexes compare well and the same migrations always give the same bytes.
 *
 * <pre>
 * confiture-index 1
 * migration 20261120101500 add_user_bio
 *   class db.migrations.AddUserBio
 *   form reversible-java
 *   source 9 db/migrations/AddUserBio.java
 *   tokens java-tokens-1 9f2c41…
 *   up 13 ALTER TABLE app.users ADD COLUMN bio text
 *   up 15? UPDATE app.users SET bio = ''
 *   up-unknown 1
 *   down 20 ALTER TABLE app.users DROP COLUMN bio
 * end
 * </pre>
 *
 * A field is two blanks, its key, one blank, its value; {@code 15?} marks a call inside a condition. Line ends, tabs,
 * other control characters, backslashes and lone surrogates of values are escaped as in Java, so a value is one line.
 * The last line {@code end} tells a whole file from a truncated one.
 */
public final class IndexFormat {

    static final int VERSION = 1;

    private static final Pattern HEADER = Pattern.compile("confiture-index ([1-9][0-9]{0,8})");
    private static final String MIGRATION = "migration ";
    private static final String END = "end";

    private IndexFormat() {}

    /** The whole file, with a last line end. The same index always gives the same text. */
    public static String write(MigrationIndex index) {
        StringBuilder text =
                new StringBuilder("confiture-index ").append(VERSION).append('\n');
        for (IndexEntry entry : index.entries()) {
            text.append(MIGRATION)
                    .append(entry.version().text())
                    .append(' ')
                    .append(EscapedText.escape(entry.name()))
                    .append('\n');
            for (IndexField field : EntryFields.of(entry)) {
                text.append("  ")
                        .append(field.key())
                        .append(' ')
                        .append(EscapedText.escape(field.value()))
                        .append('\n');
            }
        }
        return text.append(END).append('\n').toString();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param text the whole file
     * @param origin where it lies, for messages: a path or a URL
     * @throws ConfitureException with index.newer-format, or with one index.malformed per bad line
     */
    public static MigrationIndex read(String text, String origin) {
        List<String> lines = List.of(text.split("\n", -1));
        checkHeader(lines.get(0), origin);
        List<Problem> problems = new ArrayList<>();
        if (lines.size() < 3
                || !lines.get(lines.size() - 2).equals(END)
                || !lines.get(lines.size() - 1).isEmpty()) {
            throw new ConfitureException(malformed(origin, lines.size(), "the file does not end with \"end\""));
        }
        List<IndexEntry> entries = new ArrayList<>();
        int at = 1;
        while (at < lines.size() - 2) {
            int next = at + 1;
            while (next < lines.size() - 2 && lines.get(next).startsWith("  ")) {
                next++;
            }
            try {
                entries.add(entry(lines, at, next));
            } catch (MalformedLine e) {
                problems.add(malformed(origin, e.line(), e.reason()));
            }
            at = next;
        }
        if (!problems.isEmpty()) {
            throw new ConfitureException(problems);
        }
        return new MigrationIndex(entries);
    }

    private static void checkHeader(String line, String origin) {
        Matcher header = HEADER.matcher(line);
        if (!header.matches()) {
            throw new ConfitureException(malformed(origin, 1, "the first line is not \"confiture-index <version>\""));
        }
        int version = Integer.parseInt(header.group(1));
        if (version > VERSION) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.INDEX_NEWER_FORMAT,
                    "The index of migrations has format " + version + "; format " + VERSION
                            + " is the newest that this version of Confiture reads.",
                    SourceSpan.of(origin, 1),
                    "its classes were compiled with a newer confiture-processor",
                    "raise the version of confiture-maven-plugin to that of confiture-processor"));
        }
    }

    /** The migration of the lines from (its first line) to to (exclusive), 0-based. */
    private static IndexEntry entry(List<String> lines, int from, int to) throws MalformedLine {
        String first = lines.get(from);
        int blank = first.indexOf(' ', MIGRATION.length());
        if (!first.startsWith(MIGRATION) || blank < 0) {
            throw new MalformedLine(from + 1, "expected \"migration <version> <name>\", found \"" + first + "\"");
        }
        int line = from + 1;
        MigrationVersion version = MigrationVersion.parse(first.substring(MIGRATION.length(), blank))
                .orElseThrow(() -> new MalformedLine(line, "the version is not groups of digits"));
        String name = EscapedText.unescape(first.substring(blank + 1), line);
        List<IndexField> fields = new ArrayList<>();
        for (int i = from + 1; i < to; i++) {
            fields.add(field(lines.get(i), i + 1));
        }
        return new EntryFields(line, fields).toEntry(version, name);
    }

    private static IndexField field(String text, int line) throws MalformedLine {
        int blank = text.indexOf(' ', 2);
        if (blank < 3) {
            throw new MalformedLine(line, "expected a key and a value, found \"" + text + "\"");
        }
        return new IndexField(line, text.substring(2, blank), EscapedText.unescape(text.substring(blank + 1), line));
    }

    private static Problem malformed(String origin, int line, String reason) {
        return Problem.error(
                ProblemCode.INDEX_MALFORMED,
                "The index of migrations cannot be read.",
                SourceSpan.of(origin, line),
                reason,
                "compile the module again from scratch (mvn clean process-classes); the file is written by the compiler, not by"
                        + " hand");
    }
}
