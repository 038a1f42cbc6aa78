package dev.confiture.plan.ddl.database;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import dev.confiture.sql.SqlLiteral;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** {@code ALTER DATABASE … SET}, in a block, as the name of the database is known only where it runs. */
final class DatabaseSettingDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject setting, Scene scene) {
        return List.of(changed(
                setting, " SET " + setting.require(Property.SETTING) + " TO " + setting.require(Property.VALUE)));
    }

    @Override
    public List<Ddl> drop(CatalogObject setting, Scene scene) {
        return List.of(changed(setting, " RESET " + setting.require(Property.SETTING)));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return Optional.of(create(after, scene));
    }

    private static Ddl changed(CatalogObject setting, String change) {
        String start = setting.text(Property.ROLE)
                .map(role -> "ALTER ROLE " + role + " IN DATABASE ")
                .orElse("ALTER DATABASE ");
        String body = "BEGIN EXECUTE %s || quote_ident(current_database()) || %s; END"
                .formatted(SqlLiteral.of(start).quoted(), SqlLiteral.of(change).quoted());
        return Ddl.of("DO " + (body.contains("$$") ? SqlLiteral.of(body).quoted() : "$$" + body + "$$"));
    }
}
