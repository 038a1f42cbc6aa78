package dev.confiture.schema.install;

import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A session's own settings before a script changes them. */
final class SessionSettings {

    private final Session session;
    private final List<Setting> own;

    private SessionSettings(Session session, List<Setting> own) {
        this.session = session;
        this.own = own;
    }

    static SessionSettings of(Session session) throws SQLException {
        return new SessionSettings(
                session,
                session.query(
                        "SELECT name, current_setting(name) FROM pg_settings WHERE source = 'session'"
                                + " AND context IN ('user', 'superuser') ORDER BY name",
                        row -> new Setting(row.getString(1), row.getString(2))));
    }

    /**
     * The driver sends the time zone of this JVM, psql sends none; a default such as {@code '2026-01-01'::timestamptz}
     * would mean another moment.
     */
    void becomeThoseOfPsql() throws SQLException {
        Optional<String> timeZone = timeZoneOfRoleOrDatabase();
        if (timeZone.isEmpty()) {
            timeZone = timeZoneOfServer();
        }
        if (timeZone.isPresent()) {
            set(new Setting("TimeZone", timeZone.get()));
        }
    }

    private Optional<String> timeZoneOfRoleOrDatabase() throws SQLException {
        return session.queryOne("""
                SELECT substr(setting, strpos(setting, '=') + 1)
                FROM pg_db_role_setting, unnest(setconfig) AS setting
                WHERE lower(split_part(setting, '=', 1)) = 'timezone'
                  AND setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = session_user))
                  AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
                ORDER BY setrole = 0, setdatabase = 0
                LIMIT 1""", row -> row.getString(1));
    }

    /** Only those who may read the server's files can know it. */
    private Optional<String> timeZoneOfServer() throws SQLException {
        boolean readable = session.queryOne(
                        "SELECT has_table_privilege('pg_file_settings', 'SELECT')"
                                + " AND has_function_privilege('pg_show_all_file_settings()', 'EXECUTE')",
                        row -> row.getBoolean(1))
                .orElse(false);
        return readable
                ? session.queryOne(
                        "SELECT setting FROM pg_file_settings WHERE lower(name) = 'timezone' AND error IS NULL"
                                + " ORDER BY seqno DESC LIMIT 1",
                        row -> row.getString(1))
                : Optional.empty();
    }

    /** Role, authorization and every setting as they were. */
    void restore() throws SQLException {
        session.execute("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL");
        for (Setting setting : own) {
            set(setting);
        }
    }

    private void set(Setting setting) throws SQLException {
        session.queryOne("SELECT set_config(?, ?, false)", row -> row.getString(1), setting.name(), setting.value());
    }

    private record Setting(String name, String value) {}
}
