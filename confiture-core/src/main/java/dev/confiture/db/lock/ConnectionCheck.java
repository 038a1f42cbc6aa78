package dev.confiture.db.lock;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Finds out, before anything starts, whether a connection reaches one server process that may write. */
final class ConnectionCheck {

    private static final int TRANSACTIONS = 3;

    private static final String FACTS = """
            SELECT pg_catalog.pg_backend_pid(), pg_catalog.extract('epoch', a.backend_start)::pg_catalog.text,
                   pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only') = 'on'
              FROM pg_catalog.pg_stat_get_activity(pg_catalog.pg_backend_pid()) a""";

    private ConnectionCheck() {}

    /**
     * The one server process behind a session.
     *
     * @throws ConfitureException {@code database.read-only} or {@code database.pooled}
     */
    static Backend backend(Session session) throws SQLException {
        Set<Backend> backends = new HashSet<>();
        for (int i = 0; i < TRANSACTIONS; i++) {
            Facts facts = session.query(
                            FACTS,
                            row -> new Facts(
                                    new Backend(row.getInt(1), row.getString(2)), row.getBoolean(3), row.getBoolean(4)))
                    .get(0);
            if (facts.inRecovery() || facts.readOnly()) {
                throw new ConfitureException(readOnly(session, facts));
            }
            backends.add(facts.backend());
        }
        Backend backend = backends.iterator().next();
        if (backends.size() > 1) {
            throw new ConfitureException(pooledByTransaction(
                    session.database(),
                    TRANSACTIONS + " transactions on one connection ran in different server processes"));
        }
        int announced = session.announcedPid();
        if (backend.pid() != announced && !session.database().isBehindSessionPooler()) {
            throw new ConfitureException(pooled(session.database(), announced, backend.pid()));
        }
        return backend;
    }

    /**
     * Two connections that are open at once have a server process each.
     *
     * @throws ConfitureException {@code database.pooled} if they share one
     */
    static void requireTwo(Backend one, Backend other, Database database) {
        if (one.equals(other)) {
            throw new ConfitureException(
                    pooledByTransaction(database, "two open connections share the server process " + one.pid()));
        }
    }

    private static Problem readOnly(Session session, Facts facts) {
        String label = session.database().label();
        return facts.inRecovery()
                ? Problem.error(
                        ProblemCode.DATABASE_READ_ONLY,
                        "The server of " + label + " is a standby: it can only be read.",
                        "pg_is_in_recovery() says so; nothing was changed",
                        "name the primary in database_url; with several hosts, add target_session_attrs=read-write")
                : Problem.error(
                        ProblemCode.DATABASE_READ_ONLY,
                        "Transactions in " + label + " are read-only.",
                        "default_transaction_read_only is on for this user, this database or this server; nothing was"
                                + " changed",
                        "take the setting back for the user that migrates:"
                                + " ALTER ROLE … SET default_transaction_read_only = off");
    }

    private static Problem pooledByTransaction(Database database, String seen) {
        return Problem.error(
                ProblemCode.DATABASE_POOLED,
                "A connection pooler in transaction mode stands before " + database.label() + ".",
                seen + "; locks and settings belong to a process, so a run would not be alone",
                "connect to the server itself, or to a pool in session mode (PgBouncer: pool_mode = session)");
    }

    private static Problem pooled(Database database, int announced, int answering) {
        return Problem.error(
                ProblemCode.DATABASE_POOLED,
                "A connection pooler stands before " + database.label() + ".",
                "the driver was told of process " + Integer.toUnsignedString(announced) + ", but process " + answering
                        + " answers; in transaction mode a pooler gives each transaction another process, and locks and"
                        + " settings would be lost",
                "connect to the server itself; if the pooler is in session mode, write pooler: session in the environment");
    }

    private record Facts(Backend backend, boolean inRecovery, boolean readOnly) {}
}
