package dev.confiture.processor.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over the tokens that make up each migration of a file: the whole file, without the other migrations in it, and
 * without imports that nothing left over names. So adding a migration to a file changes no other one, while a constant
 * or a helper class of the file counts for all of them.
 */
public final class TokenDigests {

    /**
     * Where a migration stands.
     *
     * @param start index of its first character in the {@link SourceText}
     * @param end index behind its last character
     */
    public record Place(int start, int end) {}

    /** Some tokens, by number; the end is the first one behind. */
    private record Span(int first, int end) {

        boolean contains(Span other) {
            return first <= other.first && other.end <= end;
        }
    }

    private final MessageDigest sha256;
    private final Utf8 bytes = new Utf8();

    public TokenDigests() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The digests, 64 hexadecimal digits each, of the migrations of one file, in the order given.
     *
     * @param places all migrations of the file; they may lie inside each other
     */
    public List<String> of(SourceText source, List<Place> places) {
        Tokens tokens = Tokeniser.tokens(source.text());
        List<Span> imports = imports(tokens);
        List<Span> migrations = new ArrayList<>(places.size());
        for (Place place : places) {
            migrations.add(new Span(tokens.firstFrom(place.start()), tokens.firstFrom(place.end())));
        }
        List<String> digests = new ArrayList<>(places.size());
        for (Span migration : migrations) {
            List<Span> holes = new ArrayList<>(imports);
            for (Span other : migrations) {
                if (!other.contains(migration)) {
                    holes.add(other);
                }
            }
            if (holes.size() > imports.size()) {
                holes.sort(Comparator.comparingInt(Span::first));
            }
            digests.add(digest(tokens, outside(holes, tokens), imports));
        }
        return digests;
    }

    /** Each with its semicolon. */
    private static List<Span> imports(Tokens tokens) {
        List<Span> imports = new ArrayList<>();
        for (int first = 0; first < tokens.size(); first++) {
            if (tokens.is(first, "import")) {
                int end = first;
                while (end < tokens.size() && !tokens.is(end, ";")) {
                    end++;
                }
                imports.add(new Span(first, end + 1));
            }
        }
        return imports;
    }

    /** The tokens that are in no hole; holes are sorted, and one may lie inside another. */
    private static int[] outside(List<Span> holes, Tokens tokens) {
        int[] outside = new int[tokens.size()];
        int size = 0;
        int at = 0;
        for (Span hole : holes) {
            while (at < hole.first()) {
                outside[size++] = at++;
            }
            at = Math.max(at, hole.end());
        }
        while (at < tokens.size()) {
            outside[size++] = at++;
        }
        return Arrays.copyOf(outside, size);
    }

    private String digest(Tokens tokens, int[] counted, List<Span> imports) {
        for (int token : counted) {
            tokens.appendTo(bytes, token);
            bytes.appendEnd();
        }
        for (String line : used(imports, tokens, counted)) {
            bytes.append(line);
            bytes.appendEnd();
        }
        return HexFormat.of().formatHex(bytes.digest(sha256));
    }

    /** The imports that something names, sorted, each once. A star may import anything. */
    private static List<String> used(List<Span> imports, Tokens tokens, int[] counted) {
        List<String> used = new ArrayList<>();
        for (Span line : imports) {
            int name = line.end() - 2;
            if (tokens.is(name, "*") || isNamed(name, tokens, counted)) {
                String text = text(line.first(), name, tokens);
                int place = Collections.binarySearch(used, text);
                if (place < 0) {
                    used.add(-place - 1, text);
                }
            }
        }
        return used;
    }

    private static boolean isNamed(int name, Tokens tokens, int[] counted) {
        for (int token : counted) {
            if (tokens.isSame(token, name)) {
                return true;
            }
        }
        return false;
    }

    private static String text(int first, int last, Tokens tokens) {
        StringBuilder text = new StringBuilder(tokens.text(first));
        for (int token = first + 1; token <= last; token++) {
            text.append(' ').append(tokens.text(token));
        }
        return text.toString();
    }
}
