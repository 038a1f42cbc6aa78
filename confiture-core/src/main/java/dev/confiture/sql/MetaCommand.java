package dev.confiture.sql;

import static java.util.Objects.requireNonNull;

/**
 * A backslash command, which psql runs itself and the server does not know.
 *
 * @param name without the backslash, as written: {@code restrict}, {@code i}, {@code gexec}
 * @param start UTF-16 offset of the backslash
 * @param end UTF-16 offset behind its line, without the line end
 */
public record MetaCommand(String name, int start, int end) {

    public MetaCommand {
        requireNonNull(name, "name");
    }

    /** Whether psql sends the statement before it as a semicolon would ({@code \g}, {@code \gexec}, {@code \watch}, …). */
    boolean endsStatement() {
        return name.startsWith("g") || name.equals("crosstabview") || name.equals("watch");
    }
}
