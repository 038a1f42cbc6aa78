package dev.confiture.plan.ddl.access;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Scene;
import dev.confiture.plan.ddl.relation.Numbering;
import java.util.List;
import java.util.Optional;

/** What is said of the sequence of an identity, and who may use it; it belongs to the owner of the table. */
final class IdentitySequence {

    private IdentitySequence() {}

    /** The sequence of {@code before} is the same one, if that has one, though it may have had another name. */
    static List<Ddl> comment(CatalogObject before, CatalogObject after, Scene scene) {
        boolean isKept = sequence(before, scene.before()).isPresent();
        CatalogObject old = isKept ? before : before.without(Property.SEQUENCE_COMMENT);
        return sequence(after, scene.after())
                .flatMap(AttributeTarget::ofComment)
                .flatMap(target -> AttributeDdl.comment(target, Property.SEQUENCE_COMMENT, old, after))
                .stream()
                .toList();
    }

    /** What is left to grant and to take for a column that was just made. */
    static List<Ddl> rightsOfNew(CatalogObject column, Scene scene) {
        Optional<ObjectKey> sequence = sequence(column, scene.after());
        if (sequence.isEmpty()) {
            return List.of();
        }
        PrivilegeChange change = fromBirth(sequence.get(), column, scene.before(), scene)
                .and(fromBirth(sequence.get(), column, scene.after(), scene));
        return write(sequence.get(), column, change, scene);
    }

    /** The same for one that stays; its sequence may be new. */
    static List<Ddl> rights(CatalogObject before, CatalogObject after, Scene scene) {
        Optional<ObjectKey> sequence = sequence(after, scene.after());
        if (sequence.isEmpty() || sequence(before, scene.before()).isEmpty()) {
            return rightsOfNew(after, scene);
        }
        Privileges from = rights(before);
        Optional<String> owner = owner(after, scene.after());
        if (!owner(before, scene.before()).equals(owner)) {
            from = from.after(owner.orElse(scene.before().reader()));
        }
        return write(sequence.get(), after, PrivilegeChange.between(from, rights(after)), scene);
    }

    private static Optional<ObjectKey> sequence(CatalogObject object, Catalog catalog) {
        return Optional.of(object)
                .filter(column -> column.kind() == ObjectKind.COLUMN && column.has(Property.IDENTITY))
                .flatMap(column -> Numbering.of(column, catalog))
                .filter(Numbering::isIdentity)
                .map(Numbering::key);
    }

    private static PrivilegeChange fromBirth(ObjectKey sequence, CatalogObject column, Catalog defaults, Scene scene) {
        Privileges given = BornPrivileges.of(sequence, defaults);
        return PrivilegeChange.between(
                owner(column, scene.after()).map(given::after).orElse(given), rights(column));
    }

    private static Privileges rights(CatalogObject column) {
        return Privileges.read(column.lines(Property.SEQUENCE_GRANTS));
    }

    private static Optional<String> owner(CatalogObject column, Catalog catalog) {
        return AttributeDdl.relation(column, catalog).text(Property.OWNER);
    }

    private static List<Ddl> write(ObjectKey sequence, CatalogObject column, PrivilegeChange change, Scene scene) {
        String owner = AttributeDdl.ownerOf(AttributeDdl.relation(column, scene.after()), scene.after());
        return new GrantStatements("", AttributeTarget.ofGrant(sequence), "", owner).write(change);
    }
}
