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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is computed from rows that are there, by a function that the same plan changes. */
class ComputedPlanTest {

    private static final String BEFORE = """
            CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
            CREATE VIEW w AS SELECT f(0) AS n;
            CREATE TABLE t (id int);
            """;

    private static final String AFTER = """
            CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2 AS made';
            CREATE VIEW w AS SELECT f(0) AS n;
            CREATE TABLE t (
                id int, made int GENERATED ALWAYS AS (f(id)) STORED, filled int DEFAULT f(0),
                CONSTRAINT two CHECK (f(id) = 2)
            );
            CREATE MATERIALIZED VIEW m AS SELECT f(id) AS n FROM t;
            CREATE MATERIALIZED VIEW far AS SELECT n FROM w;
            CREATE INDEX i ON t (id) WHERE f(id) = 2;
            """;

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "ONLINE"})
    void itComesFromTheNewFunction(String style) throws SQLException {
        try (FreshDatabase changed = TestServer.freshDatabase();
                FreshDatabase wanted = TestServer.freshDatabase();
                Session session = changed.open();
                Session model = wanted.open()) {
            session.execute(BEFORE);
            model.execute(AFTER);
            Plan plan = new Planner(Style.valueOf(style)).plan(read(session), read(model));
            session.execute("INSERT INTO t VALUES (7)");
            for (PlannedStatement statement : plan.statements()) {
                session.execute(statement.sql());
            }
            assertThat(session.query(
                            "SELECT concat_ws(' ', made, filled, m.n, far.n) FROM t, m, far", row -> row.getString(1)))
                    .as(TwoWays.text(plan))
                    .containsExactly("2 2 2 2");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 17, 18})
    void aColumnIsGeneratedFromOneThatComesOrGoes(int major) throws SQLException {
        String table = "CREATE TABLE t (%s, made text GENERATED ALWAYS AS (%s) STORED); CREATE INDEX i ON t (made);";
        new TwoWays(
                        major,
                        "",
                        table.formatted("first text, last text", "first || last"),
                        table.formatted("first_name text, name text", "lower(first_name) || name"))
                .prove();
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void statisticsAreOfASetOfColumns(int major) throws SQLException {
        String statistics =
                "CREATE STATISTICS s (mcv) ON a, \"B\", (a + c) FROM t; CREATE STATISTICS e ON (a + 1) FROM t;";
        new TwoWays(
                        major,
                        "",
                        "CREATE TABLE t (a int, \"B\" int, c int);" + statistics,
                        "CREATE TABLE t (\"B\" int, c bigint, a bigint);" + statistics)
                .prove();
    }

    private static Catalog read(Session session) throws SQLException {
        return new CatalogReader(List.of()).read(session);
    }
}
