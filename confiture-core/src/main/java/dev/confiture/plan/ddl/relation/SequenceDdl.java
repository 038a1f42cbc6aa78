package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Sequences that are no identity column's. */
final class SequenceDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject object, Scene scene) {
        List<String> words = new ArrayList<>();
        words.add(object.has(Property.UNLOGGED) ? "CREATE UNLOGGED SEQUENCE" : "CREATE SEQUENCE");
        words.add(object.key().path());
        object.text(Property.TYPE).ifPresent(type -> words.add("AS " + type));
        words.addAll(object.lines(Property.SEQUENCE_OPTIONS));
        Ddl create = Ddl.of(String.join(" ", words));
        List<Ddl> statements = new ArrayList<>();
        statements.add(
                Position.beginsAnew(object.key(), scene).map(create::with).orElse(create));
        Position.owner(object.key(), scene.after())
                .filter(column -> Position.afterIdentity(column, scene)
                        .filter(object.key()::equals)
                        .isPresent())
                .ifPresent(column -> statements.addAll(
                        Identity.handOn(scene.before().get(column), object.key().path(), scene)));
        return statements;
    }

    @Override
    public List<Ddl> drop(CatalogObject object, Scene scene) {
        boolean hasHeir = Position.owner(object.key(), scene.before())
                .flatMap(column -> Position.beforeIdentity(column, scene))
                .filter(object.key()::equals)
                .isPresent();
        return List.of(
                hasHeir
                        ? Position.putAside(object.key().path(), scene)
                        : Ddl.of("DROP SEQUENCE " + object.key().path()).with(Position.lost(object.key())));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        String alter = "ALTER SEQUENCE " + after.key().path() + ' ';
        List<Ddl> statements = new ArrayList<>();
        if (changed.contains(Property.UNLOGGED)) {
            statements.add(Ddl.of(alter + (after.has(Property.UNLOGGED) ? "SET UNLOGGED" : "SET LOGGED")));
        }
        List<String> words = new ArrayList<>();
        if (changed.contains(Property.TYPE)) {
            words.add("AS " + after.text(Property.TYPE).orElse("bigint"));
        }
        SequenceOptions wanted = SequenceOptions.of(after);
        words.addAll(wanted.changesFrom(SequenceOptions.of(before)));
        wanted.stepIntoBounds(SequenceOptions.of(before), after.key().path()).ifPresent(statements::add);
        if (!words.isEmpty()) {
            statements.add(SequenceOptions.announced(Ddl.of(alter + String.join(" ", words)), words));
        }
        return Optional.of(statements);
    }
}
