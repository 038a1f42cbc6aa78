package dev.confiture.ledger;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What is in a database beside the ledger: relations, functions, types of users. What belongs to an extension does not
 * count, nor does a schema without content.
 */
public final class ForeignContent {

    private static final int NAMED = 10;

    /** Parameters: the ledger's schema. Columns: kind and quoted name, number of all. */
    private static final String LIST = """
            WITH mine AS (
              SELECT n.oid, n.nspname
                FROM pg_catalog.pg_namespace n
               WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            ), found AS (
              SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
                                    WHEN 'f' THEN 'foreign table' WHEN 'c' THEN 'type' ELSE 'table' END AS kind,
                     'pg_catalog.pg_class'::pg_catalog.regclass AS class, c.oid, m.nspname, c.relname AS name
                FROM pg_catalog.pg_class c JOIN mine m ON m.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c', 'S')
                 AND NOT (m.nspname = ? AND c.relname IN ('tb_confiture', 'tb_confiture_event', 'tb_confiture_statement'))
                 AND NOT (c.relkind = 'S' AND EXISTS (
                       SELECT FROM pg_catalog.pg_depend d
                        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                          AND d.deptype IN ('a', 'i')))
              UNION ALL
              SELECT 'function', 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, m.nspname, p.proname
                FROM pg_catalog.pg_proc p JOIN mine m ON m.oid = p.pronamespace
              UNION ALL
              SELECT 'type', 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, m.nspname, t.typname
                FROM pg_catalog.pg_type t JOIN mine m ON m.oid = t.typnamespace
               WHERE t.typtype IN ('e', 'd', 'r')
            )
            SELECT f.kind || ' ' || pg_catalog.quote_ident(f.nspname) || '.' || pg_catalog.quote_ident(f.name) AS label,
                   pg_catalog.count(*) OVER () AS total
              FROM found f
             WHERE NOT EXISTS (
                     SELECT FROM pg_catalog.pg_depend d
                      WHERE d.classid = f.class AND d.objid = f.oid AND d.deptype = 'e')
             ORDER BY 1
             LIMIT\s""" + NAMED;

    private ForeignContent() {}

    /**
     * Why the database may not be taken for ours: a problem that names what is in it; empty if there is nothing.
     *
     * @param ledger whose tables do not count
     */
    public static Optional<Problem> find(Session session, TrackingTable ledger) throws SQLException {
        List<Found> found = session.query(
                LIST,
                row -> new Found(row.getString("label"), row.getLong("total")),
                ledger.schema().name());
        return found.isEmpty() ? Optional.empty() : Optional.of(problem(session.database(), found));
    }

    private static Problem problem(Database database, List<Found> found) {
        String names = String.join("\n", found.stream().map(Found::label).toList());
        long more = found.get(0).total() - found.size();
        return Problem.error(
                ProblemCode.DATABASE_FOREIGN,
                "Database " + database.label() + " is not empty and has no ledger of Confiture.",
                more > 0 ? names + "\nand " + more + " more" : names,
                "if it is what db/schema says, mvn confiture:baseline adopts it; else use an empty database (mvn confiture:build"
                        + " makes one)");
    }

    private record Found(String label, long total) {}
}
