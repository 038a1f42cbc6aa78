package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.Operation.Verb;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What is dropped for a moment: readers and writers fail without it, or do what they should not, until it is back. */
record Missed(Catalog before, Catalog after, Operations operations) {

    private static final Set<ObjectKind> MADE_AGAIN = EnumSet.of(
            ObjectKind.COLUMN,
            ObjectKind.COLUMN_DEFAULT,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.AGGREGATE,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.RULE,
            ObjectKind.TRIGGER,
            ObjectKind.POLICY);

    /** What brings it back; empty for what goes for good, or waits until what takes its place is built. */
    Optional<Operation> returnOf(ObjectKey dropped) {
        if (!operations.has(Verb.DROP, dropped)) {
            return Optional.empty();
        }
        if (operations.has(Verb.CREATE, dropped)) {
            return MADE_AGAIN.contains(dropped.kind()) || isMadeUnderLock(dropped)
                    ? Optional.of(new Operation(Verb.CREATE, dropped))
                    : Optional.empty();
        }
        ObjectKey column = ObjectKey.of(ObjectKind.COLUMN, dropped.container(), dropped.name());
        boolean becomesIdentity = dropped.kind() == ObjectKind.COLUMN_DEFAULT
                && operations.has(Verb.ALTER, column)
                && after.get(column).has(Property.IDENTITY);
        return becomesIdentity ? Optional.of(new Operation(Verb.ALTER, column)) : Optional.empty();
    }

    /** No index is built beforehand for the key of a partitioned table, nor for what excludes rows. */
    private boolean isMadeUnderLock(ObjectKey key) {
        if (key.kind() != ObjectKind.CONSTRAINT) {
            return false;
        }
        CatalogObject constraint = before.get(key);
        String definition = constraint.require(Property.DEFINITION);
        boolean isOfPartitioned = Parts.relation(before, key.container())
                .filter(table -> before.get(table).has(Property.PARTITION_KEY))
                .isPresent();
        return definition.startsWith("EXCLUDE") || (isOfPartitioned && !definition.startsWith("CHECK"));
    }
}
