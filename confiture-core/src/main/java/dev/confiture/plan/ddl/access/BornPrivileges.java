package dev.confiture.plan.ddl.access;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the default privileges of one catalog give to an object that its reader makes. */
final class BornPrivileges {

    /** What everybody may do with new functions and types, whatever is granted on top. */
    private static final Set<String> PUBLICS = Set.of("FUNCTIONS EXECUTE", "TYPES USAGE");

    private BornPrivileges() {}

    static Privileges of(ObjectKey made, Catalog catalog) {
        return sort(made.kind())
                .map(sort -> global(sort, catalog).and(added(sort, made, catalog)))
                .orElse(Privileges.none());
    }

    private static Privileges global(String sort, Catalog catalog) {
        return find("ON " + sort, catalog)
                .map(privileges -> Privileges.read(privileges.lines(Property.DEFINITION)))
                .orElse(Privileges.none());
    }

    private static Collection<Privilege> added(String sort, ObjectKey made, Catalog catalog) {
        Privileges global = global(sort, catalog);
        return find("IN SCHEMA " + made.container() + " ON " + sort, catalog)
                .map(privileges ->
                        Privileges.read(privileges.lines(Property.DEFINITION)).more())
                .map(more -> more.stream()
                        .filter(privilege -> global.less().contains(privilege) || !isGivenAnyway(sort, privilege))
                        .toList())
                .orElse(List.of());
    }

    private static boolean isGivenAnyway(String sort, Privilege privilege) {
        return privilege.grantee().equals("OWNER")
                || (privilege.grantee().equals("PUBLIC") && PUBLICS.contains(sort + " " + privilege.name()));
    }

    private static Optional<CatalogObject> find(String name, Catalog catalog) {
        return catalog.find(ObjectKey.of(ObjectKind.DEFAULT_PRIVILEGES, "", name));
    }

    private static Optional<String> sort(ObjectKind kind) {
        return switch (kind) {
            case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> Optional.of("TABLES");
            case SEQUENCE -> Optional.of("SEQUENCES");
            case FUNCTION, PROCEDURE, AGGREGATE -> Optional.of("FUNCTIONS");
            case ENUM, DOMAIN, COMPOSITE_TYPE, RANGE, BASE_TYPE, SHELL_TYPE -> Optional.of("TYPES");
            case SCHEMA -> Optional.of("SCHEMAS");
            default -> Optional.empty();
        };
    }
}
