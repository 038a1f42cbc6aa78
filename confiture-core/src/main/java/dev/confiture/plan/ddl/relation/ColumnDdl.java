package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.InheritedColumns;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Columns of tables and foreign tables. */
final class ColumnDdl implements KindDdl {

    /** A statement on a parent changes these in its children too. */
    private static final Set<Property> REACH_CHILDREN = EnumSet.of(
            Property.TYPE,
            Property.COLLATION,
            Property.NOT_NULL,
            Property.NOT_NULL_NAME,
            Property.NOT_NULL_OPTIONS,
            Property.GENERATED,
            Property.IDENTITY,
            Property.STORAGE);

    @Override
    public List<Ddl> create(CatalogObject column, Scene scene) {
        Relation relation = Relation.of(column.key().container(), scene);
        Optional<CatalogObject> parent = Relation.parentOf(column.key(), scene.after());
        if (parent.isPresent() && !column.has(Property.MERGED) && !scene.isApart(relation.path())) {
            return fromParent(parent.get(), column, scene);
        }
        Optional<CatalogObject> value = scene.parts(column.key()).stream()
                .filter(part -> part.kind() == ObjectKind.COLUMN_DEFAULT)
                .findFirst();
        CatalogObject named = scene.isApart(relation.path()) ? NotNullChange.named(column, scene) : column;
        Ddl add = Ddl.of(relation.alter() + " ADD COLUMN "
                + ColumnClause.whole(named, value, scene.after().serverMajor(), List.of()));
        boolean isEmpty = value.isEmpty() && !column.has(Property.IDENTITY);
        if (refusesNull(column, scene) && isEmpty && !scene.isNew(relation.key())) {
            add = add.with(
                    Hazards.failsWith("a row that is there has no value for it", Hazards.anyRow(relation.path())));
        }
        if (refusesNull(column, scene)
                && value.filter(each -> mayBeNull(each, scene)).isPresent()
                && !scene.isNew(relation.key())) {
            add = add.with(
                    Hazard.of(Hazard.Kind.MAY_FAIL_ON_DATA, "its default may give no value to a row that is there"));
        }
        if (column.has(Property.IDENTITY) && SequenceOptions.of(column).ends() && !scene.isNew(relation.key())) {
            add = add.with(
                    Hazard.of(Hazard.Kind.MAY_FAIL_ON_DATA, "there may be more rows than the sequence has numbers"));
        }
        List<Ddl> statements = new ArrayList<>();
        statements.add(add);
        statements.addAll(settings(column, scene, true));
        return statements;
    }

    /** A default that asks a function of the schema, or for a setting, which may have none for whoever runs the plan. */
    private static boolean mayBeNull(CatalogObject value, Scene scene) {
        return value.text(Property.DEFINITION).orElse("").contains("current_setting(")
                || scene.after().needs(value.key()).stream().anyMatch(used -> used.kind() == ObjectKind.FUNCTION);
    }

    /** By itself or by its domain, which may have a default. */
    private static boolean refusesNull(CatalogObject column, Scene scene) {
        return column.has(Property.NOT_NULL)
                || scene.after().needs(column.key()).stream()
                        .filter(used -> used.kind() == ObjectKind.DOMAIN)
                        .map(scene.after()::get)
                        .anyMatch(domain -> domain.has(Property.NOT_NULL) && !domain.has(Property.DEFAULT));
    }

    @Override
    public List<Ddl> drop(CatalogObject column, Scene scene) {
        Relation relation = Relation.of(column.key().container(), scene);
        Optional<ObjectKey> parent =
                Relation.parentOf(column.key(), scene.before()).map(CatalogObject::key);
        boolean goesWithParent = parent.isPresent()
                && !column.has(Property.MERGED)
                && !scene.after().contains(parent.get())
                && !scene.isApart(relation.path())
                && !InheritedColumns.isLeftToHeirs(scene.before(), scene.after(), parent.get());
        if (goesWithParent) {
            return List.of();
        }
        boolean isLeftToHeirs = InheritedColumns.isLeftToHeirs(scene.before(), scene.after(), column.key());
        String alter = isLeftToHeirs
                ? "ALTER %s ONLY %s".formatted(relation.key().kind().words(), relation.path())
                : relation.alter();
        return List.of(Ddl.of(alter + " DROP COLUMN " + column.key().name())
                .with(Hazards.losesColumn(relation.path(), column.key().name())));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        SortedSet<Property> own = new TreeSet<>(changed);
        own.removeIf(property -> comesFromParent(property, before, after, scene));
        boolean becomesGenerated = own.contains(Property.GENERATED) && after.has(Property.GENERATED);
        boolean wasVirtual =
                before.text(Property.GENERATED).filter("VIRTUAL"::equals).isPresent();
        if (becomesGenerated || (own.contains(Property.GENERATED) && wasVirtual)) {
            return Optional.empty();
        }
        return Optional.of(new ColumnChange(before, after, own, scene).statements());
    }

    private static boolean comesFromParent(Property property, CatalogObject before, CatalogObject after, Scene scene) {
        if (!REACH_CHILDREN.contains(property) || scene.isApart(after.key().container())) {
            return false;
        }
        Optional<CatalogObject> old = Relation.parentOf(before.key(), scene.before());
        Optional<CatalogObject> wanted = Relation.parentOf(after.key(), scene.after());
        return old.isPresent()
                && wanted.isPresent()
                && !old.get().text(property).equals(wanted.get().text(property))
                && wanted.get().text(property).equals(after.text(property));
    }

    /** What a column of a child says beyond its parent's. */
    static List<Ddl> fromParent(CatalogObject parent, CatalogObject column, Scene scene) {
        CatalogObject given = CatalogObject.of(column.key(), parent.properties())
                .without(
                        Property.STATISTICS_TARGET,
                        Property.OPTIONS,
                        Property.FDW_OPTIONS,
                        Property.MERGED,
                        Property.SEQUENCE_OPTIONS);
        CatalogObject wanted = column.without(Property.MERGED);
        if (!wanted.has(Property.IDENTITY)) {
            given = given.without(Property.IDENTITY);
        }
        return new ColumnChange(given, wanted, given.differences(wanted), scene).statements();
    }

    /** A parent's column with what {@link ColumnClause#added} says. */
    static CatalogObject asPartitionMakesIt(CatalogObject parent, CatalogObject column) {
        CatalogObject made = parent;
        for (Property property : List.of(Property.NOT_NULL, Property.NOT_NULL_NAME, Property.GENERATED)) {
            made = column.text(property).isPresent() ? made.with(property, column.require(property)) : made;
        }
        return made;
    }

    /**
     * What neither CREATE TABLE nor ADD COLUMN says.
     *
     * @param saidStorage whether storage and compression were said where the server allows that
     */
    static List<Ddl> settings(CatalogObject column, Scene scene, boolean saidStorage) {
        CatalogObject said = column.without(Property.STATISTICS_TARGET, Property.OPTIONS);
        if (!saidStorage) {
            said = said.without(Property.COMPRESSION, Property.FDW_OPTIONS);
        }
        if (!saidStorage || scene.after().serverMajor() < 16) {
            said = said.without(Property.STORAGE);
        }
        List<Ddl> statements = new ArrayList<>(Identity.persistence(column));
        statements.addAll(new ColumnChange(said, column, said.differences(column), scene).statements());
        return statements;
    }
}
