package dev.confiture.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.db.Session;
import dev.confiture.generate.java.MigrationDraft.Form;
import dev.confiture.plan.PlannedStatement;
import dev.confiture.plan.rename.Renames;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnprovedTest {

    @Test
    void whatWasNotProvedIsPlannedAndSaysWhy() throws SQLException {
        try (ScratchServer scratch = ScratchServer.open(TestServer.maintenance(), "confiture:test")) {
            ComparedSchema before = schema(scratch, "CREATE TABLE t (a int)");
            ComparedSchema after = schema(scratch, "CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a)");
            Problem problem = Problem.error(ProblemCode.GENERATE_NOT_PROVED, "It went wrong.", "up: no", "");
            ProvedPart part = new MigrationProver(scratch, List.of())
                    .unproved(
                            new RenamedSchema(before.catalog(), Renames.NONE, List.of()),
                            after,
                            new ConfitureException(problem));
            assertThat(part.unproved()).containsExactly("It went wrong. up: no");
            assertThat(part.form()).isEqualTo(Form.NOT_TRANSACTIONAL);
            assertThat(part.irreversible()).isEmpty();
            assertThat(part.up().statements())
                    .extracting(PlannedStatement::sql)
                    .contains("ALTER TABLE public.t ADD COLUMN b integer")
                    .anyMatch(sql -> sql.startsWith("CREATE INDEX CONCURRENTLY i "));
            assertThat(part.down().statements())
                    .extracting(PlannedStatement::sql)
                    .contains("ALTER TABLE public.t DROP COLUMN b");
        }
    }

    private static ComparedSchema schema(ScratchServer scratch, String ddl) throws SQLException {
        PlanVerifier.Start start = () -> scratch.create(session -> session.execute(ddl));
        try (ScratchDatabase database = start.open();
                Session session = database.open()) {
            return new ComparedSchema("a schema", Picture.read(session, List.of()), start);
        }
    }
}
