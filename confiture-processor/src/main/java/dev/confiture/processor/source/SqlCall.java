package dev.confiture.processor.source;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.confiture.processor.text.MappedText;
import java.util.Set;

/**
 * A call on the migration's context with a constant text.
 *
 * @param argument the text's expression, to point at
 * @param line of the call's name, 1-based, as a stack trace shows it
 * @param conditional whether it may run never or often
 */
public record SqlCall(ExpressionTree argument, MappedText text, int line, boolean conditional) {

    private static final Set<String> TAKE_SQL = Set.of("execute", "update", "query", "batch");

    /** Whether, by its name, a call may be one on a context whose first argument is SQL. */
    public static boolean mayTakeSql(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select
                && !call.getArguments().isEmpty()
                && TAKE_SQL.contains(select.getIdentifier().toString());
    }
}
