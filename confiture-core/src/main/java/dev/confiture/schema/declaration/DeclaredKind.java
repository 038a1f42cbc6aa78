package dev.confiture.schema.declaration;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.ObjectKind.Place;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What follows CREATE.
 *
 * @param words in capitals, one blank between
 * @param kinds what the object may turn out to be
 */
record DeclaredKind(String words, Set<ObjectKind> kinds) {

    /** They have no name, or one that is no plain word, or no statement that begins with these words. */
    private static final Set<ObjectKind> NOT_NAMED = EnumSet.of(
            ObjectKind.CAST,
            ObjectKind.OPERATOR,
            ObjectKind.USER_MAPPING,
            ObjectKind.DEFAULT_PRIVILEGES,
            ObjectKind.SEQUENCE_OWNERSHIP,
            ObjectKind.EXTENSION_DEPENDENCY,
            ObjectKind.DATABASE_SETTING);

    private static final Set<ObjectKind> ON_TABLES = EnumSet.of(ObjectKind.TRIGGER, ObjectKind.POLICY, ObjectKind.RULE);

    private static final List<DeclaredKind> ALL = all();

    private static List<DeclaredKind> all() {
        Map<String, Set<ObjectKind>> byWords = new TreeMap<>();
        for (ObjectKind kind : ObjectKind.values()) {
            boolean standsAlone = kind.place() == Place.DATABASE || kind.place() == Place.SCHEMA;
            if (ON_TABLES.contains(kind) || (standsAlone && !NOT_NAMED.contains(kind))) {
                byWords.computeIfAbsent(kind.words(), words -> EnumSet.noneOf(ObjectKind.class))
                        .add(kind);
            }
        }
        return byWords.entrySet().stream()
                .map(entry -> new DeclaredKind(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(DeclaredKind::length).reversed())
                .toList();
    }

    /** The kind that the words from an index on name; of several the longest. */
    static Optional<DeclaredKind> at(IntFunction<String> word, int index) {
        return ALL.stream().filter(kind -> kind.matches(word, index)).findFirst();
    }

    private boolean matches(IntFunction<String> word, int index) {
        String[] parts = words.split(" ", -1);
        for (int i = 0; i < parts.length; i++) {
            if (!word.apply(index + i).equals(parts[i])) {
                return false;
            }
        }
        return true;
    }

    int length() {
        return words.split(" ", -1).length;
    }
}
