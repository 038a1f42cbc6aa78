package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.db.Session;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.plan.ddl.Scene.Style;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rows hold in composite values stays, where a type inside of them changes. */
class CompositePlanTest {

    private static final int MAJOR = 17;

    private static final String TYPES = """
            CREATE TYPE pair AS (x %s, s size);
            CREATE TYPE parcel AS (p pair, ps pair[]);
            CREATE TABLE t (one pair, many pair[], b parcel, s size);
            """;
    private static final String ENUM = "CREATE TYPE size AS ENUM ('s', 'm');";
    private static final String DOMAIN = "CREATE DOMAIN size AS text CHECK (value IN ('s', 'm'));";
    private static final String ROWS = """
            INSERT INTO t VALUES (ROW (1, 's'), ARRAY[ROW (2, 'm')::pair], ROW (ROW (3, 's'), ARRAY[ROW (4, 'm')::pair]), 'm')
            """;
    private static final String LOOK = "SELECT t::text FROM t";

    @Test
    void anAttributeOfAnotherType() throws SQLException {
        leaves(ENUM + TYPES.formatted("int"), ENUM + TYPES.formatted("bigint"));
    }

    @Test
    void aTypeThatBecomesOneOfAnotherKind() throws SQLException {
        leaves(DOMAIN + TYPES.formatted("int"), ENUM + TYPES.formatted("int"));
        leaves(ENUM + TYPES.formatted("int"), DOMAIN + TYPES.formatted("int"));
    }

    @Test
    void anEnumThatLosesAValue() throws SQLException {
        leaves("CREATE TYPE size AS ENUM ('s', 'm', 'l');" + TYPES.formatted("int"), ENUM + TYPES.formatted("int"));
    }

    @Test
    void attributesThatCome() throws SQLException {
        String before = "CREATE TYPE three AS (a int, d date, b int, c int); CREATE TABLE t (v three, w three[]);";
        String after = """
                CREATE TYPE three AS (a int, b int, c bigint, n int);
                CREATE TABLE t (v three DEFAULT ROW (1, 2, 3, 4)::three, w three[]);
                CREATE VIEW x AS SELECT (v).n FROM t;
                """;
        try (FreshDatabase changed = TestServer.freshDatabase(MAJOR);
                FreshDatabase wanted = TestServer.freshDatabase(MAJOR);
                Session session = changed.open();
                Session model = wanted.open()) {
            session.execute(before + "INSERT INTO t VALUES (ROW (1, NULL, 2, 3), ARRAY[ROW (4, NULL, 5, 6)::three])");
            model.execute(after);
            CatalogReader reader = new CatalogReader(List.of());
            Plan plan = new Planner(Style.PLAIN).plan(reader.read(session), reader.read(model));
            for (PlannedStatement statement : plan.statements()) {
                session.execute(statement.sql());
            }
            assertThat(session.queryOne(
                            "SELECT concat_ws(',', (v).a, (v).b, (v).c, (w[1]).a, (w[1]).b, (w[1]).c) FROM t",
                            row -> row.getString(1)))
                    .as(TwoWays.text(plan))
                    .contains("1,2,3,4,5,6");
        }
    }

    /** Their values cannot be told apart, so they are given up, and that is said. */
    @Test
    void attributesInAnotherOrderLoseTheirValues() throws SQLException {
        String types = "CREATE TYPE two AS (%s); CREATE TABLE t (v two);";
        assertThat(new TwoWays(MAJOR, "", types.formatted("a int, b int"), types.formatted("b bigint, a int")).forth())
                .flatExtracting(PlannedStatement::losses)
                .extracting(ObjectKey::path)
                .containsExactlyInAnyOrder("public.two.a", "public.two.b");
    }

    private static void leaves(String before, String after) throws SQLException {
        try (FreshDatabase changed = TestServer.freshDatabase(MAJOR);
                FreshDatabase wanted = TestServer.freshDatabase(MAJOR);
                Session session = changed.open();
                Session model = wanted.open()) {
            session.execute(before + ROWS);
            model.execute(after);
            CatalogReader reader = new CatalogReader(List.of());
            Plan plan = new Planner(Style.PLAIN).plan(reader.read(session), reader.read(model));
            assertThat(plan.statements().stream().flatMap(statement -> statement.losses().stream()))
                    .as(TwoWays.text(plan))
                    .isEmpty();
            var held = session.queryOne(LOOK, row -> row.getString(1));
            for (PlannedStatement statement : plan.statements()) {
                session.execute(statement.sql());
            }
            assertThat(session.queryOne(LOOK, row -> row.getString(1))).isEqualTo(held);
            assertThat(reader.read(session))
                    .asString()
                    .isEqualTo(reader.read(model).toString());
        }
    }
}
