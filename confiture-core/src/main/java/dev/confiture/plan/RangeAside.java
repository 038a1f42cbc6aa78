package dev.confiture.plan;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Scene;
import dev.confiture.plan.ddl.relation.AsideName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the server makes along with a range type, and does not rename with it: its multirange and the functions that make values. */
final class RangeAside {

    private RangeAside() {}

    /** The statements that set these aside, too, once the range is; none for anything but a range. */
    static List<Ddl> set(CatalogObject type, Scene scene) {
        List<Ddl> statements = new ArrayList<>();
        multirange(type).ifPresent(multirange -> {
            String range = AsideName.path(type.key(), scene);
            String subtype = said(type, "SUBTYPE").orElseThrow();
            statements.add(renamed("TYPE", multirange, "", scene));
            Stream.of("(%1$s, %1$s)", "(%1$s, %1$s, text)")
                    .map(arguments -> renamed("FUNCTION", type.key(), arguments.formatted(subtype), scene))
                    .forEach(statements::add);
            Stream.of("()", "(%s)", "(VARIADIC %s[])")
                    .map(arguments -> renamed("FUNCTION", multirange, arguments.formatted(range), scene))
                    .forEach(statements::add);
        });
        return statements;
    }

    private static Ddl renamed(String words, ObjectKey key, String arguments, Scene scene) {
        return Ddl.of(
                "ALTER %s %s%s RENAME TO %s".formatted(words, key.path(), arguments, AsideName.local(key, scene)));
    }

    static Optional<ObjectKey> multirange(CatalogObject type) {
        return type.kind() == ObjectKind.RANGE
                ? said(type, "MULTIRANGE_TYPE_NAME").flatMap(path -> Parts.named(ObjectKind.RANGE, path))
                : Optional.empty();
    }

    /** Each of its lines says one thing. */
    private static Optional<String> said(CatalogObject range, String what) {
        return range.lines(Property.DEFINITION).stream()
                .map(String::strip)
                .filter(line -> line.startsWith(what + " = "))
                .map(line -> line.substring((what + " = ").length()).replaceFirst(",$", ""))
                .findFirst();
    }
}
