package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.index.MigrationVersion;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.ReversibleMigration;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.MigrateTest.AddBio;
import dev.confiture.runner.MigrateTest.AddUsers;
import dev.confiture.runner.MigrateTest.Fill;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackTest extends MigratorFixture {

    @Migration(version = "30", name = "index_users", transactional = false)
    public static final class IndexUsers implements ReversibleMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE INDEX CONCURRENTLY users_name ON users (name);"
                    + " CREATE UNIQUE INDEX CONCURRENTLY users_same ON users ((1))");
        }

        @Override
        public void down(MigrationContext db) throws SQLException {
            db.execute("DROP INDEX CONCURRENTLY IF EXISTS users_name");
            db.execute("DROP INDEX CONCURRENTLY IF EXISTS users_same");
        }
    }

    @Migration(version = "31", name = "cannot_go_back")
    public static final class CannotGoBack implements ReversibleMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE stays ()");
        }

        @Override
        public void down(MigrationContext db) throws SQLException {
            db.execute("DROP TABLE stays");
            db.execute("DROP TABLE never");
        }
    }

    @Test
    void theLatestMigrationIsUndoneWithItsRow() throws SQLException {
        migrate(AddUsers.class, AddBio.class);
        MigrationReport report = rollback(RollbackRequest.steps(1), AddUsers.class, AddBio.class);
        assertThat(report.ran()).extracting(ran -> ran.migration().label()).containsExactly("2 add_bio");
        assertThat(report.pending()).hasSize(1);
        assertThat(rows()).containsExactly("1 add_users applied");
        assertThat(eventKinds()).endsWith("rolled_back");
        assertThat(migrate(AddUsers.class, AddBio.class).ran()).hasSize(1);
    }

    @Test
    void aVersionIsGoneBackTo() throws SQLException {
        migrate(AddUsers.class, AddBio.class);
        rollback(RollbackRequest.to(MigrationVersion.of("0")), AddUsers.class, AddBio.class);
        assertThat(rows()).isEmpty();
        assertThat(tables()).isEmpty();
    }

    @Test
    void oneImpossibleStepLeavesTheOthersUntouched() throws SQLException {
        migrate(AddUsers.class, AddBio.class, Fill.class);
        assertThat(refusal(() -> rollback(RollbackRequest.steps(3), AddUsers.class, AddBio.class, Fill.class)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.HISTORY_IRREVERSIBLE);
        assertThat(rows()).hasSize(3);
    }

    @Test
    void aFailingDownLeavesRowAndDatabaseAsTheyWere() throws SQLException {
        migrate(CannotGoBack.class);
        Problem problem = refusal(() -> rollback(RollbackRequest.steps(1), CannotGoBack.class))
                .get(0);
        assertThat(problem.what()).isEqualTo("Migration 31 cannot_go_back failed in down.");
        assertThat(rows()).containsExactly("31 cannot_go_back applied");
        assertThat(tables()).containsExactly("stays");
    }

    @Test
    void outsideATransactionEachStatementIsRecordedAndGoneBackFrom() throws SQLException {
        migrate(AddUsers.class, IndexUsers.class);
        assertThat(rows()).containsExactly("1 add_users applied", "30 index_users applied");
        assertThat(eventKinds()).containsExactly("created", "applied", "started", "applied");
        rollback(RollbackRequest.steps(1), AddUsers.class, IndexUsers.class);
        assertThat(rows()).containsExactly("1 add_users applied");
        assertThat(indexes()).containsExactly("users_pkey");
    }

    @Test
    void aFailureHalfWaySaysWhatStaysAndARollbackCleansUp() throws SQLException {
        migrate(AddUsers.class);
        session.execute("INSERT INTO users VALUES (2, 'bob')");
        Problem problem =
                refusal(() -> migrate(AddUsers.class, IndexUsers.class)).get(0);
        assertThat(problem.why())
                .contains("SQLSTATE 23505")
                .contains("1 statement is done and stays; the next run goes on after them");
        assertThat(rows()).containsExactly("1 add_users applied", "30 index_users running");
        assertThat(eventKinds()).endsWith("started", "failed");
        assertThat(indexes()).containsExactly("users_name", "users_pkey");
        assertThat(status(AddUsers.class, IndexUsers.class).findings())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.HISTORY_UNFINISHED);
        rollback(RollbackRequest.steps(1), AddUsers.class, IndexUsers.class);
        assertThat(rows()).containsExactly("1 add_users applied");
        assertThat(indexes()).containsExactly("users_pkey");
    }

    @Test
    void withoutALedgerThereIsNothingToUndo() throws SQLException {
        assertThat(rollback(RollbackRequest.steps(1), AddUsers.class).ran()).isEmpty();
        assertThat(column("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    private List<String> indexes() throws SQLException {
        return column("SELECT indexname FROM pg_indexes WHERE tablename = 'users' ORDER BY 1");
    }
}
