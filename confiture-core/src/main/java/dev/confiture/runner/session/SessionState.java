package dev.confiture.runner.session;

import dev.confiture.config.SessionSettings;
import dev.confiture.db.Session;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.SqlLiteral;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The state in which each migration finds the session, so that none depends on what an earlier one left behind: that of a
 * new connection, with what was set on it before the first migration, and then the environment's own settings.
 */
final class SessionState {

    // Not DISCARD ALL: that refuses to run together with anything else. Plans are forgotten with what they depend on.
    static final List<String> RESET = List.of(
            "RESET SESSION AUTHORIZATION",
            "RESET ROLE",
            "CLOSE ALL",
            "UNLISTEN *",
            "DISCARD TEMP",
            "DISCARD SEQUENCES",
            "DEALLOCATE ALL",
            "RESET ALL");

    private static final String OWN_SETTINGS =
            "SELECT name, pg_catalog.current_setting(name) FROM pg_catalog.pg_settings WHERE source = 'session'";

    private final List<String> reset;
    private final Map<String, String> environment;

    private SessionState(List<String> reset, Map<String, String> environment) {
        this.reset = reset;
        this.environment = environment;
    }

    /** Remembers what was set on this session so far, for example how it notices a lost client. */
    static SessionState of(Session session, SessionSettings environment) throws SQLException {
        Map<String, String> own = new TreeMap<>();
        session.query(OWN_SETTINGS, row -> own.put(row.getString(1), row.getString(2)));
        List<String> reset = new ArrayList<>(RESET);
        reset.addAll(set(own, false));
        return new SessionState(reset, settings(environment));
    }

    static Map<String, String> settings(SessionSettings environment) {
        Map<String, String> settings = new TreeMap<>();
        environment.role().ifPresent(role -> settings.put("role", role));
        if (!environment.searchPath().isEmpty()) {
            settings.put(
                    "search_path",
                    environment.searchPath().stream()
                            .map(schema -> Identifier.of(schema).quoted())
                            .collect(Collectors.joining(", ")));
        }
        environment
                .statementTimeout()
                .ifPresent(limit -> settings.put("statement_timeout", Long.toString(limit.toMillis())));
        return settings;
    }

    /** Takes back what a migration left. */
    List<String> resetSql() {
        return reset;
    }

    /** The environment's settings and how long to wait for a lock, until the transaction ends. */
    List<String> transactionSql(Duration lockTimeout) {
        return set(with(lockTimeout), true);
    }

    /** The same until the next reset. */
    List<String> sessionSql(Duration lockTimeout) {
        return set(with(lockTimeout), false);
    }

    private Map<String, String> with(Duration lockTimeout) {
        Map<String, String> settings = new TreeMap<>(environment);
        settings.put("lock_timeout", Long.toString(lockTimeout.toMillis()));
        return settings;
    }

    /** One statement, because each costs the server as much as several settings. */
    private static List<String> set(Map<String, String> settings, boolean local) {
        if (settings.isEmpty()) {
            return List.of();
        }
        return List.of(settings.entrySet().stream()
                .map(setting -> "pg_catalog.set_config("
                        + SqlLiteral.of(setting.getKey()).quoted() + ", "
                        + SqlLiteral.of(setting.getValue()).quoted() + ", " + local + ")")
                .collect(Collectors.joining(", ", "SELECT ", "")));
    }
}
