package dev.confiture.schema.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where names without a schema are looked for.
 *
 * @param schemas in order; new objects go into the first
 * @param statement that made it so, without its semicolon
 * @param isRepeatable whether that statement makes the same one wherever it runs
 */
record SearchPath(List<String> schemas, String statement, boolean isRepeatable) {

    static final SearchPath DEFAULT = new SearchPath(List.of("public"), "RESET search_path", true);

    private static final Set<String> NO_SCHEMAS =
            Set.of("set", "local", "session", "search_path", "schema", "to", "$user");

    SearchPath {
        schemas = List.copyOf(schemas);
    }

    /** The one that {@code SET search_path} or {@code SET SCHEMA} makes. */
    static SearchPath of(String statement) {
        List<String> schemas = new ArrayList<>();
        for (List<String> name : new Names(statement).all()) {
            if (name.size() == 1 && !NO_SCHEMAS.contains(name.get(0))) {
                schemas.add(name.get(0));
            }
        }
        return schemas.isEmpty() || schemas.contains("default") ? DEFAULT : new SearchPath(schemas, statement, true);
    }

    /** After a statement that may have changed it, nobody knows how. */
    SearchPath perhapsChangedBy(String statement) {
        return new SearchPath(schemas, statement, false);
    }

    /** What a written name may mean, best first: {@code schema.name} each. */
    List<String> meanings(List<String> name) {
        if (name.size() > 1) {
            return List.of(name.get(0) + "." + name.get(1));
        }
        return schemas.stream().map(schema -> schema + "." + name.get(0)).toList();
    }
}
