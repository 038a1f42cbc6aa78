package dev.confiture.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.TestServer;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.db.Session;
import dev.confiture.generate.Proof.Different;
import dev.confiture.generate.Proof.Failed;
import dev.confiture.generate.Proof.Proved;
import dev.confiture.generate.Proof.Step;
import dev.confiture.generate.java.MigrationDraft.Form;
import dev.confiture.hazard.HazardReview;
import dev.confiture.plan.Plan;
import dev.confiture.plan.PlannedStatement;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.rename.Renames;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that are proved there and have no way back: extensions come with scripts that lead forward only. */
class OneWayTest {

    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, name text);";
    private static final String OLDER = TABLE + "CREATE EXTENSION pg_trgm VERSION '1.3';";
    private static final String NEWER = TABLE + "CREATE EXTENSION pg_trgm VERSION '1.5';";
    private static final String UPDATE = "ALTER EXTENSION pg_trgm UPDATE TO '1.5'";

    @SuppressWarnings("NullAway.Init")
    private ScratchServer scratch;

    @BeforeEach
    void open() throws SQLException {
        scratch = ScratchServer.open(TestServer.maintenance(), "confiture:test");
    }

    @AfterEach
    void close() throws SQLException {
        scratch.close();
    }

    @Test
    void whatLeadsThereIsProvedAndTheReasonIsTheServers() throws SQLException {
        assertThat(prove(OLDER, NEWER)).singleElement().satisfies(part -> {
            assertThat(sql(part.up())).containsExactly(UPDATE);
            assertThat(part.down().isEmpty()).isTrue();
            assertThat(part.irreversible())
                    .hasValueSatisfying(reason -> assertThat(reason)
                            .startsWith(
                                    "no way back is known from changing extension pg_trgm (version '1.3' → '1.5'): down is"
                                            + " refused by the server: ")
                            .doesNotContain("\n"));
            assertThat(part.judges())
                    .hasValueSatisfying(judges -> assertThat(judges).startsWith("two judges, up only;"));
        });
    }

    @Test
    void whatDoesNotLeadThereIsNotWrittenAtAll() {
        assertThat(catchThrowableOfType(ConfitureException.class, () -> prove(NEWER, OLDER))
                        .problems())
                .extracting(Problem::why)
                .singleElement()
                .asString()
                .startsWith("up is refused by the server");
    }

    @Test
    void partsThatCanBeUndoneStillAre() throws SQLException {
        List<ProvedPart> parts = prove(OLDER, NEWER + "CREATE INDEX by_name ON t (name)");
        assertThat(parts)
                .extracting(ProvedPart::form)
                .containsExactlyInAnyOrder(Form.TRANSACTIONAL, Form.NOT_TRANSACTIONAL);
        assertThat(parts)
                .filteredOn(part -> part.irreversible().isEmpty())
                .singleElement()
                .satisfies(
                        part -> assertThat(sql(part.down())).containsExactly("DROP INDEX CONCURRENTLY public.by_name"));
    }

    @Test
    void theWayThereIsAsStrictAsWithAWayBack() throws SQLException {
        assertThat(proofOfUp("ALTER TABLE t ADD bio text")).isEqualTo(new Proved(List.of(), List.of()));
        assertThat(proofOfUp("ALTER TABLE t ADD bio varchar(9)"))
                .isInstanceOfSatisfying(
                        Different.class, end -> assertThat(end.step()).isEqualTo(Step.UP));
        assertThat(proofOfUp("DROP TABLE t; " + TABLE + "ALTER TABLE t ADD bio text"))
                .isInstanceOfSatisfying(
                        Different.class, end -> assertThat(end.why()).contains("table public.t had"));
    }

    @Test
    void itRunsOnceMoreFromAnotherStart() throws SQLException {
        try {
            assertThat(proofOfUp("CREATE ROLE one_way_once; ALTER TABLE t ADD bio text"))
                    .isInstanceOfSatisfying(
                            Failed.class, end -> assertThat(end.step()).isEqualTo(Step.UP_AGAIN));
        } finally {
            try (ScratchDatabase database = scratch.create();
                    Session session = database.open()) {
                session.execute("DROP ROLE one_way_once");
            }
        }
    }

    private Proof proofOfUp(String sql) throws SQLException {
        PlannedStatement statement = new PlannedStatement(
                ObjectKey.of(ObjectKind.TABLE, "public", "t"),
                sql,
                Execution.TRANSACTIONAL,
                new HazardReview().next(sql),
                List.of());
        ComparedSchema before = schema(TABLE);
        Picture after = schema("CREATE TABLE t (id int PRIMARY KEY, name text, bio text)")
                .picture();
        return new PlanVerifier(scratch, Set.of())
                .verifyUp(
                        before.start(), before.picture(), after, new Plan(List.of(statement), List.of()), Renames.NONE);
    }

    private List<ProvedPart> prove(String before, String after) throws SQLException {
        return new MigrationProver(scratch, List.of()).prove(schema(before), schema(after));
    }

    private static List<String> sql(Plan plan) {
        return plan.statements().stream().map(PlannedStatement::sql).toList();
    }

    private ComparedSchema schema(String ddl) throws SQLException {
        PlanVerifier.Start start = () -> scratch.create(session -> session.execute(ddl));
        try (ScratchDatabase database = start.open();
                Session session = database.open()) {
            return new ComparedSchema("a schema", Picture.read(session, List.of()), start);
        }
    }
}
