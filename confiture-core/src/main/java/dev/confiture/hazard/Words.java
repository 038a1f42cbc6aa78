package dev.confiture.hazard;

import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlToken;
import dev.confiture.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tokens of a statement, or of a part of one: words in capitals, quoted names in their quotes, {@code '} for any
 * string, other tokens as they are; no comments.
 */
final class Words {

    private static final String STRING = "'";

    private final List<String> tokens;

    private Words(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    static Words of(String sql) {
        List<String> tokens = new ArrayList<>();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            if (!token.isComment() && token.kind() != Kind.END) {
                tokens.add(
                        switch (token.kind()) {
                            case WORD -> token.text(sql).toUpperCase(Locale.ROOT);
                            case STRING, DOLLAR_STRING -> STRING;
                            default -> token.text(sql);
                        });
            }
        }
        return new Words(tokens);
    }

    String at(int index) {
        return index < tokens.size() ? tokens.get(index) : "";
    }

    boolean startsWith(String... words) {
        return tokens.size() >= words.length && tokens.subList(0, words.length).equals(List.of(words));
    }

    /** Whether the words occur side by side, inside parentheses too. */
    boolean has(String... words) {
        for (int i = 0; i + words.length <= tokens.size(); i++) {
            if (tokens.subList(i, i + words.length).equals(List.of(words))) {
                return true;
            }
        }
        return false;
    }

    boolean hasAny(Set<String> words) {
        return tokens.stream().anyMatch(words::contains);
    }

    Words from(int index) {
        return new Words(tokens.subList(Math.min(index, tokens.size()), tokens.size()));
    }

    /** Without the first words, if it starts with them. */
    Words without(String... words) {
        return startsWith(words) ? from(words.length) : this;
    }

    /** Behind the first place of a word; empty if it does not occur. */
    Words behind(String word) {
        int index = tokens.indexOf(word);
        return from(index < 0 ? tokens.size() : index + 1);
    }

    /** Up to the first of some words. */
    Words before(Set<String> words) {
        int end = 0;
        while (end < tokens.size() && !words.contains(at(end))) {
            end++;
        }
        return new Words(tokens.subList(0, end));
    }

    /** The name that it starts with, with its schema: {@code APP.USERS}, {@code "Odd".T}; empty if it starts with none. */
    String name() {
        int end = nameLength();
        return String.join("", tokens.subList(0, end));
    }

    /** Behind the name that it starts with. */
    Words behindName() {
        return from(nameLength());
    }

    private int nameLength() {
        int end = isName(at(0)) ? 1 : 0;
        while (end > 0 && at(end).equals(".") && isName(at(end + 1))) {
            end += 2;
        }
        return end;
    }

    private static boolean isName(String token) {
        return !token.isEmpty()
                && (token.charAt(0) == '"' || Character.isLetter(token.charAt(0)) || token.charAt(0) == '_');
    }

    /** The parts between the commas that are not in parentheses. */
    List<Words> parts() {
        List<Words> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int depth = 0;
        for (String token : tokens) {
            depth += token.equals("(") || token.equals("[") ? 1 : 0;
            depth -= token.equals(")") || token.equals("]") ? 1 : 0;
            if (depth == 0 && token.equals(",")) {
                parts.add(new Words(part));
                part.clear();
            } else {
                part.add(token);
            }
        }
        parts.add(new Words(part));
        return parts;
    }

    /** Whether a function is called that is not among those that are known: a name before a parenthesis. */
    boolean callsOtherThan(Set<String> known) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (at(i + 1).equals("(") && isName(at(i)) && !known.contains(at(i))) {
                return true;
            }
        }
        return false;
    }
}
