package dev.confiture.schema.declaration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlToken;
import dev.confiture.sql.SqlToken.Kind;
import java.util.List;
import java.util.Optional;

/** The names that stand in the keys of a catalog, which are ready for SQL. */
public final class KeyNames {

    /** Bytes that the server keeps of a name. */
    private static final int LONGEST = 63;

    private KeyNames() {}

    /** The parts of a path: {@code app."Users"} gives app and Users. */
    public static List<Identifier> of(String path) {
        return SqlLexer.tokens(path).stream()
                .filter(KeyNames::isName)
                .map(token -> Identifier.written(token.text(path)))
                .toList();
    }

    /** The name without arguments and methods; empty where it begins with none, as that of a cast does. */
    public static Optional<Identifier> base(ObjectKey key) {
        if (key.kind() == ObjectKind.ENUM_LABEL) {
            return label(key.name());
        }
        return SqlLexer.tokens(key.name()).stream()
                .findFirst()
                .filter(KeyNames::isName)
                .map(token -> Identifier.written(token.text(key.name())));
    }

    /** The value of an enum that a plain literal means; empty where it is none, has no letters or is written with escapes. */
    static Optional<Identifier> label(String literal) {
        if (!literal.matches("(?s)'(?:[^']|'')+'")) {
            return Optional.empty();
        }
        String value = literal.substring(1, literal.length() - 1).replace("''", "'");
        return value.getBytes(UTF_8).length > LONGEST ? Optional.empty() : Optional.of(Identifier.of(value));
    }

    /** What follows the name: the arguments of a routine, the method of an operator class. */
    public static String rest(ObjectKey key) {
        return SqlLexer.tokens(key.name()).stream()
                .findFirst()
                .map(token -> key.name().substring(token.end()))
                .orElse("");
    }

    /** Whether the token is a name that the server keeps as it stands: it cuts longer ones, and we read no escapes. */
    static boolean isName(SqlToken token, String text) {
        if (!isName(token)) {
            return false;
        }
        String word = token.text(text);
        boolean isQuoted = token.kind() == Kind.QUOTED_NAME;
        return word.getBytes(UTF_8).length <= (isQuoted ? LONGEST + 2 : LONGEST)
                && (!isQuoted || (word.startsWith("\"") && word.length() > 2));
    }

    private static boolean isName(SqlToken token) {
        return token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME;
    }
}
