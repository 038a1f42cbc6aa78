package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.diff.CatalogDiffer;
import dev.confiture.diff.ChangeSet;
import dev.confiture.plan.Operation.Verb;
import dev.confiture.plan.ddl.Scene;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the statements that lead from one catalog to another, in an order in which they run. */
public final class Planner {

    /** What can be made by a statement of its own, the least missed in CREATE TABLE first. */
    private static final List<Set<ObjectKind>> DETACHABLE = List.of(
            EnumSet.of(ObjectKind.FOREIGN_KEY),
            EnumSet.of(ObjectKind.COLUMN_DEFAULT),
            EnumSet.of(ObjectKind.CONSTRAINT, ObjectKind.DOMAIN_CONSTRAINT, ObjectKind.INDEX),
            EnumSet.of(ObjectKind.INHERITANCE, ObjectKind.SEQUENCE_OWNERSHIP, ObjectKind.SEQUENCE));

    /** Each round takes one circle apart; real schemas have few. */
    private static final int MOST_ROUNDS = 200;

    private final DdlWriters writers = new DdlWriters();
    private final Scene.Style style;

    /** @param style of statements on what is in use */
    public Planner(Scene.Style style) {
        this.style = style;
    }

    /** The way from {@code before} to {@code after}; empty if they are the same. */
    public Plan plan(Catalog before, Catalog after) {
        ChangeSet changes = new CatalogDiffer().diff(before, after);
        Set<ObjectKey> standAlone = new HashSet<>();
        Set<ObjectKey> rebuilt = new HashSet<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            PlanScene scene = new PlanScene(before, after, style);
            Fates fates = new Fates(changes, rebuilt, writers, scene);
            Operations operations = new Operations(before, after, fates, standAlone);
            scene.show(operations);
            OperationOrder.Result result = new OperationOrder(before, after, operations, style).result();
            if (result.circle().isEmpty()) {
                return new StatementWriter(scene, writers, fates, operations).write(result.order());
            }
            if (!detach(result.circle(), operations, scene, standAlone)
                    && !rebuild(result.circle(), rebuilt)
                    && !rebuildLinks(result.circle(), changes, rebuilt)) {
                return new Plan(List.of(), List.of(describe(result.circle())));
            }
        }
        return new Plan(List.of(), List.of("the order of changes is too entangled"));
    }

    private static boolean detach(
            List<Operation> circle, Operations operations, Scene scene, Set<ObjectKey> standAlone) {
        for (Set<ObjectKind> kinds : DETACHABLE) {
            boolean found = false;
            for (Operation leader : circle) {
                for (Operation follower : operations.followers(leader)) {
                    if (kinds.contains(follower.key().kind())
                            && !comesFromParent(follower, scene)
                            && !goesWithFollower(follower, leader, operations, scene)) {
                        found |= standAlone.add(follower.key());
                    }
                }
            }
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** The key of a partition goes with that of its own parent, if both go with the same one further up. */
    private static boolean goesWithFollower(Operation part, Operation leader, Operations operations, Scene scene) {
        return part.verb() == Verb.DROP
                && Parts.parents(scene.before(), part.key()).stream()
                        .map(parent -> new Operation(Verb.DROP, parent))
                        .anyMatch(operations.followers(leader)::contains);
    }

    /** Defaults and checks that no statement of their own makes: a table that is made without its parent states them. */
    private static boolean comesFromParent(Operation operation, Scene scene) {
        Catalog catalog = operation.verb() == Verb.CREATE ? scene.after() : scene.before();
        CatalogObject object = catalog.get(operation.key());
        boolean isStated = object.kind() == ObjectKind.COLUMN_DEFAULT
                || object.text(Property.DEFINITION).orElse("").startsWith("CHECK");
        return isStated && object.has(Property.INHERITED);
    }

    private static boolean rebuild(List<Operation> circle, Set<ObjectKey> rebuilt) {
        for (Operation operation : circle) {
            boolean holdsRows = operation.key().kind() == ObjectKind.TABLE
                    || operation.key().kind() == ObjectKind.COLUMN;
            if (operation.verb() == Verb.ALTER && !holdsRows && rebuilt.add(operation.key())) {
                return true;
            }
        }
        return false;
    }

    /** Tables that refer to each other, and none of which can be altered first. */
    private static boolean rebuildLinks(List<Operation> circle, ChangeSet changes, Set<ObjectKey> rebuilt) {
        return circle.stream()
                .filter(operation ->
                        operation.verb() == Verb.ALTER && operation.key().kind() == ObjectKind.TABLE)
                .flatMap(table -> changes.before().neededBy(table.key()).stream())
                .filter(user ->
                        user.kind() == ObjectKind.FOREIGN_KEY && changes.after().contains(user))
                .anyMatch(rebuilt::add);
    }

    private static String describe(List<Operation> circle) {
        return "each of these needs the one before it: "
                + circle.stream().map(operation -> operation.key().toString()).collect(Collectors.joining(", "));
    }
}
