package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.db.Session;
import dev.confiture.plan.ddl.Hazard;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All rows are written anew, and no more often than they have to be. */
class ConversionsPlanTest {

    private static final int MAJOR = 17;

    @Test
    void theColumnsOfATableAreConvertedAtOnce() throws SQLException {
        String tables = "CREATE TABLE t (id int PRIMARY KEY, a %1$s, b %1$s, c varchar(5)); CREATE TABLE u (a %1$s);";
        String narrow = tables.formatted("int");
        String wide = tables.formatted("bigint");
        TwoWays wider = new TwoWays(MAJOR, "", narrow, wide);
        wider.prove();
        assertThat(wider.forth())
                .extracting(PlannedStatement::sql)
                .containsExactly("""
                        ALTER TABLE public.t
                            ALTER COLUMN a TYPE bigint,
                            ALTER COLUMN b TYPE bigint""", "ALTER TABLE public.u ALTER COLUMN a TYPE bigint");
        List<PlannedStatement> back = new TwoWays(MAJOR, "", wide, narrow).forth();
        assertThat(back.get(0).hazards())
                .extracting(Hazard::kind)
                .containsExactly(
                        Hazard.Kind.EXCLUSIVE_LOCK, Hazard.Kind.MAY_FAIL_ON_DATA, Hazard.Kind.MAY_FAIL_ON_DATA);
    }

    @Test
    void momentsAreConvertedInTheTimeZoneOfTheSession() throws SQLException {
        String table = "CREATE TABLE t (a %1$s, b %1$s)";
        List<PlannedStatement> plan =
                new TwoWays(MAJOR, "", table.formatted("timestamp"), table.formatted("timestamptz")).forth();
        assertThat(plan)
                .singleElement()
                .satisfies(statement -> assertThat(statement.losses())
                        .extracting(ObjectKey::name)
                        .containsExactly("a", "b"));
        assertThat(plan.get(0).hazards()).extracting(Hazard::note).anyMatch(note -> note.contains("SHOW TimeZone"));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 18})
    void whatANewTypeResetsIsAsItShouldBe(int major) throws SQLException {
        String types = "CREATE TYPE mood AS ENUM ('a');";
        String kept = "CREATE TABLE t (a varchar(40), b varchar(40));"
                + "ALTER TABLE t ALTER a SET STORAGE MAIN, ALTER b SET COMPRESSION pglz;";
        new TwoWays(major, types, kept, "CREATE TABLE t (a mood, b bytea); ALTER TABLE t ALTER b SET COMPRESSION pglz;")
                .prove();
    }

    /** Each value is checked against the rules of a domain, and those of the domains below it. */
    @ParameterizedTest
    @CsvSource({"int, d, t", "int, e, t", "d, int, f", "int, free, f", "int[], d[], t"})
    void aDomainWithRulesWritesTheTableAnew(String from, String to, String isRewritten) throws SQLException {
        String domains = "CREATE DOMAIN d AS int CHECK (VALUE > 0); CREATE DOMAIN e AS d; CREATE DOMAIN free AS int;";
        PlannedStatement change = new TwoWays(
                        MAJOR, domains, "CREATE TABLE t (n %s)".formatted(from), "CREATE TABLE t (n %s)".formatted(to))
                .forth()
                .get(0);
        try (FreshDatabase database = TestServer.freshDatabase(MAJOR);
                Session session = database.open()) {
            session.execute(domains + "CREATE TABLE t (n %s)".formatted(from));
            String file = "SELECT pg_relation_filenode('t')";
            Optional<Long> before = session.queryOne(file, row -> row.getLong(1));
            session.execute(change.sql());
            assertThat(!session.queryOne(file, row -> row.getLong(1)).equals(before))
                    .isEqualTo(isRewritten.equals("t"));
        }
        assertThat(change.hazards().stream().anyMatch(hazard -> hazard.note().contains("written anew")))
                .isEqualTo(isRewritten.equals("t"));
    }

    @Test
    void anArrayBecomesASingleValue() throws SQLException {
        new TwoWays(MAJOR, "", "CREATE TABLE t (a int[], b int[])", "CREATE TABLE t (a boolean, b boolean[])").prove();
    }

    @ParameterizedTest
    @CsvSource({"boolean, 1, f", "boolean, 7, t", "bit(3), 7, f", "bit(3), 9, t", "bit(3), -1, t"})
    void whatANumberLosesIsAnnounced(String type, int number, String isLost) throws SQLException {
        PlannedStatement change = new TwoWays(
                        MAJOR, "", "CREATE TABLE t (n int)", "CREATE TABLE t (n %s)".formatted(type))
                .forth()
                .get(0);
        assertThat(change.losses()).extracting(ObjectKey::name).containsExactly("n");
        String probe = change.hazards().stream()
                .filter(hazard -> hazard.kind() == Hazard.Kind.DATA_LOSS)
                .flatMap(hazard -> hazard.probe().stream())
                .findFirst()
                .orElseThrow();
        try (FreshDatabase database = TestServer.freshDatabase(MAJOR);
                Session session = database.open()) {
            session.execute("CREATE TABLE t (n int); INSERT INTO t VALUES (%d)".formatted(number));
            assertThat(session.queryOne(probe, row -> row.getString(1))).contains(isLost);
        }
    }
}
