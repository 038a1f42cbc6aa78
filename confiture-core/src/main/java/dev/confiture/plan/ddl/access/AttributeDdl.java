package dev.confiture.plan.ddl.access;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.Scene;
import dev.confiture.sql.SqlLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Comment, owner and grants of objects of every kind. */
public final class AttributeDdl {

    private static final ObjectKey PUBLIC = ObjectKey.of(ObjectKind.SCHEMA, "", "public");

    /** Who runs the plan: whom an object without an owner of its own belongs to, on whichever server. */
    private static final String READER = "CURRENT_USER";

    /** The first major whose schema public belongs to a role made for it and is closed to everybody's CREATE. */
    private static final int PUBLIC_IS_CLOSED = 15;

    /** Gives an object that was just made what the server did not give it by itself. */
    public List<Ddl> afterCreate(CatalogObject object, Scene scene) {
        CatalogObject born = born(object, scene.after().serverMajor());
        List<Ddl> ddl = new ArrayList<>(comments(born, object));
        ddl.addAll(owner(born, object, scene.after()));
        ddl.addAll(rights(born, object, scene));
        ddl.addAll(IdentitySequence.comment(born, object, scene));
        ddl.addAll(IdentitySequence.rightsOfNew(object, scene));
        ddl.addAll(MemberRights.ofNew(object, scene));
        return ddl;
    }

    private static List<Ddl> rights(CatalogObject born, CatalogObject object, Scene scene) {
        Privileges before = BornPrivileges.of(object.key(), scene.before());
        Privileges after = BornPrivileges.of(object.key(), scene.after());
        boolean hasNone = !object.has(Property.GRANTS)
                && !born.has(Property.GRANTS)
                && before.equals(Privileges.none())
                && after.equals(Privileges.none());
        if (hasNone) {
            return List.of(); // as most objects, of which there are thousands
        }
        Privileges wanted = Privileges.read(object.lines(Property.GRANTS));
        PrivilegeChange change = change(born, object, before, wanted).and(change(born, object, after, wanted));
        return grants(object, scene.after()).write(change);
    }

    private static PrivilegeChange change(
            CatalogObject born, CatalogObject object, Privileges given, Privileges wanted) {
        SortedSet<Privilege> less =
                new TreeSet<>(Privileges.read(born.lines(Property.GRANTS)).less());
        less.addAll(given.less());
        Privileges all = new Privileges(given.more(), less);
        return PrivilegeChange.between(
                object.text(Property.OWNER).map(all::after).orElse(all), wanted);
    }

    /** From what one says to what the other says; nothing if they say the same. */
    public List<Ddl> change(CatalogObject before, CatalogObject after, Scene scene) {
        List<Ddl> ddl = new ArrayList<>(comments(before, after));
        if (!isOwnedSequence(after.key(), scene)) {
            owner(before, after, scene.after()).stream()
                    .map(each -> each.with(Hazard.of(
                            Hazard.Kind.PRIVILEGE_CHANGE,
                            after.key() + " belongs to another role, and so do the rights of an owner")))
                    .forEach(ddl::add);
        }
        Privileges from = Privileges.read(before.lines(Property.GRANTS));
        if (!before.text(Property.OWNER).equals(after.text(Property.OWNER))) {
            from = from.after(after.text(Property.OWNER).orElse(scene.before().reader()));
        }
        PrivilegeChange change = PrivilegeChange.between(from, Privileges.read(after.lines(Property.GRANTS)));
        ddl.addAll(IdentitySequence.comment(before, after, scene));
        List<Ddl> statements = new ArrayList<>(grants(after, scene.after()).write(change));
        statements.addAll(columnsAgain(change, after.key(), scene));
        statements.addAll(IdentitySequence.rights(before, after, scene));
        statements.addAll(MemberRights.change(before, after, scene));
        statements.stream()
                .map(each -> each.with(
                        Hazard.of(Hazard.Kind.PRIVILEGE_CHANGE, "what roles may do with " + after.key() + " changes")))
                .forEach(ddl::add);
        return ddl;
    }

    /** What is taken away on a table is taken away on its columns, too, where it may have been given by itself. */
    private static List<Ddl> columnsAgain(PrivilegeChange change, ObjectKey table, Scene scene) {
        SortedSet<Privilege> taken = new TreeSet<>(change.revoked());
        taken.addAll(change.curbed());
        List<Ddl> ddl = new ArrayList<>();
        for (ObjectKey key : taken.isEmpty() ? List.<ObjectKey>of() : columns(table, scene)) {
            Privileges before = Privileges.read(scene.before().get(key).lines(Property.GRANTS));
            CatalogObject column = scene.after().get(key);
            SortedSet<Privilege> lost =
                    new TreeSet<>(Privileges.read(column.lines(Property.GRANTS)).more());
            lost.retainAll(before.more());
            lost.removeIf(privilege -> taken.stream().noneMatch(privilege::isTakenWith));
            ddl.addAll(grants(column, scene.after()).write(PrivilegeChange.giving(lost)));
        }
        return ddl;
    }

    private static List<ObjectKey> columns(ObjectKey table, Scene scene) {
        return scene.before().neededBy(table).stream()
                .filter(key -> key.kind() == ObjectKind.COLUMN || key.kind() == ObjectKind.VIEW_COLUMN)
                .filter(key ->
                        key.container().equals(table.path()) && scene.after().contains(key))
                .sorted()
                .toList();
    }

    /** What CREATE leaves, measured as the catalog measures: nothing to tell, but for a schema public that was dropped. */
    private static CatalogObject born(CatalogObject object, int major) {
        CatalogObject born = object.without(
                Property.OWNER, Property.COMMENT, Property.INDEX_COMMENT, Property.SEQUENCE_COMMENT, Property.GRANTS);
        if (!object.key().equals(PUBLIC)) {
            return born;
        }
        String closed = major < PUBLIC_IS_CLOSED ? "- PUBLIC CREATE\n- PUBLIC USAGE" : "- PUBLIC USAGE";
        CatalogObject bare = born.with(Property.COMMENT, "").with(Property.GRANTS, closed);
        return major < PUBLIC_IS_CLOSED ? bare : bare.with(Property.OWNER, READER);
    }

    private static List<Ddl> comments(CatalogObject before, CatalogObject after) {
        List<Ddl> ddl = new ArrayList<>();
        AttributeTarget.ofComment(after.key())
                .flatMap(target -> comment(target, Property.COMMENT, before, after))
                .ifPresent(ddl::add);
        if (before.has(Property.INDEX_COMMENT) || after.has(Property.INDEX_COMMENT)) {
            comment(AttributeTarget.ofIndexComment(after.key()), Property.INDEX_COMMENT, before, after)
                    .ifPresent(ddl::add);
        }
        return ddl;
    }

    static Optional<Ddl> comment(String target, Property property, CatalogObject before, CatalogObject after) {
        if (before.text(property).equals(after.text(property))) {
            return Optional.empty();
        }
        String initial = after.key().equals(PUBLIC) ? "standard public schema" : "";
        String text = after.text(property).orElse(initial);
        return Optional.of(Ddl.of("COMMENT ON " + target + " IS "
                + (text.isEmpty() ? "NULL" : SqlLiteral.of(text).quoted())));
    }

    private static List<Ddl> owner(CatalogObject before, CatalogObject after, Catalog catalog) {
        if (before.text(Property.OWNER).equals(after.text(Property.OWNER))) {
            return List.of();
        }
        return List.of(
                Ddl.of("ALTER " + AttributeTarget.ofOwner(after.key()) + " OWNER TO " + ownerOf(after, catalog)));
    }

    static String ownerOf(CatalogObject object, Catalog catalog) {
        boolean isInitialPublic = object.key().equals(PUBLIC) && catalog.serverMajor() >= PUBLIC_IS_CLOSED;
        return object.text(Property.OWNER).orElse(isInitialPublic ? "pg_database_owner" : READER);
    }

    /** The server gives it to the owner of its table along with that (0A000 if one tries by hand). */
    private static boolean isOwnedSequence(ObjectKey key, Scene scene) {
        ObjectKey ownership = ObjectKey.of(ObjectKind.SEQUENCE_OWNERSHIP, key.container(), key.name());
        return key.kind() == ObjectKind.SEQUENCE
                && scene.before().contains(ownership)
                && scene.after().contains(ownership);
    }

    private static GrantStatements grants(CatalogObject object, Catalog catalog) {
        ObjectKey key = object.key();
        String column =
                key.kind() == ObjectKind.COLUMN || key.kind() == ObjectKind.VIEW_COLUMN ? " (" + key.name() + ")" : "";
        CatalogObject owned = column.isEmpty() ? object : relation(object, catalog);
        return new GrantStatements("", AttributeTarget.ofGrant(key), column, ownerOf(owned, catalog));
    }

    /** The owner of a column is that of its relation. */
    static CatalogObject relation(CatalogObject column, Catalog catalog) {
        return catalog.needs(column.key()).stream()
                .filter(used -> used.path().equals(column.key().container()))
                .map(catalog::get)
                .findFirst()
                .orElse(column);
    }
}
