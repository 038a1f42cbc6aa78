package dev.confiture.db.lock;

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
            SELECT pg_catalog.pg_backend_pid(), pg_catalog.pg_is_in_recovery(),
                   pg_catalog.current_setting('transaction_read_only') = 'on'""";

    private ConnectionCheck() {}

    /**
     * The one server process behind a session.
     *
     * @throws ConfitureException {@code database.read-only} or {@code database.pooled}
     */
    static int backendPid(Session session) throws SQLException {
        Set<Integer> pids = new HashSet<>();
        for (int i = 0; i < TRANSACTIONS; i++) {
            Facts facts = session.query(FACTS, row -> new Facts(row.getInt(1), row.getBoolean(2), row.getBoolean(3)))
                    .get(0);
            if (facts.inRecovery() || facts.readOnly()) {
                throw new ConfitureException(readOnly(session, facts));
            }
            pids.add(facts.pid());
        }
        if (pids.size() > 1) {
            throw new ConfitureException(pooledByTransaction(session, pids));
        }
        int pid = pids.iterator().next();
        int announced = session.announcedPid();
        if (pid != announced && !session.database().isBehindSessionPooler()) {
            throw new ConfitureException(pooled(session, announced, pid));
        }
        return pid;
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

    private static Problem pooledByTransaction(Session session, Set<Integer> pids) {
        return Problem.error(
                ProblemCode.DATABASE_POOLED,
                "A connection pooler gives the connection to "
                        + session.database().label() + " another server process for each transaction.",
                TRANSACTIONS + " transactions on one connection ran in the processes "
                        + String.join(
                                ", ",
                                pids.stream().sorted().map(String::valueOf).toList())
                        + "; locks and settings belong to a process, so a run would not be alone",
                "connect to the server itself, or to a pool in session mode (PgBouncer: pool_mode = session)");
    }

    private static Problem pooled(Session session, int announced, int pid) {
        return Problem.error(
                ProblemCode.DATABASE_POOLED,
                "A connection pooler stands before " + session.database().label() + ".",
                "the driver was told of process " + Integer.toUnsignedString(announced) + ", but process " + pid
                        + " answers; in transaction mode a pooler gives each transaction another process, and locks and"
                        + " settings would be lost",
                "connect to the server itself; if the pooler is in session mode, write pooler: session in the environment");
    }

    private record Facts(int pid, boolean inRecovery, boolean readOnly) {}
}
