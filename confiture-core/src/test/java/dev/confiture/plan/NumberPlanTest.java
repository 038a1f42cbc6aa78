package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.plan.ddl.Hazard;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of numbers when their column gets narrower. */
class NumberPlanTest {

    private static final int MAJOR = 17;

    @Test
    void decimalsThatAreRoundedAreALoss() throws SQLException {
        assertThat(losses("numeric(10,2)", "integer")).containsExactly("column public.t.n");
        assertThat(losses("numeric", "numeric(9,3)")).containsExactly("column public.t.n");
        assertThat(losses("numeric(12,2)", "numeric(12,4)")).isEmpty();
        assertThat(losses("bigint", "numeric(5,2)")).isEmpty();
    }

    @Test
    void aQueryTellsBeforehandWhatIsTooGreat() throws SQLException {
        assertThat(probes("numeric(12,2)", "numeric(12,4)"))
                .containsExactly("SELECT EXISTS (SELECT FROM public.t WHERE abs(n) >= 1e8)");
        assertThat(probes("bigint", "numeric(5,2)"))
                .containsExactly("SELECT EXISTS (SELECT FROM public.t WHERE abs(n) >= 1e3)");
        assertThat(probes("numeric(10,2)", "smallint"))
                .containsExactly("SELECT EXISTS (SELECT FROM public.t WHERE n NOT BETWEEN -32768 AND 32767)");
        assertThat(probes("smallint", "numeric(7,2)")).isEmpty();
    }

    /** Between two transactions a writer would store NULL, or be refused. */
    @Test
    void aDefaultIsMissingOnlyWhileItsColumnChanges() throws SQLException {
        String keys = "CREATE TABLE t (id int, n numeric(10,2) NOT NULL DEFAULT 0);";
        assertThat(new TwoWays(
                                MAJOR,
                                "",
                                keys + "CREATE TABLE a (name text)",
                                "CREATE TABLE t (id int UNIQUE, n numeric(12,2) NOT NULL DEFAULT 0, CHECK (id > 0));"
                                        + "CREATE TABLE a (name text NOT NULL UNIQUE); CREATE TABLE b (x int)")
                        .forth())
                .extracting(PlannedStatement::sql)
                .containsSequence(
                        "ALTER TABLE public.t ALTER COLUMN n DROP DEFAULT",
                        "ALTER TABLE public.t ALTER COLUMN n TYPE numeric(12,2)",
                        "ALTER TABLE public.t ALTER COLUMN n SET DEFAULT 0");
    }

    private static List<String> losses(String from, String to) throws SQLException {
        return plan(from, to).stream()
                .flatMap(statement -> statement.losses().stream())
                .map(ObjectKey::toString)
                .toList();
    }

    private static List<String> probes(String from, String to) throws SQLException {
        return plan(from, to).stream()
                .flatMap(statement -> statement.hazards().stream())
                .filter(hazard -> hazard.kind() == Hazard.Kind.MAY_FAIL_ON_DATA)
                .flatMap(hazard -> hazard.probe().stream())
                .toList();
    }

    private static List<PlannedStatement> plan(String from, String to) throws SQLException {
        return new TwoWays(MAJOR, "", "CREATE TABLE t (n " + from + ")", "CREATE TABLE t (n " + to + ")").forth();
    }
}
