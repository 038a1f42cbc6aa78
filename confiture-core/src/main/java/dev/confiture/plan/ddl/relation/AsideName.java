package dev.confiture.plan.ddl.relation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.ObjectKind.Place;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Scene;
import dev.confiture.sql.Identifier;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is called how while it stands aside: one name in all statements of a plan, that nothing else has before or after it. */
public final class AsideName {

    private static final String MARK = "_before";

    /** Of the 63 bytes that a name may have, without mark and number. */
    private static final int LONGEST = 50;

    private AsideName() {}

    /** With its schema, ready for SQL. */
    public static String path(ObjectKey key, Scene scene) {
        return key.container() + '.' + local(key, scene);
    }

    /** Without its schema, ready for SQL. */
    public static String local(ObjectKey key, Scene scene) {
        String start = cut(Identifier.written(key.name()).name());
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> quoted(start + MARK + (number == 1 ? "" : number)))
                .filter(name -> isFree(key.container(), name, scene))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(String schema, String name, Scene scene) {
        return Stream.of(scene.before(), scene.after()).noneMatch(catalog -> has(catalog, schema, name));
    }

    /** Relations and types share their names with each other, and with the sequences of identities. */
    private static boolean has(Catalog catalog, String schema, String name) {
        return Stream.of(ObjectKind.values())
                        .filter(kind -> kind.place() == Place.SCHEMA)
                        .anyMatch(kind -> catalog.contains(ObjectKey.of(kind, schema, name)))
                || catalog.objects().stream()
                        .filter(object -> object.has(Property.IDENTITY))
                        .anyMatch(column -> Identity.sequence(column).equals(schema + '.' + name));
    }

    /** Several long names may begin alike. */
    private static String cut(String name) {
        if (name.getBytes(UTF_8).length <= LONGEST) {
            return name;
        }
        String end = String.format(Locale.ROOT, "_%08x", name.hashCode());
        int kept = name.length();
        while (name.substring(0, kept).getBytes(UTF_8).length > LONGEST - end.length()) {
            kept = name.offsetByCodePoints(kept, -1);
        }
        return name.substring(0, kept) + end;
    }

    /** As the server writes it; what ends like this is no key word. */
    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : Identifier.of(name).quoted();
    }
}
