package dev.confiture.sql;

import static java.util.Objects.requireNonNull;

/**
 * A text value inside SQL, for the places where the server takes no parameter.
 *
 * @param value any text without NUL, which PostgreSQL cannot store
 */
public record SqlLiteral(String value) {

    public SqlLiteral {
        requireNonNull(value, "value");
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("PostgreSQL text holds no NUL character");
        }
    }

    public static SqlLiteral of(String value) {
        return new SqlLiteral(value);
    }

    /**
     * Ready for SQL text, whatever {@code standard_conforming_strings} says: a value with a backslash becomes
     * {@code E'…'}, as the server's own {@code quote_literal} does it.
     */
    public String quoted() {
        String text = "'" + value.replace("'", "''") + "'";
        return value.indexOf('\\') < 0 ? text : "E" + text.replace("\\", "\\\\");
    }

    @Override
    public String toString() {
        return quoted();
    }
}
