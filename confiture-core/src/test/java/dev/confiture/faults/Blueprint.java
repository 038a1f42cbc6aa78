package dev.confiture.faults;

import static java.util.Objects.requireNonNull;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One of {@link ModelMigrations} as the model sees it. */
record Blueprint(
        int version, Class<?> type, boolean isTransactional, boolean isData, List<String> up, List<String> down) {

    static final TreeMap<Integer, Blueprint> ALL = ModelMigrations.ALL.stream()
            .map(Blueprint::of)
            .collect(Collectors.toMap(Blueprint::version, it -> it, (one, other) -> one, TreeMap::new));

    static Blueprint of(int version) {
        return requireNonNull(ALL.get(version), "version " + version);
    }

    private static Blueprint of(Class<?> type) {
        Migration declared = requireNonNull(type.getAnnotation(Migration.class));
        Down down = type.getAnnotation(Down.class);
        return new Blueprint(
                Integer.parseInt(declared.version()),
                type,
                declared.transactional(),
                declared.data(),
                Arrays.asList(requireNonNull(type.getAnnotation(Up.class)).value()),
                down == null ? List.of() : Arrays.asList(down.value()));
    }

    boolean isReversible() {
        return !down.isEmpty();
    }

    List<String> statements(boolean isUp) {
        return isUp ? up : down;
    }

    /** Whether PostgreSQL allows a statement in no transaction, so that it has two records. */
    static boolean runsOutside(String sql) {
        return sql.contains("CONCURRENTLY");
    }
}
