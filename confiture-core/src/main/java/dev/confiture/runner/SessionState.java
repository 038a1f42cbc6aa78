package dev.confiture.runner;

import dev.confiture.db.Session;
import dev.confiture.sql.SqlLiteral;
import java.sql.SQLException;
import java.util.List;

/** The state to which a session returns between migrations, so that none depends on what an earlier one left behind. */
final class SessionState {

    // Not DISCARD ALL: it would give the advisory locks back, and forget the driver's prepared statements.
    private static final String RESET = "RESET SESSION AUTHORIZATION; RESET ROLE; CLOSE ALL; UNLISTEN *; DISCARD TEMP;"
            + " DISCARD SEQUENCES; DISCARD PLANS; RESET ALL";

    private static final String OWN_SETTINGS =
            "SELECT name, pg_catalog.current_setting(name) FROM pg_catalog.pg_settings WHERE source = 'session'";

    private final Session session;
    private final String script;

    private SessionState(Session session, String script) {
        this.session = session;
        this.script = script;
    }

    /** Remembers what was set on this session so far, for example how it notices a lost client. */
    static SessionState of(Session session) throws SQLException {
        List<String> settings = session.query(
                OWN_SETTINGS,
                row -> "SELECT pg_catalog.set_config("
                        + SqlLiteral.of(row.getString(1)).quoted() + ", "
                        + SqlLiteral.of(row.getString(2)).quoted() + ", false)");
        return new SessionState(session, RESET + settings.stream().reduce("", (all, next) -> all + "; " + next));
    }

    void restore() throws SQLException {
        session.execute(script);
    }
}
