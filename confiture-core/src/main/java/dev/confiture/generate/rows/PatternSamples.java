package dev.confiture.generate.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes texts that a regular expression of the server accepts, as far as it is made of the usual parts. */
final class PatternSamples {

    private static final int SAMPLES = 6;

    /** How often something comes at the most beyond what it must. */
    private static final int MORE = 2;

    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String WORD = LOWER + DIGITS;

    private static final Map<String, String> NAMED = Map.of(
            "alpha",
            LOWER + UPPER,
            "alnum",
            WORD + UPPER,
            "digit",
            DIGITS,
            "lower",
            LOWER,
            "upper",
            UPPER,
            "xdigit",
            DIGITS + "abcdef",
            "space",
            " ",
            "punct",
            ".,-!");

    private final String pattern;
    private final Random random;
    private int at;

    private PatternSamples(String pattern, Random random) {
        this.pattern = pattern;
        this.random = random;
    }

    /** How often a part comes, and where the text goes on after it. */
    private record Times(int least, int most, int end) {}

    /** The same ones for the same expression; none is sure to fit. */
    static List<String> of(String pattern) {
        Random random = new Random(pattern.hashCode());
        return Stream.generate(() -> new PatternSamples(pattern, random).alternatives())
                .limit(SAMPLES)
                .distinct()
                .toList();
    }

    /** For the pattern of a LIKE. */
    static List<String> ofLike(String pattern) {
        return of(pattern.chars()
                .mapToObj(c -> c == '%' ? ".+" : c == '_' ? "." : literal((char) c))
                .collect(Collectors.joining()));
    }

    private static String literal(char c) {
        return Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c;
    }

    private String alternatives() {
        List<String> all = new ArrayList<>();
        all.add(sequence());
        while (next() == '|') {
            at++;
            all.add(sequence());
        }
        return all.get(random.nextInt(all.size()));
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (at < pattern.length() && next() != '|' && next() != ')') {
            int start = at;
            String first = part();
            Times times = times();
            int count = times.least() + random.nextInt(times.most() - times.least() + 1);
            if (count > 0) {
                text.append(first);
            }
            for (int i = 1; i < count; i++) {
                at = start;
                text.append(part());
            }
            at = times.end();
        }
        return text.toString();
    }

    private String part() {
        char c = take();
        return switch (c) {
            case '^', '$' -> "";
            case '.' -> anyOf(WORD);
            case '[' -> anyOf(bracket());
            case '(' -> group();
            case '\\' -> anyOf(escaped(take()));
            default -> String.valueOf(c);
        };
    }

    private String group() {
        if (pattern.startsWith("?:", at)) {
            at += "?:".length();
        }
        String inside = alternatives();
        take();
        return inside;
    }

    private Times times() {
        char c = next();
        if (c == '*' || c == '+' || c == '?') {
            int least = c == '+' ? 1 : 0;
            return new Times(least, c == '?' ? 1 : least + MORE, at + 1);
        }
        int end = pattern.indexOf('}', at);
        if (c != '{' || end < 0) {
            return new Times(1, 1, at);
        }
        List<String> bounds = List.of(pattern.substring(at + 1, end).split(",", -1));
        int least = number(bounds.get(0), 1);
        int most = bounds.size() == 1 ? least : number(bounds.get(1), least + MORE);
        return new Times(least, Math.max(least, Math.min(most, least + MORE)), end + 1);
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : otherwise;
    }

    private String bracket() {
        boolean isNegated = next() == '^';
        at += isNegated ? 1 : 0;
        StringBuilder found = new StringBuilder();
        do {
            found.append(inBracket());
        } while (at < pattern.length() && next() != ']');
        take();
        String set = found.toString();
        return isNegated
                ? (WORD + UPPER)
                        .chars()
                        .filter(c -> set.indexOf(c) < 0)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining())
                : set;
    }

    private String inBracket() {
        int end = pattern.indexOf(":]", at);
        if (pattern.startsWith("[:", at) && end > 0) {
            String name = pattern.substring(at + 2, end);
            at = end + 2;
            return NAMED.getOrDefault(name, WORD);
        }
        char from = take();
        if (from == '\\') {
            return escaped(take());
        }
        boolean isRange = next() == '-' && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']';
        if (!isRange) {
            return String.valueOf(from);
        }
        at++;
        char to = take();
        StringBuilder range = new StringBuilder();
        for (int c = from; c <= to; c++) {
            range.append((char) c);
        }
        return range.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'd' -> DIGITS;
            case 'w' -> WORD;
            case 's' -> " ";
            case 'D', 'S' -> LOWER;
            case 'W' -> "-";
            case 'A', 'Z', 'm', 'M', 'y' -> "";
            default -> String.valueOf(c);
        };
    }

    private String anyOf(String characters) {
        return characters.isEmpty() ? "" : String.valueOf(characters.charAt(random.nextInt(characters.length())));
    }

    /** NUL at the end. */
    private char next() {
        return at < pattern.length() ? pattern.charAt(at) : '\0';
    }

    private char take() {
        char c = next();
        at++;
        return c;
    }
}
