package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import dev.confiture.plan.ddl.Hazard;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows may stop a statement: the plan says so, and has a query that tells beforehand. */
class RefusedRowsPlanTest {

    private static final int MAJOR = 18;

    private static final String PERIODS = """
            CREATE TABLE p (id int4range, valid daterange, CONSTRAINT p_pk PRIMARY KEY (id, valid WITHOUT OVERLAPS));
            CREATE TABLE c (p int4range, "PERIOD x" daterange);
            """;

    @ParameterizedTest
    @CsvSource({
        "'[1,2)', '[2025-01-01,2025-12-01)', f",
        "'[1,2)', '[2025-01-01,2026-12-01)', t",
        "'[2,3)', '[2025-01-01,2025-12-01)', t",
        ", '[2030-01-01,2030-12-01)', f"
    })
    void aQueryTellsWhichPeriodsNothingCovers(String id, String period, String isRefused) throws SQLException {
        String link = "ALTER TABLE c ADD FOREIGN KEY (p, PERIOD \"PERIOD x\") REFERENCES p (id, PERIOD valid)";
        String probe =
                mayFail(new TwoWays(MAJOR, PERIODS, "", link)).get(0).probe().orElseThrow();
        try (FreshDatabase database = TestServer.freshDatabase(MAJOR);
                Session session = database.open()) {
            session.execute(PERIODS + "INSERT INTO p VALUES ('[1,2)', '[2025-01-01,2025-07-01)'),"
                    + "('[1,2)', '[2025-07-01,2026-01-01)')");
            session.execute("INSERT INTO c VALUES (%s, '%s')".formatted(id == null ? "NULL" : "'" + id + "'", period));
            assertThat(session.queryOne(probe, row -> row.getString(1))).contains(isRefused);
        }
    }

    @Test
    void aColumnThatHeirsMayNoLongerLeaveOutIsAnnounced() throws SQLException {
        String tables = "CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p);";
        String alone = "ALTER TABLE p ADD CONSTRAINT nn NOT NULL a NO INHERIT;";
        TwoWays plan = new TwoWays(MAJOR, tables, alone, "ALTER TABLE p ADD CONSTRAINT nn NOT NULL a;");
        plan.prove();
        assertThat(mayFail(plan))
                .extracting(hazard -> hazard.probe().orElse(""))
                .containsExactly("SELECT EXISTS (SELECT FROM public.p WHERE a IS NULL)");
    }

    private static List<Hazard> mayFail(TwoWays schemas) throws SQLException {
        return schemas.forth().stream()
                .flatMap(statement -> statement.hazards().stream())
                .filter(hazard -> hazard.kind() == Hazard.Kind.MAY_FAIL_ON_DATA)
                .toList();
    }
}
