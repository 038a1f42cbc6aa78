package dev.confiture.plan.ddl.type;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The checks of a new domain stand in its statement, but for those that do not hold for what is stored already. */
final class DomainDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject domain, Scene scene) {
        StringBuilder sql = new StringBuilder("CREATE DOMAIN ")
                .append(domain.key().path())
                .append(" AS ")
                .append(domain.require(Property.TYPE));
        domain.text(Property.COLLATION)
                .ifPresent(collation -> sql.append(" COLLATE ").append(collation));
        List<String> clauses = new ArrayList<>();
        domain.text(Property.DEFAULT).ifPresent(value -> clauses.add("DEFAULT " + value));
        if (domain.has(Property.NOT_NULL)) {
            clauses.add(domain.text(Property.NOT_NULL_NAME)
                    .map(name -> "CONSTRAINT " + name + " NOT NULL")
                    .orElse("NOT NULL"));
        }
        List<Ddl> later = new ArrayList<>();
        for (CatalogObject check : scene.parts(domain.key())) {
            if (check.has(Property.VALID)) {
                clauses.add("CONSTRAINT " + check.key().name() + " " + check.require(Property.DEFINITION));
            } else {
                later.addAll(DomainConstraintDdl.added(check));
            }
        }
        clauses.forEach(clause -> sql.append("\n    ").append(clause));
        List<Ddl> statements = new ArrayList<>();
        statements.add(Ddl.of(sql.toString()));
        statements.addAll(later);
        return statements;
    }

    @Override
    public List<Ddl> drop(CatalogObject domain, Scene scene) {
        return List.of(DefinedDdl.dropped(domain));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        if (changed.contains(Property.TYPE) || changed.contains(Property.COLLATION)) {
            return Optional.empty();
        }
        List<Ddl> statements = new ArrayList<>();
        String alter = "ALTER DOMAIN " + after.key().path();
        if (changed.contains(Property.DEFAULT)) {
            statements.add(Ddl.of(alter
                    + after.text(Property.DEFAULT)
                            .map(value -> " SET DEFAULT " + value)
                            .orElse(" DROP DEFAULT")));
        }
        if (changed.contains(Property.NOT_NULL) || changed.contains(Property.NOT_NULL_NAME)) {
            if (before.has(Property.NOT_NULL)) {
                statements.add(Ddl.of(alter + " DROP NOT NULL"));
            }
            if (after.has(Property.NOT_NULL)) {
                statements.add(required(alter, after, scene));
            }
        }
        return Optional.of(statements);
    }

    private static Ddl required(String alter, CatalogObject domain, Scene scene) {
        String note = "fails if a stored value of %s is null".formatted(domain.key());
        Ddl required = Ddl.of(alter
                + domain.text(Property.NOT_NULL_NAME)
                        .map(name -> " ADD CONSTRAINT " + name + " NOT NULL")
                        .orElse(" SET NOT NULL"));
        return StoredIn.hazard(domain.key(), scene.before(), note, "value IS NULL")
                .map(required::with)
                .orElse(required);
    }
}
