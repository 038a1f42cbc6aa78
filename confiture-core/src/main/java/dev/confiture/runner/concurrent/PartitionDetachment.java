package dev.confiture.runner.concurrent;

import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ALTER TABLE … DETACH PARTITION … CONCURRENTLY. It commits twice: between the two the partition is pending, and only
 * FINALIZE goes on.
 *
 * @param parent as written
 * @param partition as written
 */
public record PartitionDetachment(String parent, String partition) {

    private static final String NAME = "((?:\"(?:[^\"]|\"\")+\"|[^\\s\".]+)(?:\\.(?:\"(?:[^\"]|\"\")+\"|[^\\s\".]+))?)";
    private static final Pattern FORM = Pattern.compile("(?is)ALTER\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?(?:ONLY\\s+)?"
            + NAME + "\\s+DETACH\\s+PARTITION\\s+" + NAME + "\\s+CONCURRENTLY");

    /** Empty for every other statement. */
    public static Optional<PartitionDetachment> of(String sql) {
        Matcher form = FORM.matcher(sql.strip());
        return form.matches() ? Optional.of(new PartitionDetachment(form.group(1), form.group(2))) : Optional.empty();
    }

    /**
     * Brings it to its end if it has begun.
     *
     * @return whether the partition is detached now
     */
    public boolean finish(Session session) throws SQLException {
        Optional<Boolean> pending = session.queryOne(
                "SELECT h.inhdetachpending FROM pg_catalog.pg_inherits h WHERE h.inhrelid = pg_catalog.to_regclass(?)"
                        + " AND h.inhparent = pg_catalog.to_regclass(?)",
                row -> row.getBoolean(1),
                partition,
                parent);
        if (pending.isPresent() && pending.get()) {
            session.execute("ALTER TABLE " + parent + " DETACH PARTITION " + partition + " FINALIZE");
        }
        return pending.isEmpty() || pending.get();
    }
}
