package dev.confiture.schema.order;

import dev.confiture.sql.Identifier;
import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlToken;
import dev.confiture.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names in one statement's tokens, in order. */
final class Names {

    private final String text;
    private final List<SqlToken> tokens;

    Names(String text) {
        this.text = text;
        this.tokens = SqlLexer.tokens(text);
    }

    int size() {
        return tokens.size();
    }

    boolean is(int index, String word) {
        return index >= 0 && index < tokens.size() && tokens.get(index).isWord(text, word);
    }

    /** A word without quotes in capitals; empty for anything else. */
    String word(int index) {
        return index >= 0 && index < tokens.size() && tokens.get(index).kind() == Kind.WORD
                ? tokens.get(index).text(text).toUpperCase(Locale.ROOT)
                : "";
    }

    /** The name that begins at a token, its parts in stored form; empty if none does. */
    Optional<List<String>> at(int index) {
        List<String> parts = new ArrayList<>();
        int i = index;
        while (i < tokens.size() && isName(tokens.get(i))) {
            try {
                parts.add(Identifier.written(tokens.get(i).text(text)).name());
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // too long for a name: the server will say so
            }
            if (i + 1 >= tokens.size() || !tokens.get(i + 1).text(text).equals(".")) {
                break;
            }
            i += 2;
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
    }

    /** Every name, in order; what stands in string literals of one name ({@code 'app.seq'}) counts. */
    List<List<String>> all() {
        List<List<String>> names = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (isName(token) && (i == 0 || !tokens.get(i - 1).text(text).equals("."))) {
                at(i).ifPresent(names::add);
            } else if (token.kind() == Kind.STRING && token.end() - token.start() < 130) {
                names.addAll(inLiteral(token.text(text)));
            }
        }
        return names;
    }

    /** Bodies of SQL functions: the server reads them when the function is created. */
    List<String> bodies() {
        return tokens.stream()
                .filter(token -> token.kind() == Kind.DOLLAR_STRING)
                .map(token -> token.text(text))
                .map(body -> body.substring(body.indexOf('$', 1) + 1, body.lastIndexOf('$', body.length() - 2)))
                .toList();
    }

    boolean has(String word) {
        return tokens.stream().anyMatch(token -> token.isWord(text, word));
    }

    boolean hasWords(String first, String second) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (is(i, first) && is(i + 1, second)) {
                return true;
            }
        }
        return false;
    }

    private static List<List<String>> inLiteral(String literal) {
        if (!literal.startsWith("'") || literal.length() < 3) {
            return List.of();
        }
        Names inside = new Names(literal.substring(1, literal.length() - 1));
        Optional<List<String>> name = inside.at(0);
        return name.isPresent() && inside.size() == name.get().size() * 2 - 1 ? List.of(name.get()) : List.of();
    }

    private static boolean isName(SqlToken token) {
        return token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME;
    }
}
