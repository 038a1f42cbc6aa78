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

/** Sequences get other bounds. */
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

    private static Catalog read(Session session) throws SQLException {
        return new CatalogReader(List.of()).read(session);
    }
}
