package dev.confiture.runner.session;

import dev.confiture.config.SessionSettings;
import dev.confiture.sql.SqlLiteral;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@link WorkingSession} sends around migrations, for a script that somebody else runs: without its questions. */
public final class ScriptedSession {

    private final Map<String, String> environment;

    public ScriptedSession(SessionSettings environment) {
        this.environment = SessionState.settings(environment);
    }

    /** Takes back what was done to the session, and says how the script is encoded, which that takes back too. */
    public List<String> reset() {
        List<String> all = new ArrayList<>(SessionState.RESET);
        all.add("SET client_encoding TO 'UTF8'");
        return all;
    }

    /** What a migration finds until its transaction ends. */
    public List<String> transactionSettings(Duration lockTimeout) {
        return set("SET LOCAL ", lockTimeout);
    }

    /** What a migration finds until the next reset. */
    public List<String> sessionSettings(Duration lockTimeout) {
        return set("SET ", lockTimeout);
    }

    /** Lets one statement outside a transaction wait for as long as this; zero is for ever. */
    public String lockTimeout(Duration wait) {
        return set("SET ", Map.entry("lock_timeout", Long.toString(wait.toMillis())));
    }

    /** The end of a migration in a transaction, with its changes of the ledger; no COMMIT. */
    public List<String> closing(List<String> ledger) {
        List<String> all = new ArrayList<>(List.of("SET CONSTRAINTS ALL IMMEDIATE"));
        all.addAll(TransactionMessages.CONNECTING_ROLE);
        all.add(TransactionMessages.OWN_NAMES);
        all.addAll(ledger);
        return all;
    }

    /** What follows a closing in the same transaction, before the next migration. */
    public List<String> following(Duration lockTimeout) {
        List<String> all = new ArrayList<>(reset());
        all.add("SET CONSTRAINTS ALL DEFERRED");
        all.addAll(transactionSettings(lockTimeout));
        return all;
    }

    /** A change of the ledger in a transaction that is open; the migration's role and names come back with its end. */
    public List<String> record(List<String> ledger) {
        List<String> all = new ArrayList<>(TransactionMessages.RECORDING);
        all.addAll(ledger);
        return all;
    }

    private List<String> set(String command, Duration lockTimeout) {
        Map<String, String> settings = new TreeMap<>(environment);
        settings.put("lock_timeout", Long.toString(lockTimeout.toMillis()));
        return settings.entrySet().stream().map(each -> set(command, each)).toList();
    }

    private static String set(String command, Map.Entry<String, String> setting) {
        // The names in a search_path are quoted one by one already.
        boolean isList = setting.getKey().equals("search_path");
        String value =
                isList ? setting.getValue() : SqlLiteral.of(setting.getValue()).quoted();
        return command + setting.getKey() + " TO " + value;
    }
}
