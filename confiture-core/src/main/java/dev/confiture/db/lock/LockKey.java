package dev.confiture.db.lock;

import dev.confiture.sql.QualifiedName;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The two advisory locks that guard one ledger of a database, as PostgreSQL's two-integer keys. In {@code pg_locks} they
 * stand with {@code locktype = 'advisory'}, {@code objsubid = 2}, {@code classid} 1129270854 (run) or 1129270855
 * (work), and {@code objid} the CRC-32 of the ledger's {@code schema.table} in UTF-8. Advisory locks belong to one
 * database, so its name is not part of the key. These numbers never change: old and new versions must exclude each other.
 *
 * @param ledger the CRC-32's 32 bits
 */
public record LockKey(int ledger) {

    /** {@code "CONF"} in ASCII: who holds it runs, from its first to its last step. */
    static final int RUN = 0x434F4E46;

    /** Who holds it has a session that works: also one whose client was killed, until the server notices. */
    static final int WORK = RUN + 1;

    /** The key of the ledger with this name. */
    public static LockKey of(QualifiedName ledger) {
        String name = ledger.schema().map(schema -> schema.name() + ".").orElse("")
                + ledger.name().name();
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        return new LockKey((int) hash.getValue());
    }

    /** A statement for somebody who does by hand what a run does: takes both locks for its session, or fails. */
    public String takeSql() {
        return "DO $confiture$ BEGIN\n  IF NOT (pg_catalog.pg_try_advisory_lock(" + RUN + ", " + ledger
                + ") AND pg_catalog.pg_try_advisory_lock(" + WORK + ", " + ledger + ")) THEN\n"
                + "    RAISE EXCEPTION 'a run of Confiture works on this database';\n  END IF;\nEND $confiture$";
    }

    /** A query for one value: whether its session now has both locks; if not, it has none. */
    String tryBothSql() {
        String run = "(" + RUN + ", " + ledger + ")";
        return "SELECT CASE WHEN NOT pg_catalog.pg_try_advisory_lock" + run + " THEN false"
                + " WHEN pg_catalog.pg_try_advisory_lock(" + WORK + ", " + ledger + ") THEN true"
                + " ELSE NOT pg_catalog.pg_advisory_unlock" + run + " END";
    }

    /** Gives back what {@link #takeSql} took. */
    public String giveBackSql() {
        return "SELECT pg_catalog.pg_advisory_unlock(" + WORK + ", " + ledger + "), pg_catalog.pg_advisory_unlock("
                + RUN + ", " + ledger + ")";
    }

    /** As pg_locks shows it. */
    long unsigned() {
        return Integer.toUnsignedLong(ledger);
    }
}
