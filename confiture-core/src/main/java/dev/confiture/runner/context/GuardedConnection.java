package dev.confiture.runner.context;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The driver's connection without what would end the migration's transaction: those methods, and the same as SQL on its
 * statements, are refused before anything is sent.
 */
final class GuardedConnection implements InvocationHandler {

    private static final Set<String> FORBIDDEN = Set.of(
            "commit", "setAutoCommit", "close", "abort", "setReadOnly", "setTransactionIsolation", "setHoldability");

    /** What a connection gives out and leads back to it; the more special first. */
    private static final List<Class<?>> LEAD_BACK = List.of(
            CallableStatement.class, PreparedStatement.class, Statement.class, ResultSet.class, DatabaseMetaData.class);

    private final Object target;
    private final Connection guarded;
    private final Conversation conversation;

    private GuardedConnection(Object target, @Nullable Connection guarded, Conversation conversation) {
        this.target = target;
        this.conversation = conversation;
        this.guarded = guarded == null ? (Connection) proxy(Connection.class, this) : guarded;
    }

    /** @param conversation told of every refusal */
    static Connection over(Connection connection, Conversation conversation) {
        return new GuardedConnection(connection, null, conversation).guarded;
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
                throw conversation.refuse(AllowedSql.refused(
                        "A migration may not call Connection." + name + ".",
                        "Confiture begins and ends transactions, because they also hold what the ledger knows",
                        "take the call out; savepoints are fine"));
            }
        }
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql && takesSql(name)) {
            conversation.allowed(sql, AllowedSql::statements);
        }
        Object result = call(method, arguments);
        if (result == null || name.equals("unwrap")) { // who asks for the driver's own object gets it
            return result;
        }
        return result instanceof Connection ? guarded : guarded(result);
    }

    private Object guarded(Object result) {
        for (Class<?> type : LEAD_BACK) {
            if (type.isInstance(result)) {
                return proxy(type, new GuardedConnection(result, guarded, conversation));
            }
        }
        return result;
    }

    private static boolean takesSql(String method) {
        return method.startsWith("execute") || method.startsWith("prepare") || method.equals("addBatch");
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
