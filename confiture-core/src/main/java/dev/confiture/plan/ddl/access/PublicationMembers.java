package dev.confiture.plan.ddl.access;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Tables and schemas of publications; a member's name begins with {@code TABLE} or {@code TABLES IN SCHEMA}. */
final class PublicationMembers implements KindDdl {

    private static final String TABLE = "TABLE ";

    @Override
    public List<Ddl> create(CatalogObject member, Scene scene) {
        StringBuilder sql =
                new StringBuilder(alterPublication(member)).append(" ADD ").append(named(member, scene));
        member.text(Property.COLUMNS)
                .ifPresent(columns -> sql.append(" (").append(columns).append(')'));
        member.text(Property.FILTER).ifPresent(filter -> sql.append(" WHERE ").append(Condition.inParentheses(filter)));
        return List.of(Ddl.of(sql.toString()));
    }

    @Override
    public List<Ddl> drop(CatalogObject member, Scene scene) {
        return List.of(Ddl.of(alterPublication(member) + " DROP " + named(member, scene)));
    }

    /** ALTER PUBLICATION … SET TABLE would name all members; one is taken out and put back instead. */
    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        List<Ddl> ddl = new ArrayList<>(drop(before, scene));
        ddl.addAll(create(after, scene));
        return Optional.of(ddl);
    }

    private static String alterPublication(CatalogObject member) {
        return "ALTER PUBLICATION " + member.key().container();
    }

    /** Without ONLY the server takes tables that inherit along, which are members of their own here. */
    private static String named(CatalogObject member, Scene scene) {
        String name = member.key().name();
        boolean hasChildren = hasChildren(member.key(), scene.before()) || hasChildren(member.key(), scene.after());
        return hasChildren ? TABLE + "ONLY " + name.substring(TABLE.length()) : name;
    }

    private static boolean hasChildren(ObjectKey member, Catalog catalog) {
        return catalog.needs(member).stream()
                .filter(used -> used.kind() == ObjectKind.TABLE)
                .filter(table -> !catalog.get(table).has(Property.PARTITION_KEY))
                .flatMap(table -> catalog.neededBy(table).stream()
                        .filter(user -> user.kind() == ObjectKind.INHERITANCE)
                        .filter(user -> !user.container().equals(table.path())))
                .findAny()
                .isPresent();
    }
}
