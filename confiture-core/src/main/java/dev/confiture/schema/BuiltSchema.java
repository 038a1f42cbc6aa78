package dev.confiture.schema;

import dev.confiture.problem.SourceSpan;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.StatementSplitter;
import dev.confiture.sql.TextPositions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The schema as one script, and the way back from the script to its files. Unmodifiable, for any number of threads. */
public final class BuiltSchema {

    private final String script;
    private final String sha256;
    private final List<Section> sections;

    /** Cut when it is first asked for: who only writes the script does not need it, who builds needs it several times. */
    private volatile Optional<SplitScript> split = Optional.empty();

    /** A file may be the whole schema, and thousands of its places asked for. */
    private final Map<SchemaFile, TextPositions> positions = new ConcurrentHashMap<>();

    private BuiltSchema(String script, List<Section> sections) {
        this.script = script;
        this.sha256 = sha256(script);
        this.sections = List.copyOf(sections);
        if (this.sections.isEmpty()) {
            throw new IllegalArgumentException("a schema without a file");
        }
    }

    /**
     * @param script what {@code psql -1 -f} could run; ends with a newline
     * @param sections which part of the script is which file, in order; separators lie between them
     */
    public static BuiltSchema of(String script, List<Section> sections) {
        return new BuiltSchema(script, sections);
    }

    public String script() {
        return script;
    }

    /** Of the script's UTF-8 bytes, in lower-case hex. */
    public String sha256() {
        return sha256;
    }

    /** In the script's order, without a gap but the separators. */
    public List<Section> sections() {
        return sections;
    }

    /** The script, cut into statements. */
    public SplitScript split() {
        SplitScript cut = split.orElseGet(() -> StatementSplitter.split(script));
        split = Optional.of(cut);
        return cut;
    }

    /**
     * The place in a source file that a place in the script came from. What stands between two files belongs to the end of
     * the first.
     *
     * @param offset in the script, in UTF-16 units, 0 to its length
     */
    public SourceSpan locate(int offset) {
        Section section = sectionAt(offset);
        int inside = section.fileStart() + Math.max(0, Math.min(offset, section.end()) - section.start());
        SchemaFile file = section.file();
        return positions
                .computeIfAbsent(file, each -> TextPositions.of(each.text()))
                .span(file.name(), inside);
    }

    /** Whether seed files are part of it. */
    public boolean hasSeeds() {
        return sections.stream().anyMatch(section -> section.file().purpose() == SchemaFile.Purpose.SEED);
    }

    /** The file that a place in the script came from, as {@link #locate} finds it. */
    public SchemaFile fileAt(int offset) {
        return sectionAt(offset).file();
    }

    private Section sectionAt(int offset) {
        if (offset < 0 || offset > script.length()) {
            throw new IllegalArgumentException("not in the script: " + offset);
        }
        int low = 0;
        int high = sections.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (sections.get(middle).start() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return sections.get(low);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * A file's part of the script, or one of several.
     *
     * @param start offset of its first character, in UTF-16 units
     * @param end offset after its last character
     * @param fileStart offset of its first character in the file
     */
    public record Section(SchemaFile file, int start, int end, int fileStart) {

        /** The whole file. */
        Section(SchemaFile file, int start, int end) {
            this(file, start, end, 0);
        }
    }
}
