package dev.confiture.introspect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelationsInTheCatalogTest {

    private static final String SCHEMA = """
            CREATE SCHEMA app;
            CREATE TYPE app.pair AS (x int, y text);
            CREATE TABLE app.users (
                id int GENERATED ALWAYS AS IDENTITY (START 5) PRIMARY KEY,
                name varchar(10) NOT NULL DEFAULT 'x',
                bio text COLLATE "C",
                total numeric(10, 2) CHECK (total > 0),
                one int GENERATED ALWAYS AS (1) STORED
            ) WITH (fillfactor = 70, toast.autovacuum_enabled = off);
            CREATE INDEX ON app.users (lower(name)) WITH (fillfactor = 50) WHERE total > 1;
            ALTER TABLE app.users CLUSTER ON users_pkey;
            ALTER TABLE app.users REPLICA IDENTITY FULL;
            CREATE TABLE app.typed OF app.pair (x NOT NULL);
            CREATE TABLE app.kid (extra serial UNIQUE DEFERRABLE) INHERITS (app.users);
            CREATE TABLE app.parts (a int NOT NULL DEFAULT 5, b text, c int REFERENCES app.users) PARTITION BY RANGE (a);
            CREATE TABLE app.part1 PARTITION OF app.parts FOR VALUES FROM (1) TO (10);
            CREATE TABLE app.part2 PARTITION OF app.parts (b DEFAULT 'q' NOT NULL) FOR VALUES FROM (10) TO (20);
            ALTER TABLE app.parts ADD PRIMARY KEY (a);
            CREATE TABLE app.part3 (a int NOT NULL, b text, c int, CONSTRAINT mine PRIMARY KEY (a));
            CREATE INDEX my_b ON app.part3 (b);
            CREATE INDEX ON app.parts (b);
            ALTER TABLE app.parts ATTACH PARTITION app.part3 FOR VALUES FROM (30) TO (40);
            CREATE STATISTICS app.seen ON a, b FROM app.parts;
            CREATE TABLE app.far (a int, CONSTRAINT far_a FOREIGN KEY (a) REFERENCES app.parts);
            CREATE SEQUENCE app.down INCREMENT -2 CACHE 5 CYCLE;
            CREATE MATERIALIZED VIEW app.seen_once AS SELECT 1 AS n;
            CREATE INDEX ON app.seen_once (n);
            """;

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void everyRelationIsReadOnEveryMajor(int major) throws SQLException {
        Catalog catalog = read(major, SCHEMA);
        assertThat(catalog.toString()).contains("""
                table app.users
                  options: fillfactor=70
                    toast.autovacuum_enabled=off
                """, """
                column app.users.id
                  type: integer
                  not null: true
                  identity: ALWAYS
                  sequence options: START WITH 5
                """, """
                column app.users.one
                  type: integer
                  generated: STORED
                """, """
                index app.users_lower_idx
                  definition: USING btree (lower((name)::text)) WHERE (total > (1)::numeric)
                  options: fillfactor=50
                """, """
                sequence app.down
                  sequence options: INCREMENT BY -2
                    CACHE 5
                    CYCLE
                """, """
                inheritance app.part2.app.parts
                  bounds: FOR VALUES FROM (10) TO (20)
                """, """
                clustering app.users.index
                  definition: users_pkey
                """);
        assertThat(inherited(catalog))
                .contains(
                        key(ObjectKind.COLUMN, "app.part1", "a"),
                        key(ObjectKind.COLUMN, "app.kid", "total"),
                        key(ObjectKind.COLUMN, "app.typed", "y"),
                        key(ObjectKind.COLUMN_DEFAULT, "app.part2", "a"),
                        key(ObjectKind.CONSTRAINT, "app.part1", "part1_pkey"),
                        key(ObjectKind.CONSTRAINT, "app.kid", "users_total_check"),
                        key(ObjectKind.FOREIGN_KEY, "app.part3", "parts_c_fkey"),
                        key(ObjectKind.INDEX, "app", "part1_b_idx"))
                .doesNotContain(
                        key(ObjectKind.COLUMN, "app.part2", "b"),
                        key(ObjectKind.COLUMN, "app.typed", "x"),
                        key(ObjectKind.CONSTRAINT, "app.part3", "mine"),
                        key(ObjectKind.INDEX, "app", "my_b"));
    }

    @Test
    void aDefaultThatAPartitionLacksIsSaid() throws SQLException {
        CatalogObject none = read(17, SCHEMA).get(key(ObjectKind.COLUMN_DEFAULT, "app.part3", "a"));
        assertThat(none.has(Property.DEFINITION)).isFalse();
        assertThat(none.has(Property.INHERITED)).isFalse();
    }

    @Test
    void aParentNeedsTheIndexThatItWillTakeInAndGivesTheOthers() throws SQLException {
        Catalog catalog = read(17, SCHEMA);
        ObjectKey parent = key(ObjectKind.INDEX, "app", "parts_b_idx");
        assertThat(catalog.needs(parent)).contains(key(ObjectKind.INDEX, "app", "my_b"));
        assertThat(catalog.needs(key(ObjectKind.INDEX, "app", "part1_b_idx"))).contains(parent);
        assertThat(catalog.needs(key(ObjectKind.CONSTRAINT, "app.parts", "parts_pkey")))
                .contains(key(ObjectKind.CONSTRAINT, "app.part3", "mine"));
    }

    private static List<ObjectKey> inherited(Catalog catalog) {
        return catalog.objects().stream()
                .filter(object -> object.has(Property.INHERITED))
                .map(CatalogObject::key)
                .toList();
    }

    private static ObjectKey key(ObjectKind kind, String container, String name) {
        return ObjectKey.of(kind, container, name);
    }

    private static Catalog read(int major, String sql) throws SQLException {
        try (FreshDatabase database = TestServer.freshDatabase(major);
                Session session = database.open()) {
            session.execute(sql);
            return new CatalogReader(List.of()).read(session);
        }
    }
}
