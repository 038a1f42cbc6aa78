package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;

/**
 * A primary key or unique constraint, seen as the index that it will stand on.
 *
 * @param kind {@code PRIMARY KEY} or {@code UNIQUE}
 * @param body of the index: columns and what follows them
 * @param mode {@code DEFERRABLE}… with a space before it, or empty
 */
record KeyIndex(CatalogObject constraint, Relation relation, String kind, String body, String mode) {

    /** Empty for other constraints, and for those over periods of time. */
    static Optional<KeyIndex> of(CatalogObject constraint, Relation relation) {
        String definition = constraint.require(Property.DEFINITION);
        if (definition.startsWith("EXCLUDE")
                || definition.startsWith("CHECK")
                || definition.contains("WITHOUT OVERLAPS")) {
            return Optional.empty();
        }
        String kind = definition.startsWith("PRIMARY KEY") ? "PRIMARY KEY" : "UNIQUE";
        int end = definition.length();
        for (String word : List.of(" DEFERRABLE", " INITIALLY")) {
            int at = Expression.topLevel(definition, word);
            end = at < 0 ? end : Math.min(end, at);
        }
        int open = definition.indexOf('(');
        boolean nullsAreEqual = definition.substring(0, open).contains("NULLS NOT DISTINCT");
        StringBuilder body = new StringBuilder(definition.substring(open, end));
        if (nullsAreEqual) {
            body.append(" NULLS NOT DISTINCT");
        }
        if (constraint.has(Property.OPTIONS)) {
            body.append(" WITH ").append(Options.inParentheses(constraint.lines(Property.OPTIONS)));
        }
        constraint
                .text(Property.TABLESPACE)
                .ifPresent(name -> body.append(" TABLESPACE ").append(name));
        return Optional.of(new KeyIndex(constraint, relation, kind, body.toString(), definition.substring(end)));
    }

    List<String> columns() {
        return Names.list(Expression.firstInParentheses(constraint.require(Property.DEFINITION)));
    }

    /** Whether one statement after the other does it: a column of a primary key accepts NULL only once that is gone. */
    boolean canFollow(KeyIndex old, Scene scene) {
        return kind.equals(old.kind)
                && old.columns().stream()
                        .map(name -> ObjectKey.of(ObjectKind.COLUMN, relation.path(), name))
                        .flatMap(column -> scene.after().find(column).stream())
                        .allMatch(column -> kind.equals("UNIQUE") || column.has(Property.NOT_NULL));
    }

    /** As {@link #online}, where another key has the name. */
    List<Ddl> swap(Optional<Hazard> duplicates) {
        String name = constraint.key().name();
        String next = Names.madeUp(name, "", "new");
        Ddl build = Ddl.alone("CREATE UNIQUE INDEX CONCURRENTLY %s ON %s %s".formatted(next, relation.path(), body));
        return List.of(
                duplicates.map(build::with).orElse(build),
                Ddl.of("%s DROP CONSTRAINT %s".formatted(relation.alter(), name)),
                Ddl.of("%s ADD CONSTRAINT %s %s USING INDEX %s%s".formatted(relation.alter(), name, kind, next, mode)));
    }

    /** The index is built while the table is in use; the constraint then takes it over. */
    List<Ddl> online(Optional<Hazard> duplicates) {
        String name = constraint.key().name();
        Ddl build = Ddl.alone("CREATE UNIQUE INDEX CONCURRENTLY %s ON %s %s".formatted(name, relation.path(), body));
        return List.of(
                duplicates.map(build::with).orElse(build),
                Ddl.of("%s ADD CONSTRAINT %s %s USING INDEX %s%s".formatted(relation.alter(), name, kind, name, mode)));
    }
}
