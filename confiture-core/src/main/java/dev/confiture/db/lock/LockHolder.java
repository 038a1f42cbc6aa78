package dev.confiture.db.lock;

import dev.confiture.db.ApplicationName;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A session that has what another waits for, as {@code pg_stat_activity} shows it to our user.
 *
 * @param pid the server process, as {@code pg_terminate_backend} takes it; 0 for a prepared transaction, which has none
 * @param client its address, {@code local} for a Unix socket
 * @param connected when it connected, as the server prints times
 * @param state {@code active}, {@code idle in transaction} and so on; {@code hidden} if our user may not see it
 * @param since when it came into that state
 * @param query its current or last statement: first line, shortened, values of text literals left out
 */
public record LockHolder(
        int pid,
        String user,
        String client,
        String application,
        String connected,
        String state,
        String since,
        String query) {

    /** What {@link #read} needs from {@code pg_stat_activity a}. */
    static final String COLUMNS = """
            coalesce(a.pid, 0), coalesce(a.usename, ''), coalesce(pg_catalog.host(a.client_addr), 'local'),
            coalesce(a.application_name, ''), pg_catalog.to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ'),
            coalesce(a.state, 'hidden'), coalesce(pg_catalog.to_char(a.state_change, 'HH24:MI:SS'), ''),
            coalesce(a.query, '')
            """;

    private static final int QUERY_LENGTH = 100;

    public LockHolder {
        String line = query.strip().lines().findFirst().orElse("");
        // A literal may be somebody's data or password.
        String blank = line.replaceAll("'[^']*'?", "'…'").replaceAll("\\$[A-Za-z_]*\\$.*", "…");
        query = blank.substring(0, Math.min(blank.length(), QUERY_LENGTH));
    }

    static LockHolder read(ResultSet row) throws SQLException {
        return new LockHolder(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }

    /** One line for people, with everything that is known. */
    public String text() {
        if (pid == 0) {
            return "a prepared transaction (see pg_prepared_xacts)";
        }
        String goal =
                ApplicationName.goal(application).map(it -> ", goal " + it).orElse("");
        String doing = state + (since.isEmpty() ? "" : " since " + since) + (query.isEmpty() ? "" : ": " + query);
        return "process " + pid + " (" + application + goal + ", user " + user + ", from " + client
                + "), connected since " + connected + ", " + doing;
    }
}
