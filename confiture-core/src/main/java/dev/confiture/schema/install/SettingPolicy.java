package dev.confiture.schema.install;

import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The few settings that would change how the script's own text is read: by the server, by us, or by the driver, which
 * ends the connection when it sees them.
 *
 * @param name the setting
 */
record SettingPolicy(String name, String why, String fix) {

    /** What speaks against a SET statement, if anything does. */
    static Optional<SettingPolicy> of(String statement) {
        List<String> words = SqlLexer.tokens(statement).stream()
                .map(token -> plain(token.text(statement), token.kind()))
                .filter(word -> !word.equals("local") && !word.equals("session"))
                .toList();
        if (words.size() < 3 || !words.get(0).equals("set")) {
            return Optional.empty();
        }
        boolean names = words.get(1).equals("names");
        String value = words.get(names ? 2 : Math.min(3, words.size() - 1));
        return switch (words.get(1)) {
            case "names", "client_encoding" -> encoding(value);
            case "standard_conforming_strings" -> conformingStrings(value);
            case "datestyle" -> dateStyle(value);
            default -> Optional.empty();
        };
    }

    private static Optional<SettingPolicy> encoding(String value) {
        String encoding = value.replace("-", "").replace("_", "");
        return List.of("utf8", "unicode", "default").contains(encoding)
                ? Optional.empty()
                : Optional.of(new SettingPolicy(
                        "client_encoding", "schema files are UTF-8, and are sent as such", "remove the statement"));
    }

    private static Optional<SettingPolicy> conformingStrings(String value) {
        return List.of("on", "true", "yes", "1", "default").contains(value)
                ? Optional.empty()
                : Optional.of(new SettingPolicy(
                        "standard_conforming_strings",
                        "it would change where strings end",
                        "remove the statement, and write strings with escapes as E'…'"));
    }

    /** ISO output, or only an order such as DMY. */
    private static Optional<SettingPolicy> dateStyle(String value) {
        boolean otherOutput = List.of("sql", "postgres", "german").stream().anyMatch(value::contains);
        return otherOutput
                ? Optional.of(new SettingPolicy(
                        "DateStyle",
                        "the PostgreSQL driver for Java reads dates in ISO style only",
                        "set the order alone, such as DMY or 'ISO, DMY': it decides how dates are read"))
                : Optional.empty();
    }

    private static String plain(String text, SqlToken.Kind kind) {
        boolean quoted = kind == SqlToken.Kind.STRING || kind == SqlToken.Kind.QUOTED_NAME;
        return (quoted ? text.replace("'", "").replace("\"", "") : text).toLowerCase(Locale.ROOT);
    }
}
