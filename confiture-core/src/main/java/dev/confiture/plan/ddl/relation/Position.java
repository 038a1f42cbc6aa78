package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.Scene;
import dev.confiture.sql.SqlLiteral;
import java.util.Optional;
import java.util.Set;

/**
 * Where a sequence stands. A column's own sequence and that of its identity take each other's place, mostly under one name:
 * the old one stands aside until the new one has its position.
 */
final class Position {

    private static final Set<String> OF_SEQUENCES = Set.of("smallint", "integer", "bigint");

    private Position() {}

    /** Frees the name. */
    static Ddl putAside(String sequence, Scene scene) {
        return Ddl.of("ALTER SEQUENCE %s RENAME TO %s".formatted(sequence, AsideName.local(key(sequence), scene)));
    }

    /** @param old the name that the sequence had before it stood aside */
    static Ddl handOn(String old, String wanted, Scene scene) {
        return Ddl.of("SELECT setval(%s, last_value, is_called) FROM %s"
                .formatted(SqlLiteral.of(wanted).quoted(), AsideName.path(key(old), scene)));
    }

    /** @param sequence with its schema, ready for SQL; an identity's, too */
    static ObjectKey key(String sequence) {
        return ObjectKey.of(ObjectKind.SEQUENCE, Names.schema(sequence), Names.local(sequence));
    }

    static Hazard lost(ObjectKey sequence) {
        return Hazard.of(
                Hazard.Kind.DATA_LOSS,
                "where %s stands is lost (SELECT last_value, is_called FROM %s)".formatted(sequence, sequence.path()),
                "SELECT is_called FROM " + sequence.path());
    }

    /** The sequence that was the column's, in whose place its identity comes, if it can go on where that stands. */
    static Optional<ObjectKey> beforeIdentity(ObjectKey column, Scene scene) {
        return pair(column, scene.before(), scene.after(), scene)
                .filter(Pair::goesOn)
                .map(Pair::sequence);
    }

    /** The sequence that comes in the place of the column's identity, if it can go on where that stands. */
    static Optional<ObjectKey> afterIdentity(ObjectKey column, Scene scene) {
        return pair(column, scene.after(), scene.before(), scene)
                .filter(Pair::goesOn)
                .map(Pair::sequence);
    }

    /** Empty if the new sequence goes on where another one stands, or there was none. */
    static Optional<Hazard> beginsAnew(ObjectKey sequence, Scene scene) {
        return owner(sequence, scene.after())
                .flatMap(column -> pair(column, scene.after(), scene.before(), scene))
                .filter(pair -> pair.sequence().equals(sequence) && !pair.goesOn())
                .map(pair -> Hazard.of(
                        Hazard.Kind.DATA_LOSS,
                        "%s begins anew, and where the identity before it stood is lost".formatted(sequence)));
    }

    /** The column whose sequence it is. */
    static Optional<ObjectKey> owner(ObjectKey sequence, Catalog catalog) {
        return catalog.find(ObjectKey.of(ObjectKind.SEQUENCE_OWNERSHIP, sequence.container(), sequence.name()))
                .map(owned -> ObjectKey.of(
                        ObjectKind.COLUMN, owned.require(Property.RELATION), owned.require(Property.COLUMNS)));
    }

    /**
     * A column's own sequence and its identity.
     *
     * @param isOwn whether the identity is the column's, too, and not that of the table whose partition it is in
     */
    private record Pair(ObjectKey sequence, SequenceOptions plain, SequenceOptions identity, boolean isOwn) {
        boolean goesOn() {
            return isOwn && plain.canFollow(identity);
        }
    }

    /**
     * @param with where the column has the sequence
     * @param without where it has the identity
     */
    private static Optional<Pair> pair(ObjectKey column, Catalog with, Catalog without, Scene scene) {
        boolean stays = with.contains(column) && without.contains(column) && !scene.isNew(column);
        if (!stays
                || with.get(column).has(Property.IDENTITY)
                || !without.get(column).has(Property.IDENTITY)) {
            return Optional.empty();
        }
        if (!OF_SEQUENCES.contains(with.get(column).require(Property.TYPE))) {
            return Optional.empty();
        }
        return with.neededBy(column).stream()
                .filter(user -> user.kind() == ObjectKind.SEQUENCE_OWNERSHIP)
                .map(user -> ObjectKey.of(ObjectKind.SEQUENCE, user.container(), user.name()))
                .filter(sequence -> !without.contains(sequence))
                .findFirst()
                .map(sequence -> new Pair(
                        sequence,
                        SequenceOptions.of(with.get(sequence)),
                        SequenceOptions.of(without.get(column)),
                        Identity.isOwn(without.get(column), without)));
    }
}
