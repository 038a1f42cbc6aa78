package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.plan.ddl.Scene.Style;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that a table has from its parent, by itself, or both. */
class InheritedColumnPlanTest {

    private static final int MAJOR = 18;

    private static final String GIVEN = "CREATE TABLE p (c int, e int); CREATE TABLE a (i int) INHERITS (p);";
    private static final String OWN = "CREATE TABLE p (c int); CREATE TABLE a (i int, e int) INHERITS (p);";
    private static final String BOTH = "CREATE TABLE p (c int, e int); CREATE TABLE a (i int, e int) INHERITS (p);";
    private static final String ALONE = "CREATE TABLE a (i int, c int, e int);";

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aColumnChangesWhomItComesFrom(int major) throws SQLException {
        new TwoWays(major, "", GIVEN, OWN).prove();
        new TwoWays(major, "", GIVEN, BOTH).prove();
        new TwoWays(major, "", BOTH, OWN).prove();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE p (c int, e int);", "CREATE TABLE p (c int);", ""})
    void aTableLeavesItsParentOrComesToIt(String parent) throws SQLException {
        new TwoWays(MAJOR, "", GIVEN, parent + ALONE).prove();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE b () INHERITS (p);",
                "CREATE TABLE b () INHERITS (a);",
                "CREATE INDEX x ON a (e);",
                "CREATE VIEW v AS SELECT e FROM a;",
                "ALTER TABLE a ADD UNIQUE (e);",
                "CREATE TABLE f (id int PRIMARY KEY); ALTER TABLE a ADD FOREIGN KEY (e) REFERENCES f;"
            })
    void whatElseIsThereStaysAsItIs(String more) throws SQLException {
        new TwoWays(MAJOR, "", GIVEN + more, OWN + more).prove();
    }

    @Test
    void onlyAnHeirOfAnHeirKeepsTheColumn() throws SQLException {
        new TwoWays(
                        MAJOR,
                        "",
                        GIVEN + "CREATE TABLE b () INHERITS (a);",
                        OWN.replace(", e int", "") + "CREATE TABLE b (e int) INHERITS (a);")
                .prove();
    }

    @Test
    void theParentLosesTheColumnAndTheTableKeepsItsValues() throws SQLException {
        assertThat(run(GIVEN, OWN)).containsExactly("ALTER TABLE ONLY public.p DROP COLUMN e");
    }

    @Test
    void theRowsMoveToATableThatHasTheColumnFromItsParent() throws SQLException {
        assertThat(run(OWN, GIVEN)).anyMatch(sql -> sql.startsWith("INSERT INTO public.a"));
    }

    /** The plan's statements; the row that was there before them must be there afterwards. */
    private static List<String> run(String from, String to) throws SQLException {
        try (FreshDatabase one = TestServer.freshDatabase();
                FreshDatabase two = TestServer.freshDatabase();
                Session session = one.open();
                Session model = two.open()) {
            session.execute(from + "INSERT INTO a (i, c, e) VALUES (1, 2, 3)");
            model.execute(to);
            CatalogReader reader = new CatalogReader(List.of());
            List<String> statements = new Planner(Style.ONLINE)
                    .plan(reader.read(session), reader.read(model)).statements().stream()
                            .map(PlannedStatement::sql)
                            .toList();
            for (String statement : statements) {
                session.execute(statement);
            }
            assertThat(session.query("SELECT i * 100 + c * 10 + e FROM a", row -> row.getInt(1)))
                    .containsExactly(123);
            return statements;
        }
    }
}
