package dev.confiture.index;

import java.util.List;

/**
 * What the syntax tree alone tells of the SQL that one way of a migration runs.
 *
 * @param statements constant arguments of {@code execute}, or the values of {@code @Up}/{@code @Down}, in source order
 * @param unknownCalls how many other calls on the context there are, whose SQL is not known before they run
 */
public record KnownSql(List<Call> statements, int unknownCalls) {

    public static final KnownSql NOTHING = new KnownSql(List.of(), 0);

    public KnownSql {
        statements = List.copyOf(statements);
    }

    /**
     * @param line in the source file, 1-based; 0 if unknown
     * @param conditional whether it stands inside a condition, loop, lambda or handler, so it may run never or often
     * @param sql one or several statements, as they reach the server
     */
    public record Call(int line, boolean conditional, String sql) {}
}
