package dev.confiture.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.db.Session;
import dev.confiture.diff.CatalogFilter.Filtered;
import dev.confiture.introspect.catalog.CatalogReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogFilterTest {

    private static Catalog catalog = Catalog.empty(17, "");

    @BeforeAll
    static void read() throws SQLException {
        try (FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open()) {
            session.execute("""
                    CREATE SCHEMA app;
                    CREATE SCHEMA "Jobs";
                    CREATE TABLE app.users (id serial PRIMARY KEY, name text);
                    CREATE INDEX ON app.users (name);
                    CREATE TABLE app.tmp_users (id int CHECK (id > 0));
                    CREATE VIEW app.names AS SELECT name FROM app.users;
                    CREATE TABLE "Jobs".runs (at date) PARTITION BY RANGE (at);
                    CREATE TABLE "Jobs".runs_2026 PARTITION OF "Jobs".runs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                    CREATE TABLE "Jobs".runs_log (at date);
                    COMMENT ON TABLE app.users IS 'people';
                    GRANT SELECT ON app.users TO public;
                    """);
            catalog = new CatalogReader(List.of()).read(session);
        }
    }

    @AfterAll
    static void forget() {
        catalog = Catalog.empty(17, "");
    }

    @Test
    void aSchemaStandsForAllInIt() {
        assertThat(paths(only(List.of("app"), List.of())))
                .contains("schema app", "table app.users", "column app.users.id", "index app.users_name_idx")
                .noneMatch(path -> path.contains("Jobs"));
        assertThat(paths(only(List.of(), List.of("Job*")))).noneMatch(path -> path.contains("Jobs"));
    }

    @Test
    void whatIsLeftOutTakesItsPartsAlong() {
        Filtered rest = only(List.of(), List.of("app.tmp_*", "app.users"));
        assertThat(paths(rest)).noneMatch(path -> path.contains("users"));
        assertThat(rest.leftOut())
                .extracting(ObjectKey::toString)
                .containsExactlyInAnyOrder("table app.tmp_users", "table app.users");
    }

    @Test
    void kindsAreChosenWithTheirParts() {
        CatalogFilter tables =
                new CatalogFilter(List.of(), List.of(), List.of(), Set.of(ObjectKind.TABLE), Set.of(), Set.of());
        assertThat(paths(tables.apply(catalog)))
                .contains("table app.users", "column app.users.name", "index app.users_name_idx")
                .doesNotContain("view app.names", "schema app");
        CatalogFilter noIndexes =
                new CatalogFilter(List.of(), List.of(), List.of(), Set.of(), Set.of(ObjectKind.INDEX), Set.of());
        assertThat(paths(noIndexes.apply(catalog)))
                .contains("table app.users")
                .doesNotContain("index app.users_name_idx");
    }

    @Test
    void onlyPartitionsAreIgnoredAsPartitions() {
        CatalogFilter filter = new CatalogFilter(
                List.of(), List.of(), List.of(new NamePattern("Jobs.runs*")), Set.of(), Set.of(), Set.of());
        Filtered rest = filter.apply(catalog);
        assertThat(rest.leftOut()).extracting(ObjectKey::toString).containsExactly("table \"Jobs\".runs_2026");
        assertThat(paths(rest)).contains("table \"Jobs\".runs", "table \"Jobs\".runs_log");
    }

    @Test
    void propertiesThatAreIgnoredDoNotCount() {
        CatalogFilter filter = new CatalogFilter(
                List.of(), List.of(), List.of(), Set.of(), Set.of(), Set.of(Property.GRANTS, Property.COMMENT));
        ObjectKey users = ObjectKey.of(ObjectKind.TABLE, "app", "users");
        assertThat(catalog.get(users).has(Property.GRANTS)).isTrue();
        assertThat(filter.apply(catalog).catalog().get(users).properties())
                .doesNotContainKeys(Property.GRANTS, Property.COMMENT);
    }

    @Test
    void whatMeansNothingIsSaid() {
        CatalogFilter filter = new CatalogFilter(
                List.of(new NamePattern("app")),
                List.of(new NamePattern("ap.users")),
                List.of(new NamePattern("app.users")),
                Set.of(),
                Set.of(ObjectKind.CAST),
                Set.of());
        assertThat(filter.idle(List.of(catalog))).containsExactly("ap.users", "app.users", "cast");
    }

    private static Filtered only(List<String> include, List<String> exclude) {
        return new CatalogFilter(
                        include.stream().map(NamePattern::new).toList(),
                        exclude.stream().map(NamePattern::new).toList(),
                        List.of(),
                        Set.of(),
                        Set.of(),
                        Set.of())
                .apply(catalog);
    }

    private static List<String> paths(Filtered filtered) {
        return filtered.catalog().keys().stream().map(ObjectKey::toString).toList();
    }
}
