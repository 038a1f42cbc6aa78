package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.catalog.Catalog;
import dev.confiture.db.Session;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.Scene.Style;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A partition that comes where the default one may already have its rows. */
class DefaultPartitionPlanTest {

    private static final String TABLE = """
            CREATE TABLE log (id int, day date) PARTITION BY %s;
            CREATE TABLE rest PARTITION OF log DEFAULT;
            CREATE TABLE apart (id int, day date);
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RANGE (day)        | CREATE TABLE new PARTITION OF log FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')
            RANGE (day, id)    | CREATE TABLE new PARTITION OF log FOR VALUES FROM ('2027-01-01', 1) TO ('2027-05-05', 7)
            LIST (id)          | CREATE TABLE new PARTITION OF log FOR VALUES IN (5) PARTITION BY LIST (day)
            LIST ((id * 2))    | CREATE TABLE new PARTITION OF log FOR VALUES IN (10)
            LIST (id)          | ALTER TABLE log ATTACH PARTITION apart FOR VALUES IN (5)
            """)
    void rowsThatItWouldTakeAreAskedForBeforehand(String key, String change) throws SQLException {
        try (FreshDatabase one = TestServer.freshDatabase();
                FreshDatabase two = TestServer.freshDatabase();
                Session old = one.open();
                Session now = two.open()) {
            old.execute(TABLE.formatted(key));
            now.execute(TABLE.formatted(key) + change);
            PlannedStatement statement = plan(old, now).stream()
                    .filter(each -> each.sql().contains(" PARTITION "))
                    .findFirst()
                    .orElseThrow();
            String probe = statement.hazards().stream()
                    .filter(hazard -> hazard.note().contains("rest"))
                    .map(hazard -> hazard.probe().orElseThrow())
                    .findFirst()
                    .orElseThrow();
            old.execute("INSERT INTO log VALUES (1, '2026-05-05')");
            assertThat(old.queryOne(probe, row -> row.getBoolean(1))).hasValue(false);
            old.execute("INSERT INTO log VALUES (5, '2027-05-05')");
            assertThat(old.queryOne(probe, row -> row.getBoolean(1))).hasValue(true);
            assertThatThrownBy(() -> old.execute(statement.sql())).hasMessageContaining("default partition");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE log (id int) PARTITION BY LIST (id) |
            CREATE TABLE log (id int) PARTITION BY LIST (id) | CREATE TABLE rest PARTITION OF log DEFAULT
            """)
    void whereNoDefaultOneIsOrStaysNothingIsSaid(String table, String rest) throws SQLException {
        try (FreshDatabase one = TestServer.freshDatabase();
                FreshDatabase two = TestServer.freshDatabase();
                Session old = one.open();
                Session now = two.open()) {
            old.execute(rest == null ? table : table + ';' + rest);
            now.execute(table + "; CREATE TABLE new PARTITION OF log FOR VALUES IN (1)");
            assertThat(plan(old, now))
                    .filteredOn(statement -> statement.sql().contains("PARTITION OF"))
                    .flatExtracting(PlannedStatement::hazards)
                    .extracting(Hazard::kind)
                    .isEmpty();
        }
    }

    private static List<PlannedStatement> plan(Session old, Session now) throws SQLException {
        Catalog before = new CatalogReader(List.of()).read(old);
        Catalog after = new CatalogReader(List.of()).read(now);
        return new Planner(Style.PLAIN).plan(before, after).statements();
    }
}
