package dev.confiture.db;

/**
 * The session that has what another waits for.
 *
 * @param pid the server process, as {@code pg_terminate_backend} takes it
 * @param client its address, {@code local} for a Unix socket
 * @param since when it connected, as the server prints times
 * @param state {@code active}, {@code idle} and so on
 * @param query its current or last statement: first line, shortened, values of text literals left out
 */
record LockHolder(int pid, String user, String client, String application, String since, String state, String query) {

    private static final int QUERY_LENGTH = 100;

    LockHolder {
        String line = query.strip().lines().findFirst().orElse("");
        // A literal may be somebody's data or password.
        String blank = line.replaceAll("'[^']*'?", "'…'").replaceAll("\\$[A-Za-z_]*\\$.*", "…");
        query = blank.substring(0, Math.min(blank.length(), QUERY_LENGTH));
    }

    String text() {
        return "process " + pid + " (" + application + ", user " + user + ", from " + client + "), connected since "
                + since + ", " + state + (query.isEmpty() ? "" : ": " + query);
    }
}
