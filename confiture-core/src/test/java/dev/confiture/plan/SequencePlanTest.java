package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.catalog.Catalog;
import dev.confiture.db.Session;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.plan.ddl.Scene.Style;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequences get other bounds, or give their numbers to others. */
class SequencePlanTest {

    private static final int MAJOR = 18;

    private static final String HIGHER = "CREATE SEQUENCE s MINVALUE 1000";

    @Test
    void boundsMoveThereAndBack() throws SQLException {
        new TwoWays(MAJOR, "", "CREATE SEQUENCE s", HIGHER).prove();
        new TwoWays(
                        MAJOR,
                        "",
                        "CREATE SEQUENCE s MINVALUE -9 MAXVALUE 200",
                        "CREATE SEQUENCE s MINVALUE 5 MAXVALUE 100")
                .prove();
        String table = "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY (%s))";
        new TwoWays(
                        MAJOR,
                        "",
                        table.formatted("START -200 MINVALUE -200 MAXVALUE 200"),
                        table.formatted("START -100 MINVALUE -100 MAXVALUE 100"))
                .prove();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ALTER SEQUENCE s OWNER TO pg_monitor",
                "ALTER TABLE t OWNER TO pg_monitor",
                "ALTER SEQUENCE s OWNED BY u.a",
                "ALTER TABLE u OWNER TO pg_monitor; ALTER SEQUENCE s OWNER TO pg_monitor; ALTER SEQUENCE s OWNED BY u.a",
                "ALTER SEQUENCE s OWNED BY t.a",
                "ALTER SEQUENCE s OWNED BY t.b"
            })
    void aSequenceAndItsTableComeIntoOtherHands(String before) throws SQLException {
        String tables = "CREATE SEQUENCE s; CREATE TABLE t (a int, b int); CREATE TABLE u (a int);";
        new TwoWays(
                        MAJOR,
                        "GRANT CREATE ON SCHEMA public TO pg_monitor;",
                        tables + before,
                        tables + "ALTER TABLE t OWNER TO pg_monitor; ALTER SEQUENCE s OWNER TO pg_monitor;"
                                + "ALTER SEQUENCE s OWNED BY t.a")
                .prove();
    }

    @Test
    void aSequenceMayCountElsewhere() throws SQLException {
        new TwoWays(MAJOR, "", "CREATE SEQUENCE s", "CREATE SEQUENCE s START -5 MINVALUE -5 MAXVALUE 1000").prove();
        new TwoWays(MAJOR, "", "CREATE SEQUENCE s MAXVALUE 100", "CREATE SEQUENCE s MINVALUE 1000 MAXVALUE 2000")
                .forth();
        new TwoWays(MAJOR, "", "CREATE SEQUENCE s INCREMENT -1", "CREATE SEQUENCE s MINVALUE 5").prove();
    }

    @Test
    void aSequenceTurnsRoundAndBack() throws SQLException {
        new TwoWays(MAJOR, "", "CREATE SEQUENCE s", "CREATE SEQUENCE s INCREMENT -1").prove();
        new TwoWays(MAJOR, "", "CREATE SEQUENCE s START 5 MAXVALUE 9", "CREATE SEQUENCE s INCREMENT -2 CACHE 3")
                .prove();
        String table = "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY %s)";
        new TwoWays(MAJOR, "", table.formatted(""), table.formatted("(INCREMENT -1)")).prove();
    }

    @ParameterizedTest
    @CsvSource({"5, 1000", "5000, 5001"})
    void aSequenceNeverStepsBackIntoItsBounds(int stood, int next) throws SQLException {
        try (FreshDatabase changed = TestServer.freshDatabase(MAJOR);
                FreshDatabase wanted = TestServer.freshDatabase(MAJOR);
                Session session = changed.open();
                Session model = wanted.open()) {
            session.execute("CREATE SEQUENCE s");
            session.execute("SELECT setval('s', " + stood + ")");
            model.execute(HIGHER);
            Plan plan = new Planner(Style.PLAIN).plan(read(session), read(model));
            for (PlannedStatement statement : plan.statements()) {
                session.execute(statement.sql());
            }
            assertThat(session.queryOne("SELECT nextval('s')", row -> row.getInt(1)))
                    .contains(next);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 16, 17, 18})
    void numbersGoOnWhereASerialTableBecomesPartitionedWithAnIdentity(int major) throws SQLException {
        String serial = "CREATE TABLE t (id bigserial, at date NOT NULL);";
        String identity = """
                CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY, at date NOT NULL) PARTITION BY RANGE (at);
                CREATE TABLE t_all PARTITION OF t DEFAULT;
                """;
        String rows = "INSERT INTO t (at) SELECT '2026-01-01' FROM generate_series(1, 41); DELETE FROM t";
        assertThat(next(major, serial, rows, identity)).isEqualTo(42);
        assertThat(next(major, identity, rows, serial)).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void numbersGoOnWhereATableWithAnIdentityBecomesAPartitionAndBack(int major) throws SQLException {
        String alone = "CREATE TABLE t_2026 (id bigint GENERATED ALWAYS AS IDENTITY, at date NOT NULL);";
        String partition = """
                CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY, at date NOT NULL) PARTITION BY RANGE (at);
                CREATE TABLE t_2026 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                """;
        String into = "INSERT INTO %s (at) SELECT '2026-01-01' FROM generate_series(1, 41)";
        assertThat(next(major, alone, into.formatted("t_2026"), partition)).isEqualTo(42);
        assertThat(next(major, partition, into.formatted("t"), alone, "t_2026")).isEqualTo(42);
        String plain = "CREATE TABLE t_2026 (id bigint NOT NULL, at date NOT NULL);";
        String numbered = "INSERT INTO t_2026 SELECT g, '2026-01-01' FROM generate_series(1, 41) g";
        assertThat(next(major, plain, numbered, partition)).isEqualTo(42);
        String levels = """
                CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY, at date NOT NULL) PARTITION BY RANGE (at);
                CREATE TABLE t_all PARTITION OF t DEFAULT PARTITION BY RANGE (at);
                CREATE TABLE t_2026 PARTITION OF t_all FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                """;
        assertThat(next(major, alone, into.formatted("t_2026"), levels)).isEqualTo(42);
        assertThat(next(major, levels, into.formatted("t"), alone, "t_2026")).isEqualTo(42);
    }

    @Test
    void nobodyTakesANumberWhileATableBecomesAPartition() throws SQLException {
        try (FreshDatabase old = TestServer.freshDatabase(MAJOR);
                FreshDatabase wanted = TestServer.freshDatabase(MAJOR);
                Session before = old.open();
                Session after = wanted.open()) {
            before.execute("CREATE TABLE t_2026 (id bigint GENERATED ALWAYS AS IDENTITY, at date NOT NULL)");
            after.execute("""
                    CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY, at date NOT NULL) PARTITION BY RANGE (at);
                    CREATE TABLE t_2026 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                    """);
            assertThat(new Planner(Style.ONLINE).plan(read(before), read(after)).statements())
                    .extracting(statement -> statement.sql().replaceFirst("(?s)( FROM |\\().*", ""))
                    .containsSubsequence(
                            "ALTER TABLE public.t_2026 VALIDATE CONSTRAINT t_2026_bounds",
                            "LOCK TABLE public.t_2026 IN ACCESS EXCLUSIVE MODE",
                            "SELECT setval",
                            "ALTER TABLE public.t_2026 ALTER COLUMN id DROP IDENTITY");
        }
    }

    @Test
    void numbersThatGoDownGoOnBehindBoth() throws SQLException {
        String alone = "CREATE TABLE t_2026 (id bigint GENERATED ALWAYS AS IDENTITY (INCREMENT -1), at date NOT NULL);";
        String partition = """
                CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY (INCREMENT -1), at date NOT NULL)
                    PARTITION BY RANGE (at);
                CREATE TABLE t_2026 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                """;
        String into = "INSERT INTO %s (at) SELECT '2026-01-01' FROM generate_series(1, 41)";
        assertThat(next(MAJOR, alone, into.formatted("t_2026"), partition)).isEqualTo(-42);
        assertThat(next(MAJOR, partition, into.formatted("t"), alone, "t_2026")).isEqualTo(-42);
        String plain = "CREATE TABLE t_2026 (id bigint NOT NULL, at date NOT NULL);";
        String numbered = "INSERT INTO t_2026 SELECT -g, '2026-01-01' FROM generate_series(1, 41) g";
        assertThat(next(MAJOR, plain, numbered, partition)).isEqualTo(-42);
    }

    private static long next(int major, String before, String rows, String after) throws SQLException {
        return next(major, before, rows, after, "t");
    }

    /** What the next row of a table gets once the plan has led from one schema, with rows, to another. */
    private static long next(int major, String before, String rows, String after, String table) throws SQLException {
        try (FreshDatabase changed = TestServer.freshDatabase(major);
                FreshDatabase wanted = TestServer.freshDatabase(major);
                Session session = changed.open();
                Session model = wanted.open()) {
            session.execute(before + rows);
            model.execute(after);
            Catalog target = read(model);
            Plan plan = new Planner(Style.PLAIN).plan(read(session), target);
            for (PlannedStatement statement : plan.statements()) {
                session.execute(statement.sql());
            }
            assertThat(read(session)).asString().as(TwoWays.text(plan)).isEqualTo(target.toString());
            return session.queryOne(
                            "INSERT INTO " + table + " (at) VALUES ('2026-02-01') RETURNING id", row -> row.getLong(1))
                    .orElseThrow();
        }
    }

    private static Catalog read(Session session) throws SQLException {
        return new CatalogReader(List.of()).read(session);
    }
}
