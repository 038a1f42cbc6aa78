package dev.confiture.plan.ddl.relation;

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

/** Identity columns and the sequences behind them. */
final class Identity {

    private static final String NAME = "SEQUENCE NAME ";

    /** The first major whose partitions have the identity of their parent. */
    private static final int SHARED_WITH_PARTITIONS = 17;

    private Identity() {}

    /** A partition takes its numbers from its parent, and has none once it left that; before 17 it could have one. */
    static boolean isOwn(CatalogObject column, Catalog catalog) {
        return column.has(Property.IDENTITY)
                && (catalog.serverMajor() < SHARED_WITH_PARTITIONS
                        || catalog.needs(column.key()).stream()
                                .flatMap(table -> catalog.neededBy(table).stream())
                                .noneMatch(link -> link.kind() == ObjectKind.INHERITANCE
                                        && link.container().equals(column.key().container())
                                        && catalog.get(link).has(Property.BOUNDS)));
    }

    /** A table with an identity of its own cannot become a partition: its parent's goes on where that stands. */
    static List<Ddl> giveUp(Relation child, Scene scene) {
        List<Ddl> statements = new ArrayList<>();
        for (CatalogObject column : columns(child, scene.before())) {
            Optional<CatalogObject> shared = scene.after()
                    .find(column.key())
                    .filter(later -> later.has(Property.IDENTITY) && !isOwn(later, scene.after()))
                    .flatMap(later -> giver(later, scene.after()));
            if (shared.isPresent() && isOwn(column, scene.before())) {
                statements.add(goOnBehind(shared.get(), sequence(column)));
                statements.add(Ddl.of("%s ALTER COLUMN %s DROP IDENTITY"
                        .formatted(child.alter(), column.key().name())));
            } else if (shared.isPresent() && scene.isNew(shared.get().key())) {
                statements.add(goOnBehindRows(shared.get(), column));
            }
        }
        if (!statements.isEmpty() && child.staysInUse(scene)) {
            statements.add(
                    0, Ddl.of("LOCK TABLE " + child.path() + " IN ACCESS EXCLUSIVE MODE")); // no more numbers meanwhile
        }
        return statements;
    }

    /** A table that is no partition any more has no identity, and gets one that goes on where its parent's stands. */
    static List<Ddl> takeBack(Relation child, Scene scene) {
        List<Ddl> statements = new ArrayList<>();
        for (CatalogObject column : columns(child, scene.after())) {
            Optional<CatalogObject> shared = scene.before()
                    .find(column.key())
                    .filter(former -> former.has(Property.IDENTITY) && !isOwn(former, scene.before()))
                    .flatMap(former -> giver(former, scene.before()));
            if (shared.isPresent() && isOwn(column, scene.after())) {
                statements.add(Ddl.of("%s ALTER COLUMN %s ADD %s"
                        .formatted(child.alter(), column.key().name(), clause(column))));
                statements.add(goOnBehind(column, sequence(shared.get())));
                statements.addAll(persistence(column));
            }
        }
        return statements;
    }

    /** The column whose identity a partition's column has. */
    private static Optional<CatalogObject> giver(CatalogObject column, Catalog catalog) {
        return isOwn(column, catalog)
                ? Optional.of(column)
                : Relation.parentOf(column.key(), catalog).flatMap(parent -> giver(parent, catalog));
    }

    /** The identity gives no number that another sequence gave, nor one of its own again. */
    private static Ddl goOnBehind(CatalogObject identity, String other) {
        String furthest = SequenceOptions.of(identity).goesDown() ? "least" : "greatest";
        String sequence = sequence(identity);
        return Ddl.of("SELECT setval(%s, %s(s.last_value, o.last_value), s.is_called OR o.is_called) FROM %s s, %s o"
                .formatted(SqlLiteral.of(sequence).quoted(), furthest, sequence, other));
    }

    /** The same for numbers that rows have. */
    private static Ddl goOnBehindRows(CatalogObject identity, CatalogObject column) {
        boolean goesDown = SequenceOptions.of(identity).goesDown();
        String next = goesDown
                ? "least(min(t.%s) - 1, min(s.last_value - s.is_called::int))"
                : "greatest(max(t.%s) + 1, max(s.last_value + s.is_called::int))";
        String sequence = sequence(identity);
        return Ddl.of("SELECT setval(%s, %s, false)\nFROM %s s LEFT JOIN %s t ON true"
                .formatted(
                        SqlLiteral.of(sequence).quoted(),
                        next.formatted(column.key().name()),
                        sequence,
                        column.key().container()));
    }

    private static List<CatalogObject> columns(Relation table, Catalog catalog) {
        return catalog.neededBy(table.key()).stream()
                .filter(key ->
                        key.kind() == ObjectKind.COLUMN && key.container().equals(table.path()))
                .map(catalog::get)
                .toList();
    }

    /** {@code GENERATED ALWAYS AS IDENTITY (START WITH 5)}. */
    static String clause(CatalogObject column) {
        List<String> options = column.lines(Property.SEQUENCE_OPTIONS).stream()
                .filter(line -> !line.endsWith("LOGGED"))
                .toList();
        return "GENERATED %s AS IDENTITY".formatted(column.require(Property.IDENTITY))
                + (options.isEmpty() ? "" : " (" + String.join(" ", options) + ')');
    }

    static List<Ddl> change(CatalogObject before, CatalogObject after, String alterColumn, Scene scene) {
        List<Ddl> statements = new ArrayList<>();
        if (!after.has(Property.IDENTITY)) {
            boolean hasHeir = Position.afterIdentity(after.key(), scene).isPresent();
            statements.add(hasHeir ? Position.putAside(sequence(before), scene) : dropped(before, alterColumn));
        } else if (!before.has(Property.IDENTITY)) {
            statements.add(Ddl.of(alterColumn + "ADD " + clause(after)));
            Position.beforeIdentity(after.key(), scene)
                    .ifPresentOrElse(
                            old -> statements.addAll(takeOver(old, after, scene)),
                            () -> Optional.of(after)
                                    .filter(column -> !scene.isNew(column.key()))
                                    .flatMap(Identity::skipUsedValues)
                                    .ifPresent(statements::add));
            statements.addAll(persistence(after));
        } else {
            statements.addAll(options(before, after, alterColumn));
        }
        return statements;
    }

    private static Ddl dropped(CatalogObject column, String alterColumn) {
        return Ddl.of(alterColumn + "DROP IDENTITY")
                .with(Hazard.of(
                        Hazard.Kind.BREAKS_READERS,
                        "a row that comes without a value for it gets none any more, and where %s stood is lost"
                                .formatted(sequence(column))));
    }

    /** @param old stands aside */
    private static List<Ddl> takeOver(ObjectKey old, CatalogObject column, Scene scene) {
        return List.of(
                Position.handOn(old.path(), sequence(column), scene),
                Ddl.of("DROP SEQUENCE " + AsideName.path(old, scene)));
    }

    /**
     * The end of an identity whose sequence stands aside.
     *
     * @param heir the sequence that goes on in its place
     */
    static List<Ddl> handOn(CatalogObject column, String heir, Scene scene) {
        return List.of(
                Position.handOn(sequence(column), heir, scene),
                Ddl.of("%s ALTER COLUMN %s DROP IDENTITY"
                        .formatted(
                                Relation.of(column.key().container(), scene).alter(),
                                column.key().name())));
    }

    private static List<Ddl> options(CatalogObject before, CatalogObject after, String alterColumn) {
        List<String> set = new ArrayList<>();
        if (!before.text(Property.IDENTITY).equals(after.text(Property.IDENTITY))) {
            set.add("SET GENERATED " + after.require(Property.IDENTITY));
        }
        SequenceOptions options = SequenceOptions.of(after);
        options.changesFrom(SequenceOptions.of(before))
                .forEach(option -> set.add(option.equals(SequenceOptions.RESTART) ? option : "SET " + option));
        List<Ddl> statements = new ArrayList<>();
        options.stepIntoBounds(SequenceOptions.of(before), sequence(before)).ifPresent(statements::add);
        if (!set.isEmpty()) {
            statements.add(SequenceOptions.announced(Ddl.of(alterColumn + String.join(" ", set)), set));
        }
        String old = sequence(before);
        String wanted = sequence(after);
        if (!old.equals(wanted)) {
            statements.add(Ddl.of("ALTER SEQUENCE %s RENAME TO %s".formatted(old, Names.local(wanted))));
        }
        statements.addAll(persistence(after));
        return statements;
    }

    /** What CREATE TABLE cannot say of the sequence. */
    static List<Ddl> persistence(CatalogObject column) {
        return column.lines(Property.SEQUENCE_OPTIONS).stream()
                .filter(line -> line.endsWith("LOGGED"))
                .map(line -> Ddl.of("ALTER SEQUENCE %s SET %s".formatted(sequence(column), line)))
                .toList();
    }

    /** The rows have values already; the sequence must not give them again. */
    static Optional<Ddl> skipUsedValues(CatalogObject column) {
        String table = column.key().container();
        String name = column.key().name();
        SequenceOptions options = SequenceOptions.of(column);
        if (options.start().startsWith("-")) {
            return Optional.empty();
        }
        return Optional.of(Ddl.of("SELECT setval(%s, greatest(max(%s) + 1, %s), false) FROM %s"
                .formatted(SqlLiteral.of(sequence(column)).quoted(), name, options.start(), table)));
    }

    static String sequence(CatalogObject column) {
        String table = column.key().container();
        return column.lines(Property.SEQUENCE_OPTIONS).stream()
                .filter(line -> line.startsWith(NAME))
                .map(line -> line.substring(NAME.length()))
                .findFirst()
                .orElseGet(() -> Names.schema(table)
                        + '.'
                        + Names.madeUp(Names.local(table), column.key().name(), "seq"));
    }
}
