package dev.confiture.processor.source;

import java.util.List;

/**
 * What a method's syntax tells of the SQL that it runs.
 *
 * @param executed calls with constant SQL, in source order
 * @param scripts calls that run a resource with a constant name, in source order
 * @param unknownCalls other uses of the context whose SQL is not known, those of scripts too
 */
public record MethodSql(List<SqlCall> executed, List<SqlCall> scripts, int unknownCalls) {

    /** Of a method that is inherited, so that its source is elsewhere. */
    static final MethodSql INHERITED = new MethodSql(List.of(), List.of(), 1);

    public static final MethodSql NONE = new MethodSql(List.of(), List.of(), 0);

    public MethodSql {
        executed = List.copyOf(executed);
        scripts = List.copyOf(scripts);
    }
}
