package dev.confiture.schema.declaration;

import static java.util.Objects.requireNonNull;

import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlToken;
import dev.confiture.sql.SqlToken.Kind;
import java.util.List;
import java.util.Optional;

/**
 * A former name, as a comment tells it.
 *
 * @param arguments of a routine, with their parentheses, as the server prints them; empty if not told
 */
public record OldName(QualifiedName name, Optional<String> arguments) {

    public OldName {
        requireNonNull(name, "name");
        requireNonNull(arguments, "arguments");
    }

    /** A former value of an enum, as a literal or as it is. */
    static Optional<OldName> ofLabel(String text) {
        Optional<Identifier> label = KeyNames.label(text.startsWith("'") ? text : "'" + text.replace("'", "''") + "'");
        return label.map(name -> new OldName(QualifiedName.of(name), Optional.empty()));
    }

    /** Empty if the text is no name. */
    static Optional<OldName> read(String text) {
        List<SqlToken> tokens = SqlLexer.tokens(text);
        int arguments = 0;
        while (arguments < tokens.size() && tokens.get(arguments).kind() != Kind.OPEN_PARENTHESIS) {
            arguments++;
        }
        Optional<QualifiedName> name = name(text, tokens.subList(0, arguments));
        boolean ends = arguments == tokens.size() || text.strip().endsWith(")");
        return name.filter(any -> ends).map(found -> new OldName(found, arguments(text.strip())));
    }

    private static Optional<QualifiedName> name(String text, List<SqlToken> tokens) {
        boolean isQualified = tokens.size() == 3 && tokens.get(1).text(text).equals(".");
        boolean isName = (isQualified || tokens.size() == 1)
                && KeyNames.isName(tokens.get(0), text)
                && KeyNames.isName(tokens.get(tokens.size() - 1), text);
        if (!isName) {
            return Optional.empty();
        }
        Identifier last = Identifier.written(tokens.get(tokens.size() - 1).text(text));
        return Optional.of(
                isQualified
                        ? QualifiedName.of(Identifier.written(tokens.get(0).text(text)), last)
                        : QualifiedName.of(last));
    }

    private static Optional<String> arguments(String text) {
        int open = text.indexOf('(');
        return open < 0 ? Optional.empty() : Optional.of(text.substring(open));
    }

    @Override
    public String toString() {
        return name + arguments.orElse("");
    }
}
