package dev.confiture.runner.concurrent;

import static java.util.Objects.requireNonNull;

import dev.confiture.db.Session;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds indexes that no build finished. One is never touched while somebody still builds it. */
public final class IndexBuilds {

    /** As REINDEX CONCURRENTLY names what it builds, and what it has replaced. */
    private static final String COPY = " AND c.relname ~ '_cc(new|old)[0-9]*$'";

    /** Parameters: twice the relation, which is an index or the table of indexes; the table's TOAST index counts. */
    private static final String OF_RELATION = """
             AND i.indrelid IN (
                   SELECT pg_catalog.unnest(ARRAY[t.oid, t.reltoastrelid])
                     FROM pg_catalog.pg_class t
                    WHERE t.oid = COALESCE(
                            (SELECT x.indrelid FROM pg_catalog.pg_index x WHERE x.indexrelid = pg_catalog.to_regclass(?)),
                            pg_catalog.to_regclass(?)))
            """;

    private static final int PAUSE_MILLIS = 200;

    private static final String NAME = "pg_catalog.format('%I.%I', n.nspname, c.relname)";

    /** An index that reads nothing: a build of it failed, or is under way. */
    private static final String INVALID = """
             FROM pg_catalog.pg_index i
             JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT i.indisvalid
            """;

    /**
     * Whoever builds an index says so in a view, and holds this lock on the table all the time. The view hides what others
     * do from users who may not know; a lock it cannot hide. Autovacuum holds the same lock, but builds no index.
     */
    private static final String BUILDERS = """
              FROM pg_catalog.pg_locks l
              LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
             WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
               AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
               AND l.mode IN ('ShareUpdateExclusiveLock', 'ShareLock', 'AccessExclusiveLock')
               AND a.backend_type IS DISTINCT FROM 'autovacuum worker'
               AND l.relation = i.indrelid
            """;

    private final Session session;
    private final Consumer<String> progress;
    private String lastWait = "";

    /**
     * @param session in autocommit mode, unless nothing but {@link #refuseInvalid} is called
     * @param progress told for whom a wait is
     */
    public IndexBuilds(Session session, Consumer<String> progress) {
        this.session = requireNonNull(session, "session");
        this.progress = requireNonNull(progress, "progress");
    }

    /** How an index stands. */
    public enum State {
        ABSENT,
        INVALID,
        VALID
    }

    /** How the index of a statement stands once nobody builds it any more; waits until then. */
    public State settled(IndexBuild build) throws SQLException {
        while (true) {
            Optional<Found> found = find(build);
            if (found.isEmpty()) {
                return State.ABSENT;
            }
            if (found.get().isValid()) {
                return State.VALID;
            }
            Optional<Integer> builder = builder(found.get().oid());
            if (builder.isEmpty()) {
                // It may have come to its end between the two looks.
                return find(build).map(Found::isValid).orElse(false) ? State.VALID : State.INVALID;
            }
            waitFor(found.get().name(), builder.get());
        }
    }

    /**
     * Makes way for a build: an index that an earlier, failed build left under the same name goes.
     *
     * @return whether there was one
     */
    public boolean clear(IndexBuild build) throws SQLException {
        if (settled(build) != State.INVALID) {
            return false;
        }
        String name = find(build).orElseThrow().name();
        progress.accept("removes the index " + name + ", which a failed build left invalid");
        session.execute("DROP INDEX CONCURRENTLY IF EXISTS " + name);
        return true;
    }

    /**
     * Clears away what failed REINDEX CONCURRENTLY left: indexes named as it names its copies.
     *
     * @param relation an index, or a table whose indexes are meant, as SQL text; empty for the whole database
     */
    public void clearCopies(Optional<String> relation) throws SQLException {
        String scope = relation.isPresent() ? OF_RELATION : "";
        List<Found> copies = session.query(
                "SELECT i.indexrelid, " + NAME + INVALID + COPY + scope + " ORDER BY 2",
                row -> new Found(row.getLong(1), row.getString(2), false),
                relation.map(name -> new Object[] {name, name}).orElse(new Object[0]));
        for (Found copy : copies) {
            Optional<Integer> builder = builder(copy.oid());
            while (builder.isPresent()) {
                waitFor(copy.name(), builder.get());
                builder = builder(copy.oid());
            }
            progress.accept("removes the index " + copy.name() + ", which a failed REINDEX left");
            session.execute("DROP INDEX IF EXISTS " + copy.name());
        }
    }

    /**
     * {@code IF NOT EXISTS} must not take what a failed build left for the index, be it one of another table: the server
     * looks at the name alone.
     *
     * @throws ConfitureException if there is an invalid index of that name
     */
    public void refuseInvalid(IndexBuild build) throws SQLException {
        Optional<String> invalid = session.queryOne(
                "SELECT " + NAME + INVALID
                        + " AND c.relname = (pg_catalog.parse_ident(?))[1]::name AND c.relnamespace ="
                        + " (SELECT t.relnamespace FROM pg_catalog.pg_class t WHERE t.oid = pg_catalog.to_regclass(?))",
                row -> row.getString(1),
                build.index(),
                build.table());
        if (invalid.isPresent()) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.DATABASE_INVALID_INDEX,
                    "The index " + invalid.get() + " exists, but is invalid.",
                    "a concurrent build of it failed or is not finished; IF NOT EXISTS would take it for the index",
                    "remove it first: DROP INDEX CONCURRENTLY " + invalid.get()
                            + "; or build it with CONCURRENTLY, in a migration outside a transaction"));
        }
    }

    /** Indexes that nobody finished and nobody builds, by name: what a person should know of. Writes nothing. */
    public static List<String> invalid(Session session) throws SQLException {
        return session.query(
                "SELECT " + NAME + INVALID + " AND NOT EXISTS (SELECT 1 " + BUILDERS + ") ORDER BY 1",
                row -> row.getString(1));
    }

    private Optional<Found> find(IndexBuild build) throws SQLException {
        return session.queryOne(
                "SELECT i.indexrelid, " + NAME + ", i.indisvalid" + INVALID.replace("NOT i.indisvalid", "true")
                        + " AND i.indrelid = pg_catalog.to_regclass(?)"
                        + " AND c.relname = (pg_catalog.parse_ident(?))[1]::name",
                row -> new Found(row.getLong(1), row.getString(2), row.getBoolean(3)),
                build.table(),
                build.index());
    }

    private Optional<Integer> builder(long index) throws SQLException {
        return session.queryOne(
                        "SELECT (SELECT l.pid " + BUILDERS + " ORDER BY l.pid LIMIT 1)"
                                + " FROM pg_catalog.pg_index i WHERE i.indexrelid = ?",
                        row -> row.getInt(1),
                        index)
                .filter(pid -> pid > 0);
    }

    private void waitFor(String index, int builder) {
        String wait = "waits for process " + builder + " of the server, which is building " + index;
        if (!wait.equals(lastWait)) {
            progress.accept(wait);
            lastWait = wait;
        }
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfitureException(Problem.error(
                    ProblemCode.DATABASE_INVALID_INDEX,
                    "The wait for the index " + index + " was interrupted.",
                    "process " + builder + " of the server is building it",
                    "run again"));
        }
    }

    private record Found(long oid, String name, boolean isValid) {}
}
