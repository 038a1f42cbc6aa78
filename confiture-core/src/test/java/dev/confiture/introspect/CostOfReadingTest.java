package dev.confiture.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import dev.confiture.introspect.catalog.CatalogReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nobody has analyzed a database that was just made. The server takes its catalogs for empty, and may choose to go through one of
 * them as a whole for each row of another.
 */
class CostOfReadingTest {

    /** With what stands beside it: about forty objects, each looked at by several queries, from several sides. */
    private static final long AT_MOST_FOR_A_TABLE = 4_000;

    /** What the server had to look at in its catalogs, in the transaction so far. */
    private static final String LOOKED_AT =
            "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint FROM pg_stat_xact_sys_tables";

    /** Who reads a database. */
    @FunctionalInterface
    private interface Reading {
        Object read(Session session) throws SQLException;
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void theCatalogOfANewDatabaseCostsWhatItHolds(int major) throws SQLException {
        assertCostsWhatItHolds(major, session -> new CatalogReader(Set.of()).read(session));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void theDefinitionsOfANewDatabaseCostWhatItHolds(int major) throws SQLException {
        assertCostsWhatItHolds(
                major,
                session -> ServerDefinitions.read(
                        session, DefinitionScope.everything().columnsAsSet()));
    }

    private static void assertCostsWhatItHolds(int major, Reading reading) throws SQLException {
        try (FreshDatabase database = TestServer.freshDatabase(major)) {
            long nothing = lookedAt(database, 0, reading);
            for (int tables : List.of(60, 200)) {
                assertThat(lookedAt(database, tables, reading) - nothing)
                        .as("rows looked at for %d tables", tables)
                        .isLessThan(tables * AT_MOST_FOR_A_TABLE);
            }
        }
    }

    /** One transaction makes and reads, so that no autovacuum sees what it made. */
    private static long lookedAt(FreshDatabase database, int tables, Reading reading) throws SQLException {
        try (Session session = database.open()) {
            return session.inTransaction(open -> {
                open.execute(schema(tables));
                long before = lookedAt(open);
                reading.read(open);
                long after = lookedAt(open);
                open.execute("DROP SCHEMA made CASCADE");
                return after - before;
            });
        }
    }

    private static long lookedAt(Session session) throws SQLException {
        return session.queryOne(LOOKED_AT, row -> row.getLong(1)).orElseThrow();
    }

    private static String schema(int tables) {
        return "CREATE SCHEMA made;\n"
                + IntStream.range(0, tables).mapToObj(CostOfReadingTest::table).collect(Collectors.joining());
    }

    /** A bit of everything that there may be many of, a quarter of it in partitions. */
    private static String table(int i) {
        String kind = i % 4 == 0 ? "PARTITION BY RANGE (id)" : "";
        String table = """
                CREATE TABLE made.t%1$d (
                    id int PRIMARY KEY,
                    of int DEFAULT 1 REFERENCES made.t%1$d,
                    name text NOT NULL DEFAULT 'x' CHECK (name <> ''),
                    twice int GENERATED ALWAYS AS (2 * 2) STORED
                ) %2$s;
                CREATE INDEX ON made.t%1$d (lower(name)) WHERE of > 1;
                CREATE VIEW made.v%1$d AS SELECT id, name FROM made.t%1$d;
                CREATE FUNCTION made.f%1$d() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER t BEFORE INSERT ON made.t%1$d FOR EACH ROW EXECUTE FUNCTION made.f%1$d();
                CREATE TYPE made.e%1$d AS ENUM ('a', 'b');
                CREATE DOMAIN made.d%1$d AS int CHECK (VALUE > 0);
                CREATE SEQUENCE made.s%1$d OWNED BY made.t%1$d.of;
                ALTER TABLE made.t%1$d ENABLE ROW LEVEL SECURITY;
                CREATE POLICY p ON made.t%1$d USING (id > 0);
                GRANT SELECT ON made.t%1$d TO PUBLIC;
                COMMENT ON COLUMN made.t%1$d.name IS 'said';
                CREATE STATISTICS made.x%1$d ON id, name FROM made.t%1$d;
                """.formatted(i, kind);
        String child = i % 4 == 0
                ? "CREATE TABLE made.c%1$d PARTITION OF made.t%1$d FOR VALUES FROM (1) TO (9);\n"
                : "CREATE TABLE made.c%1$d (own int) INHERITS (made.t%1$d);\n";
        return table + child.formatted(i);
    }
}
