package dev.confiture.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.db.Session;
import dev.confiture.generate.Proof.Different;
import dev.confiture.generate.Proof.Failed;
import dev.confiture.generate.Proof.NotSupported;
import dev.confiture.generate.Proof.Proved;
import dev.confiture.generate.Proof.Step;
import dev.confiture.hazard.HazardReview;
import dev.confiture.plan.Plan;
import dev.confiture.plan.PlannedStatement;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanVerifierTest {

    private static final String OLD = "CREATE TABLE t (id int PRIMARY KEY, name text)";
    private static final String NEW = "CREATE TABLE t (id int PRIMARY KEY, name text, bio text)";
    private static final ObjectKey TABLE = ObjectKey.of(ObjectKind.TABLE, "public", "t");
    private static final ObjectKey BIO = ObjectKey.of(ObjectKind.COLUMN, "public.t", "bio");

    private static final Plan ADD = plan(statement("ALTER TABLE t ADD bio text"));
    private static final Plan DROP = plan(lossy(BIO, "ALTER TABLE t DROP bio"));

    @Test
    void aPlanThatLeadsThereAndBackIsProved() throws SQLException {
        assertThat(verify(OLD, NEW, ADD, DROP)).isEqualTo(new Proved(List.of(), List.of()));
    }

    @Test
    void aPlanThatLeadsElsewhereIsNot() throws SQLException {
        assertThat(verify(OLD, NEW, plan(statement("ALTER TABLE t ADD bio varchar(9)")), DROP))
                .isInstanceOfSatisfying(Different.class, end -> {
                    assertThat(end.step()).isEqualTo(Step.UP);
                    assertThat(texts(end)).anyMatch(text -> text.contains("character varying(9)"));
                });
        assertThat(verify(OLD, NEW, ADD, plan(lossy(BIO, "ALTER TABLE t DROP bio, DROP name"))))
                .isInstanceOfSatisfying(
                        Different.class, end -> assertThat(end.step()).isEqualTo(Step.DOWN));
    }

    @Test
    void anEmptyPlanProvesNothingBetweenDifferentSchemas() throws SQLException {
        assertThat(verify(OLD, NEW, plan(), plan())).isInstanceOf(Different.class);
        assertThat(verify(OLD, OLD, plan(), plan())).isInstanceOf(Proved.class);
    }

    @Test
    void aStatementThatTheServerRefusesIsNamed() throws SQLException {
        assertThat(verify(OLD, NEW, plan(statement("ALTER TABLE t ADD bio txt")), DROP))
                .isInstanceOfSatisfying(Failed.class, end -> {
                    assertThat(end.step()).isEqualTo(Step.UP);
                    assertThat(end.sqlState()).isEqualTo("42704");
                    assertThat(end.sql()).isEqualTo("ALTER TABLE t ADD bio txt");
                });
    }

    @Test
    void aPlanThatSaysItLacksSomethingIsNotRun() throws SQLException {
        assertThat(verify(OLD, NEW, new Plan(List.of(), List.of("a cast")), DROP))
                .isEqualTo(new NotSupported(Step.UP, List.of("a cast")));
    }

    @Test
    void aLossThatNobodyAnnouncesIsFound() throws SQLException {
        assertThat(verify(OLD, NEW, ADD, plan(statement("ALTER TABLE t DROP bio"))))
                .isInstanceOfSatisfying(
                        Different.class,
                        end -> assertThat(texts(end))
                                .containsExactly(
                                        "the values of column public.t.bio are gone, and the plan does not say so"));
        assertThat(verify(OLD, NEW, plan(statement("DROP TABLE t"), statement(NEW)), DROP))
                .isInstanceOfSatisfying(
                        Different.class,
                        end -> assertThat(texts(end)).singleElement().asString().startsWith("table public.t had"));
        assertThat(verify(
                        OLD,
                        NEW,
                        plan(
                                statement("UPDATE t SET name = 'x'"),
                                ADD.statements().get(0)),
                        DROP))
                .isInstanceOfSatisfying(
                        Different.class,
                        end -> assertThat(texts(end)).containsExactly("the values of column public.t.name changed"));
        assertThat(verify(OLD, NEW, plan(lossy(TABLE, "DROP TABLE t"), statement(NEW)), DROP))
                .isInstanceOf(Proved.class);
    }

    @Test
    void aPartitionThatGoesTakesItsRowsAlong() throws SQLException {
        String two = """
                CREATE TABLE p (n int) PARTITION BY LIST (n);
                CREATE TABLE one PARTITION OF p FOR VALUES IN (1);
                CREATE TABLE two PARTITION OF p FOR VALUES IN (2, 3, 4, 5, 6, 7, 8);
                """;
        String one = "CREATE TABLE p (n int) PARTITION BY LIST (n); CREATE TABLE one PARTITION OF p FOR VALUES IN (1)";
        Plan back = plan(statement("CREATE TABLE two PARTITION OF p FOR VALUES IN (2, 3, 4, 5, 6, 7, 8)"));
        ObjectKey gone = ObjectKey.of(ObjectKind.TABLE, "public", "two");
        assertThat(verify(two, one, plan(lossy(gone, "DROP TABLE two")), back)).isInstanceOf(Proved.class);
        assertThat(verify(two, one, plan(statement("DROP TABLE two")), back))
                .isInstanceOfSatisfying(
                        Different.class,
                        end -> assertThat(texts(end))
                                .containsExactly(
                                        "table public.two is gone with its rows, and the plan does not say so"));
    }

    @Test
    void aTableThatBecomesAPartitionBringsItsRows() throws SQLException {
        String apart = """
                CREATE TABLE p (k int NOT NULL) PARTITION BY RANGE (k);
                CREATE TABLE below PARTITION OF p FOR VALUES FROM (MINVALUE) TO (0);
                CREATE TABLE above (k int NOT NULL CHECK (k > 0));
                """;
        String attach = "ALTER TABLE p ATTACH PARTITION above FOR VALUES FROM (0) TO (MAXVALUE)";
        String together = apart + attach;
        Plan there = plan(statement(attach));
        Plan back = plan(statement("ALTER TABLE p DETACH PARTITION above"));
        assertThat(verify(apart, together, there, back)).isInstanceOf(Proved.class);
        assertThat(verify(apart, together, plan(statement("TRUNCATE above; " + attach)), back))
                .isInstanceOfSatisfying(
                        Different.class,
                        end -> assertThat(texts(end)).containsExactly("table public.above had 3 rows and has 0"));
        assertThat(verify(
                        apart,
                        together,
                        there,
                        plan(statement("ALTER TABLE p DETACH PARTITION above; UPDATE above SET k = k + 1"))))
                .isInstanceOfSatisfying(
                        Different.class,
                        end -> assertThat(texts(end)).containsExactly("the values of column public.above.k changed"));
    }

    @Test
    void aFailureOnRowsThatThePlanSaysMayHappenIsProvedWithoutRows() throws SQLException {
        String strict = "CREATE TABLE t (id int PRIMARY KEY, name text, bio text NOT NULL)";
        String sql = "ALTER TABLE t ADD bio text NOT NULL";
        assertThat(verify(OLD, strict, plan(statement(sql)), DROP)).isInstanceOf(Failed.class);
        PlannedStatement announced = new PlannedStatement(
                BIO,
                sql,
                Execution.TRANSACTIONAL,
                new HazardReview().next(sql),
                List.of(Hazard.of(Hazard.Kind.MAY_FAIL_ON_DATA, "rows have no bio")));
        assertThat(verify(OLD, strict, plan(announced), DROP))
                .isEqualTo(new Proved(List.of(), List.of("up was proved without rows: rows have no bio")));
    }

    @Test
    void rowsThatChangeTheSchemaAreLeftOut() throws SQLException {
        String trigger = """
                ; CREATE FUNCTION make() RETURNS trigger LANGUAGE plpgsql
                    AS 'BEGIN EXECUTE ''CREATE TABLE IF NOT EXISTS for_'' || abs(NEW.id) || ''()''; RETURN NEW; END';
                CREATE TRIGGER make AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION make()
                """;
        assertThat(verify(OLD + trigger, NEW + trigger, ADD, DROP))
                .isEqualTo(new Proved(
                        List.of(), List.of("proved without rows: a trigger changes the schema when a row comes")));
        assertThat(verify(OLD + trigger, NEW + trigger, plan(), DROP)).isInstanceOf(Different.class);
    }

    @Test
    void whatRefusesATransactionRunsOutsideOfOne() throws SQLException {
        String indexed = OLD + "; CREATE INDEX by_name ON t (name)";
        PlannedStatement index = alone("CREATE INDEX CONCURRENTLY by_name ON t (name)");
        PlannedStatement lock = statement("LOCK TABLE t"); // refused outside of a transaction
        assertThat(verify(
                        OLD,
                        indexed,
                        plan(lock, statement("SELECT 1"), index, lock, statement("SELECT 1")),
                        plan(alone("DROP INDEX CONCURRENTLY by_name"))))
                .isInstanceOf(Proved.class);
    }

    @Test
    void anEnumValueIsCommittedBeforeItIsUsed() throws SQLException {
        String old = "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE m (v mood)";
        String value = "ALTER TYPE mood ADD VALUE 'ok'";
        PlannedStatement first = new PlannedStatement(
                ObjectKey.of(ObjectKind.ENUM, "public", "mood"),
                value,
                Execution.COMMITTED_FIRST,
                new HazardReview().next(value),
                List.of());
        Proof proof = verify(
                old,
                "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE m (v mood DEFAULT 'ok')",
                plan(statement("SELECT 1"), first, statement("ALTER TABLE m ALTER v SET DEFAULT 'ok'")),
                plan(lossy(ObjectKey.of(ObjectKind.TABLE, "public", "m"), "DROP TABLE m; DROP TYPE mood; " + old)));
        assertThat(proof).isInstanceOf(Proved.class);
    }

    private static Proof verify(String old, String wanted, Plan up, Plan down) throws SQLException {
        try (ScratchServer scratch = ScratchServer.open(TestServer.maintenance(), "confiture:test")) {
            return new PlanVerifier(scratch, Set.of())
                    .verify(
                            () -> scratch.create(session -> session.execute(old)),
                            picture(scratch, old),
                            picture(scratch, wanted),
                            up,
                            down);
        }
    }

    private static List<String> texts(Different end) {
        return end.differences().stream().map(Difference::text).toList();
    }

    private static Picture picture(ScratchServer scratch, String sql) throws SQLException {
        try (ScratchDatabase database = scratch.create(session -> session.execute(sql));
                Session session = database.open()) {
            return Picture.read(session, Set.of());
        }
    }

    private static Plan plan(PlannedStatement... statements) {
        return new Plan(List.of(statements), List.of());
    }

    private static PlannedStatement statement(String sql) {
        return new PlannedStatement(TABLE, sql, Execution.TRANSACTIONAL, new HazardReview().next(sql), List.of());
    }

    private static PlannedStatement alone(String sql) {
        return new PlannedStatement(TABLE, sql, Execution.ALONE, new HazardReview().next(sql), List.of());
    }

    private static PlannedStatement lossy(ObjectKey subject, String sql) {
        return new PlannedStatement(
                subject,
                sql,
                Execution.TRANSACTIONAL,
                new HazardReview().next(sql),
                List.of(Hazard.of(Hazard.Kind.DATA_LOSS, "what is in it is gone")));
    }
}
