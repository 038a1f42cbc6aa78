package dev.confiture.schema.order;

import java.util.ArrayList;
import java.util.List;

/**
 * Where names without a schema are looked for.
 *
 * @param schemas in order; new objects go into the first
 */
record SearchPath(List<String> schemas) {

    static final SearchPath DEFAULT = new SearchPath(List.of("public"));

    SearchPath {
        schemas = List.copyOf(schemas);
    }

    /** The path after a SET statement. */
    SearchPath after(String statement) {
        Names names = new Names(statement);
        int at = names.is(1, "LOCAL") || names.is(1, "SESSION") ? 2 : 1;
        if (!names.is(at, "search_path")) {
            return this;
        }
        List<String> schemas = new ArrayList<>();
        for (List<String> name : names.all()) {
            String last = name.get(name.size() - 1);
            if (name.size() == 1
                    && !List.of("set", "local", "session", "search_path", "to", "$user")
                            .contains(last)) {
                schemas.add(last);
            }
        }
        return schemas.isEmpty() || schemas.contains("default") ? DEFAULT : new SearchPath(schemas);
    }

    /** What a written name may mean, best first: {@code schema.name} each. */
    List<String> meanings(List<String> name) {
        if (name.size() > 1) {
            return List.of(name.get(0) + "." + name.get(1));
        }
        return schemas.stream().map(schema -> schema + "." + name.get(0)).toList();
    }
}
