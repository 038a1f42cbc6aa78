package dev.confiture.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * One SQL name exactly as PostgreSQL stores it: case kept, no quotes.
 *
 * @param name 1 to 63 bytes in UTF-8
 */
public record Identifier(String name) {

    /** PostgreSQL cuts longer names off silently (NAMEDATALEN - 1), so we refuse them. */
    private static final int MAX_BYTES = 63;

    public Identifier {
        requireNonNull(name, "name");
        if (name.isEmpty() || name.indexOf('\0') >= 0 || name.getBytes(UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("not a PostgreSQL name (1 to 63 bytes, no NUL): " + name);
        }
    }

    public static Identifier of(String name) {
        return new Identifier(name);
    }

    /**
     * The name that a word of a script means: {@code "Quoted"} is taken as it is, anything else is folded to lower case
     * as the server does it in UTF-8 databases (ASCII letters only).
     *
     * @param word one token of kind {@link SqlToken.Kind#WORD} or {@link SqlToken.Kind#QUOTED_NAME}; Unicode escapes
     *     ({@code U&"…"}) are not read
     * @throws IllegalArgumentException if no name comes out
     */
    public static Identifier written(String word) {
        if (word.length() >= 2 && word.startsWith("\"") && word.endsWith("\"")) {
            return new Identifier(word.substring(1, word.length() - 1).replace("\"\"", "\""));
        }
        StringBuilder folded = new StringBuilder(word);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return new Identifier(folded.toString());
    }

    /** Ready for SQL text; always quoted, so reserved words and capitals are safe. */
    public String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** For messages: quoted only where a person would have to quote it. */
    @Override
    public String toString() {
        return name.matches("[a-z_][a-z0-9_$]*") ? name : quoted();
    }
}
