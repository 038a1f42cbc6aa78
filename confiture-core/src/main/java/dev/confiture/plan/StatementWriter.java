package dev.confiture.plan;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.IndexParts;
import dev.confiture.catalog.InheritedColumns;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.hazard.HazardReview;
import dev.confiture.plan.Operation.Verb;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.KindDdl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the statements of operations that are in order. */
final class StatementWriter {

    private final PlanScene scene;
    private final DdlWriters writers;
    private final Fates fates;
    private final Operations operations;
    private final Missed missed;
    private final HazardReview review = new HazardReview();
    private final List<PlannedStatement> statements = new ArrayList<>();
    private final List<String> notSupported = new ArrayList<>();
    private final Set<ObjectKey> aside = new HashSet<>();

    StatementWriter(PlanScene scene, DdlWriters writers, Fates fates, Operations operations) {
        this.scene = scene;
        this.writers = writers;
        this.fates = fates;
        this.operations = operations;
        this.missed = new Missed(scene.before(), scene.after(), operations);
    }

    Plan write(List<Operation> order) {
        order.forEach(this::write);
        return new Plan(Conversions.together(statements), notSupported);
    }

    private void write(Operation operation) {
        ObjectKey key = operation.key();
        if (operation.verb() == Verb.DESCRIBE) {
            describe(scene.before().get(key), scene.after().get(key));
            return;
        }
        Optional<KindDdl> writer = writers.find(key.kind());
        if (writer.isEmpty()) {
            notSupported.add(key + ", of a kind that is not written");
            return;
        }
        switch (operation.verb()) {
            case DROP -> {
                if (isGoneForAMoment(key)) {
                    aside.add(key);
                }
                drop(writer.get(), scene.before().get(key));
            }
            case CREATE -> {
                create(writer.get(), scene.after().get(key));
                if (!operations.has(Verb.DROP_ASIDE, key)) {
                    aside.remove(key);
                }
                scene.parts(key).forEach(part -> aside.remove(part.key()));
            }
            case ALTER -> {
                alter(writer.get(), scene.before().get(key), scene.after().get(key));
                aside.removeIf(
                        gone -> missed.returnOf(gone).filter(operation::equals).isPresent());
            }
            case DESCRIBE -> throw new IllegalStateException("described above");
            case SET_ASIDE -> {
                aside.add(key);
                add(key, Aside.set(key, scene, this::goesWithItsTable));
            }
            case MOVE_ROWS -> add(key, Aside.moveRows(key, scene, this::meanwhile));
            case DROP_ASIDE -> {
                add(key, Aside.drop(key, scene));
                aside.remove(key);
            }
        }
    }

    private void drop(KindDdl writer, CatalogObject object) {
        if (!object.has(Property.INHERITED)
                || isLeftBehind(object)
                || operations.isApart(object.key().container())) {
            add(object.key(), writer.drop(object, scene));
        }
    }

    /** By the parent that it came from. */
    private boolean isLeftBehind(CatalogObject object) {
        boolean isDetached = IndexParts.attachment(scene.before(), object)
                .filter(attachment -> operations.has(Verb.DROP, attachment) && !operations.isReattached(attachment))
                .isPresent();
        return isDetached
                || InheritedColumns.parent(scene.before(), object.key())
                        .filter(parent -> InheritedColumns.isLeftToHeirs(scene.before(), scene.after(), parent))
                        .isPresent();
    }

    private void create(KindDdl writer, CatalogObject object) {
        if (!object.has(Property.INHERITED) || isPartOfOldIndex(object) || isItsOwn(object)) {
            add(object.key(), writer.create(object, scene));
        }
        List<CatalogObject> made = new ArrayList<>();
        made.add(object);
        made.addAll(scene.parts(object.key()));
        made.forEach(each -> add(each.key(), writers.attributes().afterCreate(each, scene)));
    }

    /** Attaching gives a table nothing that its parent has. */
    private boolean isItsOwn(CatalogObject object) {
        ObjectKey key = object.key();
        return Parts.isShared(scene.after(), key) && operations.isApart(key.container());
    }

    /** Part of a parent's index or key that is there already; only with that, or with its table, would it come by itself. */
    private boolean isPartOfOldIndex(CatalogObject object) {
        return object.has(Property.PARENT)
                && scene.after().needs(object.key()).stream()
                        .flatMap(used -> Stream.concat(Stream.of(used), attachments(used)))
                        .noneMatch(used -> operations.has(Verb.CREATE, used));
    }

    private Stream<ObjectKey> attachments(ObjectKey table) {
        return scene.after().neededBy(table).stream()
                .filter(user -> user.kind() == ObjectKind.INHERITANCE)
                .filter(user -> user.container().equals(table.path()));
    }

    private void alter(KindDdl writer, CatalogObject before, CatalogObject after) {
        CatalogObject from = fates.isRetyped(before.key()) ? meanwhile(before) : before;
        SortedSet<Property> changed = new TreeSet<>(from.differences(after));
        changed.removeIf(Property::isDescription);
        if (!changed.isEmpty() && !comesFromParent(before, after, changed)) {
            writer.alter(from, after, changed, scene)
                    .ifPresentOrElse(
                            ddl -> add(after.key(), ddl),
                            () -> notSupported.add("changing " + texts(changed) + " of " + after.key()));
        }
        if (changed.contains(Property.DEFINITION)) {
            dependAgain(after.key());
        }
        describe(before, after);
    }

    /** What is replaced loses the extensions that it depends on. */
    private void dependAgain(ObjectKey replaced) {
        scene.after().neededBy(replaced).stream()
                .filter(user -> user.kind() == ObjectKind.EXTENSION_DEPENDENCY)
                .filter(user -> fates.of(user) == Fate.KEPT)
                .sorted()
                .forEach(user -> writers.find(user.kind())
                        .ifPresent(
                                writer -> add(user, writer.create(scene.after().get(user), scene))));
    }

    private static String texts(SortedSet<Property> properties) {
        return properties.stream().map(Property::text).collect(Collectors.joining(", "));
    }

    private boolean goesWithItsTable(ObjectKey part) {
        return operations.leaderOf(new Operation(Verb.DROP, part)).verb() == Verb.DROP_ASIDE;
    }

    /** The column as it is while its type stands aside. */
    private CatalogObject meanwhile(CatalogObject column) {
        List<CatalogObject> swapped = scene.before().needs(column.key()).stream()
                .filter(used -> operations.has(Verb.SET_ASIDE, used))
                .map(scene.before()::get)
                .toList();
        return Aside.retyped(column, swapped, scene);
    }

    /** A statement on the parent table reaches its children: what they take over needs none of its own. */
    private boolean comesFromParent(CatalogObject before, CatalogObject after, SortedSet<Property> changed) {
        boolean isInherited = before.has(Property.INHERITED) && after.has(Property.INHERITED);
        if (!isInherited || operations.isApart(after.key().container())) {
            return false;
        }
        return scene.after().needs(after.key()).stream()
                .filter(parent -> parent.kind() == after.kind())
                .filter(parent -> operations.has(Verb.ALTER, parent))
                .map(scene.after()::get)
                .anyMatch(parent -> changed.stream()
                        .allMatch(property -> parent.text(property).equals(after.text(property))));
    }

    private void describe(CatalogObject before, CatalogObject after) {
        add(after.key(), writers.attributes().change(before, after, scene));
    }

    private void add(ObjectKey subject, List<Ddl> ddl) {
        for (Ddl each : ddl) {
            statements.add(new PlannedStatement(
                    subject, each.sql(), execution(subject, each), review.next(each.sql()), each.hazards()));
        }
    }

    private boolean isGoneForAMoment(ObjectKey key) {
        return key.kind() == ObjectKind.INHERITANCE
                ? operations.isReattached(key)
                : missed.returnOf(key).isPresent();
    }

    /**
     * What stands aside, is detached for a moment or dropped to be made again, is missed: no commit before it is back. A new
     * label asks for one all the same.
     */
    private Execution execution(ObjectKey subject, Ddl ddl) {
        boolean isOnlyForReaders = ddl.execution() == Execution.COMMITTED_FIRST && subject.kind() != ObjectKind.ENUM;
        return isOnlyForReaders && !aside.isEmpty() ? Execution.TRANSACTIONAL : ddl.execution();
    }
}
