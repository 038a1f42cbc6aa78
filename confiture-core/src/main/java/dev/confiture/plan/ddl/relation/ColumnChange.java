package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** From one state of a column to another one, in the order in which the server takes it. */
final class ColumnChange {

    private static final int KNOWS_DEFAULT_STORAGE = 16;

    private final CatalogObject before;
    private final CatalogObject after;
    private final SortedSet<Property> changed;
    private final Scene scene;
    private final Relation relation;
    private final List<Ddl> statements = new ArrayList<>();

    ColumnChange(CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        this.before = before;
        this.after = after;
        this.changed = changed;
        this.scene = scene;
        this.relation = Relation.of(after.key().container(), scene);
    }

    List<Ddl> statements() {
        if (changed.contains(Property.GENERATED) && !after.has(Property.GENERATED)) {
            statements.add(Ddl.of(alterColumn() + "DROP EXPRESSION"));
        }
        boolean losesIdentity = before.has(Property.IDENTITY)
                && !after.has(Property.IDENTITY)
                && Identity.isOwn(before, scene.before());
        if (changed.contains(Property.IDENTITY) && losesIdentity) {
            statements.addAll(Identity.change(before, after, alterColumn(), scene));
        }
        if (changed.contains(Property.TYPE) || changed.contains(Property.COLLATION)) {
            statements.add(new TypeChange(before, after, relation, scene).statement());
        }
        notNull();
        boolean isShared = before.has(Property.IDENTITY) && !Identity.isOwn(before, scene.before());
        boolean keepsIdentity = Identity.isOwn(after, scene.after())
                && !isShared
                && (changed.contains(Property.IDENTITY) || changed.contains(Property.SEQUENCE_OPTIONS));
        if (keepsIdentity) {
            statements.addAll(Identity.change(before, after, alterColumn(), scene));
        }
        settings();
        return statements;
    }

    private void notNull() {
        boolean isTouched = changed.contains(Property.NOT_NULL)
                || changed.contains(Property.NOT_NULL_NAME)
                || changed.contains(Property.NOT_NULL_OPTIONS);
        if (isTouched) {
            statements.addAll(new NotNullChange(before, after, relation, scene).statements());
        }
    }

    private void settings() {
        boolean isReset = changed.contains(Property.TYPE); // to what the new type brings
        if (isReset ? after.has(Property.STORAGE) : changed.contains(Property.STORAGE)) {
            statements.add(Ddl.of(alterColumn() + "SET STORAGE " + storage()));
        }
        if (isReset ? after.has(Property.COMPRESSION) : changed.contains(Property.COMPRESSION)) {
            compress(after);
            // SET COMPRESSION stays on its table
            Relation.takenOver(after.key(), scene.after()).stream()
                    .filter(child -> scene.before().contains(child.key()))
                    .forEach(this::compress);
        }
        if (changed.contains(Property.STATISTICS_TARGET)) {
            statements.add(Ddl.of(alterOnlyColumn() + "SET STATISTICS "
                    + after.text(Property.STATISTICS_TARGET).orElse("-1")));
        }
        if (changed.contains(Property.OPTIONS)) {
            Options.storageChanges(before, after).forEach(change -> statements.add(Ddl.of(alterOnlyColumn() + change)));
        }
        if (changed.contains(Property.FDW_OPTIONS)) {
            statements.add(Ddl.of(alterColumn()
                    + Options.wrapperChange(before.lines(Property.FDW_OPTIONS), after.lines(Property.FDW_OPTIONS))));
        }
    }

    private void compress(CatalogObject column) {
        statements.add(Ddl.of("%s ALTER COLUMN %s SET COMPRESSION %s"
                .formatted(
                        Relation.of(column.key().container(), scene).alter(),
                        column.key().name(),
                        column.text(Property.COMPRESSION).orElse("default"))));
    }

    private String storage() {
        return after.text(Property.STORAGE).orElseGet(() -> {
            if (scene.after().serverMajor() >= KNOWS_DEFAULT_STORAGE) {
                return "DEFAULT";
            }
            String type = after.text(Property.TYPE).orElse("");
            if (type.startsWith("numeric") && !type.endsWith("]")) {
                return "MAIN";
            }
            return TypeChange.isFixedLength(type) ? "PLAIN" : "EXTENDED";
        });
    }

    private String alterColumn() {
        return relation.alter() + " ALTER COLUMN " + after.key().name() + ' ';
    }

    private String alterOnlyColumn() {
        return relation.alterOnly(scene) + " ALTER COLUMN " + after.key().name() + ' ';
    }
}
