package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Scene;
import java.util.Optional;

/**
 * Where a column's numbers come from, while its table is made anew: from the sequence of its own identity, or from one that it
 * owns.
 *
 * @param told the column with the identity, or the sequence
 * @param sequence with its schema, ready for SQL
 */
public record Numbering(CatalogObject told, String sequence) {

    /** Empty if the rows of the column bring their values along, or take them from the parent of their partition. */
    public static Optional<Numbering> of(CatalogObject column, Catalog catalog) {
        if (column.has(Property.IDENTITY)) {
            return Optional.of(column)
                    .filter(each -> Identity.isOwn(each, catalog))
                    .map(each -> new Numbering(each, Identity.sequence(each)));
        }
        return catalog.neededBy(column.key()).stream()
                .filter(user -> user.kind() == ObjectKind.SEQUENCE_OWNERSHIP)
                .map(owned -> ObjectKey.of(ObjectKind.SEQUENCE, owned.container(), owned.name()))
                .filter(catalog::contains)
                .findFirst()
                .map(sequence -> new Numbering(catalog.get(sequence), sequence.path()));
    }

    public boolean isIdentity() {
        return told.kind() == ObjectKind.COLUMN;
    }

    /** Of the sequence, though a catalog tells that of an identity with its column. */
    public ObjectKey key() {
        return Position.key(sequence);
    }

    /** Whether it comes or goes with the table; a sequence that is there before and after stays the same. */
    public boolean changesWithTable(Catalog other) {
        return isIdentity() || !other.contains(told.key());
    }

    /** Frees the name. */
    public Ddl putAside(Scene scene) {
        return Position.putAside(sequence, scene);
    }

    /** How this one goes on where another one stands that was put aside; empty if it cannot. */
    public Optional<Ddl> goOn(Numbering old, Scene scene) {
        boolean canFollow =
                isIdentity() == old.isIdentity() || SequenceOptions.of(told).canFollow(SequenceOptions.of(old.told));
        return canFollow ? Optional.of(Position.handOn(old.sequence, sequence, scene)) : Optional.empty();
    }

    /** What keeps an identity from giving the values of the rows again. */
    public Optional<Ddl> skipUsedValues() {
        return isIdentity() ? Identity.skipUsedValues(told) : Optional.empty();
    }
}
