package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Tables and foreign tables. */
final class TableDdl implements KindDdl {

    private static final int CHANGES_ACCESS_METHOD = 15;

    @Override
    public List<Ddl> create(CatalogObject table, Scene scene) {
        return new CreateTable(table, scene.parts(table.key()), scene).statements();
    }

    @Override
    public List<Ddl> drop(CatalogObject table, Scene scene) {
        Relation relation = new Relation(table.key());
        Ddl drop = Ddl.of("DROP " + table.kind().words() + ' ' + relation.path());
        return List.of(relation.isTable() ? drop.with(Hazards.losesTable(relation.path())) : drop);
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        Relation relation = new Relation(after.key());
        List<Ddl> statements = new ArrayList<>();
        for (Property property : changed) {
            Optional<List<String>> actions = actions(property, before, after, scene);
            if (actions.isEmpty()) {
                return Optional.empty();
            }
            for (String action : actions.get()) {
                Ddl statement = Ddl.of(relation.alter() + ' ' + action);
                statements.add(
                        rewrites(property)
                                ? statement.with(Hazard.of(
                                        Hazard.Kind.EXCLUSIVE_LOCK, "the whole table is written anew under the lock"))
                                : statement);
            }
        }
        return Optional.of(statements);
    }

    private static boolean rewrites(Property property) {
        return property == Property.UNLOGGED || property == Property.METHOD || property == Property.TABLESPACE;
    }

    private static Optional<List<String>> actions(
            Property property, CatalogObject before, CatalogObject after, Scene scene) {
        boolean isSet = after.has(property);
        return switch (property) {
            case UNLOGGED -> Optional.of(List.of(isSet ? "SET UNLOGGED" : "SET LOGGED"));
            case OF_TYPE ->
                Optional.of(
                        List.of(after.text(property).map(type -> "OF " + type).orElse("NOT OF")));
            case TABLESPACE ->
                Optional.of(List.of("SET TABLESPACE " + after.text(property).orElse("pg_default")));
            case METHOD ->
                Optional.of(List.of("SET ACCESS METHOD " + after.text(property).orElse("heap")))
                        .filter(action -> scene.after().serverMajor() >= CHANGES_ACCESS_METHOD);
            case ROW_SECURITY -> Optional.of(List.of((isSet ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY"));
            case FORCE_ROW_SECURITY -> Optional.of(List.of((isSet ? "" : "NO ") + "FORCE ROW LEVEL SECURITY"));
            case OPTIONS ->
                Optional.of(
                        new Relation(after.key()).isTable()
                                ? Options.storageChanges(before, after)
                                : List.of(Options.wrapperChange(before.lines(property), after.lines(property))));
            default -> Optional.empty();
        };
    }
}
