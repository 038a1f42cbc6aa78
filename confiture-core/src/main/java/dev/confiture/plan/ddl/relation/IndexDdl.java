package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.IndexParts;
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

/** Indexes that stand behind no constraint. */
final class IndexDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject index, Scene scene) {
        Relation relation = Relation.of(index.require(Property.RELATION), scene);
        List<Ddl> statements = new ArrayList<>();
        PartitionedIndex partitioned = new PartitionedIndex(index, scene);
        boolean isPartByPart =
                relation.isPartitioned(scene) && (relation.staysInUse(scene) || !partitioned.comesWithItsParts());
        if (isPartByPart) {
            statements.addAll(partitioned.partByPart());
        } else {
            statements.add(build(index, relation, scene));
        }
        statements.addAll(targets(index));
        PartitionedIndex.intoOldParent(index, scene).ifPresent(statements::add);
        return statements;
    }

    static Ddl build(CatalogObject index, Relation relation, Scene scene) {
        if (relation.staysInUse(scene)) {
            return concurrently(index, index.key().name(), relation);
        }
        Ddl create = Ddl.of(text(index, "", index.key().name(), relation.path()));
        if (!scene.isNew(relation.key())) {
            return announced(create, index, relation);
        }
        return index.has(Property.UNIQUE) && isFilled(relation, scene) ? create.with(Duplicates.ofNewRows()) : create;
    }

    /** A materialized view has rows from the beginning, and which shows only when it is made. */
    private static boolean isFilled(Relation relation, Scene scene) {
        return relation.key().kind() == ObjectKind.MATERIALIZED_VIEW
                && !scene.after().get(relation.key()).has(Property.NO_DATA);
    }

    private static Ddl concurrently(CatalogObject index, String name, Relation relation) {
        return announced(Ddl.alone(text(index, "CONCURRENTLY ", name, relation.path())), index, relation);
    }

    private static Ddl announced(Ddl create, CatalogObject index, Relation relation) {
        return index.has(Property.UNIQUE) ? create.with(Duplicates.ofIndex(index, relation)) : create;
    }

    /** @param on the table, perhaps with ONLY before it */
    static String text(CatalogObject index, String how, String name, String on) {
        String definition = index.require(Property.DEFINITION);
        String body =
                definition.startsWith("USING btree ") ? definition.substring("USING btree ".length()) : definition;
        StringBuilder storage = new StringBuilder();
        if (index.has(Property.OPTIONS)) {
            storage.append(" WITH ").append(Options.inParentheses(index.lines(Property.OPTIONS)));
        }
        index.text(Property.TABLESPACE)
                .ifPresent(space -> storage.append(" TABLESPACE ").append(space));
        int where = Expression.topLevel(body, " WHERE ");
        int end = where < 0 ? body.length() : where;
        String condition = where < 0
                ? ""
                : " WHERE " + InList.in(Expression.withoutParentheses(body.substring(where + " WHERE ".length())));
        return "CREATE %sINDEX %s%s ON %s %s%s%s"
                .formatted(
                        index.has(Property.UNIQUE) ? "UNIQUE " : "",
                        how,
                        name,
                        on,
                        body.substring(0, end),
                        storage,
                        condition);
    }

    private static List<Ddl> targets(CatalogObject index) {
        return index.lines(Property.STATISTICS_TARGET).stream()
                .map(line -> line.split(" ", 2))
                .map(pair -> target(index.key(), pair[0], pair[1]))
                .toList();
    }

    private static Ddl target(ObjectKey key, String column, String target) {
        return Ddl.of("ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s".formatted(key.path(), column, target));
    }

    @Override
    public List<Ddl> drop(CatalogObject index, Scene scene) {
        if (PartitionedIndex.goesWithParent(index, scene)) {
            return List.of();
        }
        if (IndexParts.holdsKeys(scene.before(), index.key())) {
            // without CASCADE the server keeps the keys, and refuses (2BP01); the plan knows them
            return List.of(Ddl.of("DROP INDEX " + index.key().path() + " CASCADE"));
        }
        Relation relation = Relation.of(index.require(Property.RELATION), scene);
        boolean isOnline = relation.staysInUse(scene) && !relation.isPartitioned(scene) && !index.has(Property.PARENT);
        return List.of(
                isOnline
                        ? Ddl.alone("DROP INDEX CONCURRENTLY " + index.key().path())
                        : Ddl.of("DROP INDEX " + index.key().path()));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        List<Ddl> statements = new ArrayList<>();
        String alter = "ALTER INDEX " + after.key().path() + ' ';
        for (Property property : changed) {
            switch (property) {
                case OPTIONS ->
                    Options.storageChanges(before, after).forEach(change -> statements.add(Ddl.of(alter + change)));
                case TABLESPACE ->
                    statements.add(Ddl.of(
                            alter + "SET TABLESPACE " + after.text(property).orElse("pg_default")));
                case STATISTICS_TARGET -> {
                    before.lines(property).stream()
                            .map(line -> line.substring(0, line.indexOf(' ')))
                            .forEach(column -> statements.add(target(after.key(), column, "-1")));
                    statements.addAll(targets(after));
                }
                case PARENT -> {
                    if (before.has(property) && !PartitionedIndex.leavesWithTable(before, scene)) {
                        return Optional.empty();
                    }
                    PartitionedIndex.intoOldParent(after, scene).ifPresent(statements::add);
                }
                case DEFINITION, UNIQUE -> {
                    return swap(before, after, scene);
                }
                case VALID -> {
                    if (!after.has(property)) {
                        return Optional.empty();
                    }
                    if (!Relation.of(after.require(Property.RELATION), scene).isPartitioned(scene)) {
                        statements.add(Ddl.alone(
                                "REINDEX INDEX CONCURRENTLY " + after.key().path()));
                    }
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(statements);
    }

    /** The new one is there before the old one goes, so that queries never miss it. */
    private static Optional<List<Ddl>> swap(CatalogObject before, CatalogObject after, Scene scene) {
        Relation relation = Relation.of(after.require(Property.RELATION), scene);
        boolean isAlone = scene.before().neededBy(before.key()).isEmpty()
                && scene.after().neededBy(after.key()).isEmpty()
                && !before.has(Property.PARENT)
                && !after.has(Property.PARENT)
                && !after.has(Property.COMMENT)
                && !after.has(Property.STATISTICS_TARGET)
                && before.text(Property.RELATION).equals(after.text(Property.RELATION));
        if (!isAlone || !relation.staysInUse(scene) || relation.isPartitioned(scene)) {
            return Optional.empty();
        }
        String next = Names.madeUp(after.key().name(), "", "new");
        return Optional.of(List.of(
                concurrently(after, next, relation),
                Ddl.alone("DROP INDEX CONCURRENTLY " + after.key().path()),
                Ddl.of("ALTER INDEX %s.%s RENAME TO %s"
                        .formatted(after.key().container(), next, after.key().name()))));
    }
}
