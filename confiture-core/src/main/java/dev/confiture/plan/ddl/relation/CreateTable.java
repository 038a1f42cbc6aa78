package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One CREATE TABLE with all that it can say, and after it what it cannot. */
final class CreateTable {

    private final CatalogObject table;
    private final Scene scene;
    private final Relation relation;
    private final List<CatalogObject> columns;
    private final Map<String, CatalogObject> defaults = new HashMap<>();
    private final List<ConstraintClause> constraints;
    private final List<CatalogObject> parents;
    private final Map<String, List<String>> ofColumns = new HashMap<>();

    CreateTable(CatalogObject table, List<CatalogObject> parts, Scene scene) {
        this.table = table;
        this.scene = scene;
        this.relation = new Relation(table.key());
        this.columns = of(parts, ObjectKind.COLUMN);
        of(parts, ObjectKind.COLUMN_DEFAULT)
                .forEach(value -> defaults.put(value.key().name(), value));
        this.parents = of(parts, ObjectKind.INHERITANCE).stream()
                .sorted(Comparator.comparingInt(CreateTable::rank))
                .toList();
        this.constraints = parts.stream()
                .filter(part -> part.kind() == ObjectKind.CONSTRAINT || part.kind() == ObjectKind.FOREIGN_KEY)
                .filter(this::isStatedHere)
                .sorted(Comparator.comparingInt(CreateTable::rank))
                .map(ConstraintClause::new)
                .toList();
    }

    private static List<CatalogObject> of(List<CatalogObject> parts, ObjectKind kind) {
        return parts.stream().filter(part -> part.kind() == kind).toList();
    }

    /** The primary key first, foreign keys last; parents in their order. */
    private static int rank(CatalogObject part) {
        if (part.kind() == ObjectKind.INHERITANCE) {
            return part.text(Property.SEQUENCE_NUMBER).map(Integer::parseInt).orElse(1);
        }
        if (part.kind() == ObjectKind.FOREIGN_KEY) {
            return 3;
        }
        String definition = part.require(Property.DEFINITION);
        return definition.startsWith("PRIMARY") ? 0 : definition.startsWith("UNIQUE") ? 1 : 2;
    }

    /** What a parent gives is stated only if the table is made without it and takes it as its parent later. */
    private boolean isStatedHere(CatalogObject part) {
        if (!part.has(Property.INHERITED)) {
            return true;
        }
        boolean isCheck = part.kind() == ObjectKind.CONSTRAINT
                && part.require(Property.DEFINITION).startsWith("CHECK");
        return parents.isEmpty() && !table.has(Property.OF_TYPE) && isCheck;
    }

    List<Ddl> statements() {
        List<Ddl> statements = new ArrayList<>();
        List<String> items = new ArrayList<>();
        takeColumnConstraints();
        columns.forEach(column -> item(column).ifPresent(items::add));
        constraints.stream()
                .filter(this::canBeStated)
                .filter(constraint -> ofColumns.values().stream()
                        .noneMatch(taken ->
                                taken.contains(constraint.constraint().key().toString())))
                .map(constraint -> constraint.namedIfNeeded(scene))
                .forEach(items::add);
        Ddl create = Ddl.of(text(items));
        statements.add(isPartition() ? DefaultPartition.asked(create, parents.get(0), scene) : create);
        columns.forEach(column -> statements.addAll(afterwards(column)));
        constraints.stream()
                .filter(constraint -> !canBeStated(constraint))
                .forEach(constraint -> statements.addAll(later(constraint)));
        if (table.has(Property.ROW_SECURITY)) {
            statements.add(Ddl.of(relation.alter() + " ENABLE ROW LEVEL SECURITY"));
        }
        if (table.has(Property.FORCE_ROW_SECURITY)) {
            statements.add(Ddl.of(relation.alter() + " FORCE ROW LEVEL SECURITY"));
        }
        return statements;
    }

    /** Of two keys with the same columns, CREATE TABLE makes one. */
    private boolean canBeStated(ConstraintClause constraint) {
        return constraint.canBeCreatedWithTable()
                && !renamesNotNull(constraint)
                && constraints.stream()
                        .takeWhile(earlier -> !earlier.equals(constraint))
                        .noneMatch(constraint::hasTheKeyOf);
    }

    /** From 18 on a primary key in CREATE TABLE gives NOT NULL a name that is not the parent's. */
    private boolean renamesNotNull(ConstraintClause constraint) {
        return isPartition()
                && scene.after().serverMajor() >= 18
                && constraint.constraint().require(Property.DEFINITION).startsWith("PRIMARY KEY")
                && columns.stream().anyMatch(column -> isNotNullLikeParent(column));
    }

    private boolean isNotNullLikeParent(CatalogObject column) {
        return column.has(Property.NOT_NULL)
                && !column.has(Property.NOT_NULL_NAME)
                && given(column).filter(parent -> parent.has(Property.NOT_NULL)).isPresent();
    }

    private List<Ddl> later(ConstraintClause constraint) {
        return constraint.isForeignKey()
                ? new ForeignKeyDdl().create(constraint.constraint(), scene)
                : new ConstraintDdl().create(constraint.constraint(), scene);
    }

    /** Constraints of one column are said beside it. */
    private void takeColumnConstraints() {
        List<ConstraintClause> stated =
                constraints.stream().filter(this::canBeStated).toList();
        for (CatalogObject column : columns) {
            if (isWhole(column)) {
                List<String> taken = new ArrayList<>();
                for (ConstraintClause constraint : stated) {
                    if (constraint.ofColumn(column.key().name(), scene).isPresent()) {
                        taken.add(constraint.constraint().key().toString());
                    }
                }
                ofColumns.put(column.key().name(), taken);
            }
        }
    }

    private List<String> constraintsOf(CatalogObject column) {
        List<String> taken = ofColumns.getOrDefault(column.key().name(), List.of());
        return constraints.stream()
                .filter(constraint ->
                        taken.contains(constraint.constraint().key().toString()))
                .flatMap(constraint -> constraint.ofColumn(column.key().name(), scene).stream())
                .toList();
    }

    private boolean isPartition() {
        return parents.stream().anyMatch(parent -> parent.has(Property.BOUNDS));
    }

    private Optional<CatalogObject> given(CatalogObject column) {
        return Relation.parentOf(column.key(), scene.after())
                .filter(other -> parents.stream()
                        .anyMatch(
                                parent -> parent.key().name().equals(other.key().container())));
    }

    /** Whether the table states the column itself, with its type. */
    private boolean isWhole(CatalogObject column) {
        if (table.has(Property.OF_TYPE)) {
            return false;
        }
        return given(column).isEmpty() || column.has(Property.MERGED);
    }

    private Optional<String> item(CatalogObject column) {
        Optional<CatalogObject> value =
                Optional.ofNullable(defaults.get(column.key().name()));
        if (isWhole(column)) {
            CatalogObject named = parents.isEmpty() ? NotNullChange.named(column, scene) : column;
            return Optional.of(ColumnClause.whole(named, value, scene.after().serverMajor(), constraintsOf(column)));
        }
        Optional<CatalogObject> own = value.filter(object -> !object.has(Property.INHERITED));
        if (table.has(Property.OF_TYPE)) {
            return ColumnClause.added(NotNullChange.named(column, scene), own, false);
        }
        boolean isNotNullAlready =
                given(column).filter(parent -> parent.has(Property.NOT_NULL)).isPresent();
        CatalogObject partitions =
                column.without(Property.IDENTITY); // from 17 on the parent's, and never a partition's own
        return isPartition() ? ColumnClause.added(partitions, own, isNotNullAlready) : Optional.empty();
    }

    private List<Ddl> afterwards(CatalogObject column) {
        List<Ddl> statements = new ArrayList<>();
        if (isWhole(column) || table.has(Property.OF_TYPE)) {
            statements.addAll(ColumnDdl.settings(column, scene, isWhole(column)));
        } else if (!column.has(Property.INHERITED)) {
            CatalogObject parent = given(column).orElseThrow();
            CatalogObject made = isPartition() ? ColumnDdl.asPartitionMakesIt(parent, column) : parent;
            statements.addAll(ColumnDdl.fromParent(made, column, scene));
        }
        CatalogObject value = defaults.get(column.key().name());
        if (value != null && !value.has(Property.INHERITED) && !isWhole(column) && !table.has(Property.OF_TYPE)) {
            boolean isSaid = isPartition() && value.has(Property.DEFINITION);
            if (!isSaid) {
                statements.addAll(new DefaultDdl().create(value, scene));
            }
        }
        return statements;
    }

    private String text(List<String> items) {
        StringBuilder sql = new StringBuilder("CREATE ");
        if (table.has(Property.UNLOGGED)) {
            sql.append("UNLOGGED ");
        }
        sql.append(table.kind().words()).append(' ').append(relation.path());
        table.text(Property.OF_TYPE).ifPresent(type -> sql.append(" OF ").append(type));
        if (isPartition()) {
            sql.append(" PARTITION OF ").append(parents.get(0).key().name());
        }
        if (!items.isEmpty()) {
            sql.append(items.stream().collect(Collectors.joining(",\n    ", " (\n    ", "\n)")));
        } else if (!isPartition() && !table.has(Property.OF_TYPE)) {
            sql.append(" ()");
        }
        clauses().forEach((word, rest) -> sql.append('\n').append(word).append(rest));
        return sql.toString();
    }

    /** What follows the columns, one line each. */
    private Map<String, String> clauses() {
        Map<String, String> clauses = new LinkedHashMap<>();
        if (isPartition()) {
            clauses.put("", parents.get(0).require(Property.BOUNDS));
        } else if (!parents.isEmpty()) {
            clauses.put(
                    "INHERITS ",
                    Options.inParentheses(
                            parents.stream().map(parent -> parent.key().name()).toList()));
        }
        table.text(Property.PARTITION_KEY).ifPresent(key -> clauses.put("PARTITION BY ", key));
        table.text(Property.METHOD).ifPresent(method -> clauses.put("USING ", method));
        table.text(Property.SERVER).ifPresent(server -> clauses.put("SERVER ", server));
        if (table.has(Property.OPTIONS)) {
            clauses.put(
                    relation.isTable() ? "WITH " : "OPTIONS ", Options.inParentheses(table.lines(Property.OPTIONS)));
        }
        table.text(Property.TABLESPACE).ifPresent(name -> clauses.put("TABLESPACE ", name));
        return clauses;
    }
}
