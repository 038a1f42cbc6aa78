package dev.confiture.runner.context;

import dev.confiture.problem.ConfitureException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The driver's connection without what would end the migration's transaction: those methods, and the same as SQL on its
 * statements, are refused before anything is sent.
 */
final class GuardedConnection implements InvocationHandler {

    private static final Set<String> FORBIDDEN = Set.of(
            "commit", "setAutoCommit", "close", "abort", "setReadOnly", "setTransactionIsolation", "setHoldability");

    private final Object target;
    private final Connection guarded;
    private final UnaryOperator<ConfitureException> refuse;

    private GuardedConnection(Object target, @Nullable Connection guarded, UnaryOperator<ConfitureException> refuse) {
        this.target = target;
        this.refuse = refuse;
        this.guarded = guarded == null ? (Connection) proxy(Connection.class, this) : guarded;
    }

    /** @param refuse told of every refusal, returns what to throw */
    static Connection over(Connection connection, UnaryOperator<ConfitureException> refuse) {
        return new GuardedConnection(connection, null, refuse).guarded;
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        if (target instanceof Connection) {
            boolean endsTransaction = FORBIDDEN.contains(name) || (name.equals("rollback") && arguments == null);
            if (endsTransaction) {
                throw refuse.apply(AllowedSql.refused(
                        "A migration may not call Connection." + name + ".",
                        "its transaction also holds its ledger row, so Confiture begins and ends it",
                        "take the call out; savepoints are fine"));
            }
        }
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql && takesSql(name)) {
            check(sql);
        }
        Object result = call(method, arguments);
        if (result instanceof Statement statement) {
            return proxy(interfaceOf(statement), new GuardedConnection(statement, guarded, refuse));
        }
        return result instanceof Connection && name.equals("getConnection") ? guarded : result;
    }

    private static boolean takesSql(String method) {
        return method.startsWith("execute") || method.startsWith("prepare") || method.equals("addBatch");
    }

    private void check(String sql) {
        try {
            AllowedSql.statement(sql);
        } catch (ConfitureException e) {
            throw refuse.apply(e);
        }
    }

    private static Class<?> interfaceOf(Statement statement) {
        if (statement instanceof CallableStatement) {
            return CallableStatement.class;
        }
        return statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
