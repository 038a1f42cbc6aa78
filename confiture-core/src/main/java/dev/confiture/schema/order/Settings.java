package dev.confiture.schema.order;

import dev.confiture.sql.StatementKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings in force at a statement: where they are equal it means the same. The search path is apart because it is
 * the one that can be set again in front of a statement that moves.
 *
 * @param others for each other setting that is not as it was at the start the statement that set it
 */
record Settings(SearchPath path, Map<String, String> others) {

    static final Settings NONE = new Settings(SearchPath.DEFAULT, Map.of());

    private static final String SEARCH_PATH = "search_path";

    /** {@code SET ROLE} and {@code SET SESSION AUTHORIZATION}: {@code RESET ALL} leaves them. */
    private static final Set<String> IDENTITY = Set.of("role", "authorization");

    /** {@code SELECT set_config('search_path', …)} and what a DO block may do. */
    private static final Pattern NAMED = Pattern.compile(SEARCH_PATH, Pattern.CASE_INSENSITIVE);

    Settings {
        others = Map.copyOf(others);
    }

    /** After one more statement. */
    Settings after(String statement, StatementKind kind) {
        return switch (kind) {
            case SETTING -> afterSetting(statement);
            case SELECT, DO, CALL ->
                NAMED.matcher(statement).find() ? new Settings(path.perhapsChangedBy(statement), others) : this;
            default -> this;
        };
    }

    private Settings afterSetting(String statement) {
        Names names = new Names(statement);
        int at = names.is(1, "LOCAL") || names.is(1, "SESSION") ? 2 : 1;
        String name = names.at(at).map(parts -> String.join(".", parts)).orElse("");
        boolean isReset = names.is(0, "RESET");
        if (isReset && name.equals("all")) {
            Map<String, String> staying = new HashMap<>(others);
            staying.keySet().retainAll(IDENTITY);
            return new Settings(SearchPath.DEFAULT, staying);
        }
        if (name.equals(SEARCH_PATH) || name.equals("schema")) {
            return new Settings(isReset ? SearchPath.DEFAULT : SearchPath.of(statement), others);
        }
        Map<String, String> now = new HashMap<>(others);
        if (isReset || names.is(names.size() - 1, "DEFAULT")) {
            now.remove(name);
        } else {
            now.put(name, statement);
        }
        return new Settings(path, now);
    }

    /** Whether a statement with these settings can run where others hold, once its search path is set there. */
    boolean canRunAmong(Settings there) {
        return others.equals(there.others)
                && (path.equals(there.path) || (path.isRepeatable() && there.path.isRepeatable()));
    }
}
