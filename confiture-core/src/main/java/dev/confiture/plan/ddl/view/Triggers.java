package dev.confiture.plan.ddl.view;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Triggers of tables and views. Those that a partition got from its parent are made, changed and dropped there. */
final class Triggers implements KindDdl {

    private static final String CREATE = "CREATE TRIGGER";

    @Override
    public List<Ddl> create(CatalogObject trigger, Scene scene) {
        List<Ddl> ddl = new ArrayList<>();
        if (!isClone(trigger)) {
            ddl.add(Ddl.of(trigger.require(Property.DEFINITION)));
        }
        if (trigger.has(Property.ENABLED) || isClone(trigger)) {
            ddl.add(enable(trigger));
        }
        return ddl;
    }

    @Override
    public List<Ddl> drop(CatalogObject trigger, Scene scene) {
        return isClone(trigger)
                ? List.of()
                : List.of(Ddl.of("DROP TRIGGER " + trigger.key().name() + " ON "
                        + trigger.key().container()));
    }

    /**
     * CREATE OR REPLACE TRIGGER refuses constraint triggers (42710), and enables what it replaces. Where a trigger for rows
     * becomes one for statements, it leaves the clones on partitions.
     */
    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        if (isClone(before) != isClone(after)) {
            return Optional.empty();
        }
        boolean replaces = changed.contains(Property.DEFINITION) && !isClone(after);
        boolean mayReplace = isPlain(before) && isPlain(after) && isForRows(before) == isForRows(after);
        if (replaces && !mayReplace) {
            return Optional.empty();
        }
        List<Ddl> ddl = new ArrayList<>();
        if (replaces) {
            ddl.add(Ddl.of("CREATE OR REPLACE TRIGGER"
                    + after.require(Property.DEFINITION).substring(CREATE.length())));
        }
        boolean needsEnabling = replaces ? after.has(Property.ENABLED) : changed.contains(Property.ENABLED);
        if (needsEnabling) {
            ddl.add(enable(after));
        }
        return Optional.of(ddl);
    }

    private static boolean isClone(CatalogObject trigger) {
        return trigger.has(Property.PARENT);
    }

    private static boolean isPlain(CatalogObject trigger) {
        return trigger.require(Property.DEFINITION).startsWith(CREATE);
    }

    private static boolean isForRows(CatalogObject trigger) {
        return trigger.require(Property.DEFINITION).contains(" FOR EACH ROW ");
    }

    private static Ddl enable(CatalogObject trigger) {
        return Ddl.of("ALTER TABLE " + trigger.key().container() + ' '
                + trigger.text(Property.ENABLED).orElse("ENABLE") + " TRIGGER "
                + trigger.key().name());
    }
}
