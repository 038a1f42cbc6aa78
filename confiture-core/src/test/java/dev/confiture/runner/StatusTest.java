package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.history.MigrationState;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.MigrateTest.AddBio;
import dev.confiture.runner.MigrateTest.AddUsers;
import dev.confiture.runner.MigrateTest.Elsewhere;
import dev.confiture.runner.StatusReport.LedgerFound;
import dev.confiture.runner.code.MigrationCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StatusTest extends MigratorFixture {

    @Test
    void anEmptyDatabaseShowsEverythingPendingAndStaysEmpty() throws SQLException {
        StatusReport status = status(AddUsers.class, Elsewhere.class);
        assertThat(status.ledger()).isEqualTo(LedgerFound.ABSENT);
        assertThat(status.entries())
                .extracting(entry -> entry.state())
                .containsExactly(MigrationState.PENDING, MigrationState.NOT_FOR_THIS_ENVIRONMENT);
        assertThat(column("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    @Test
    void anAbsentDatabaseIsNoError() {
        StatusReport status = statusOf(database.database().named("absent"));
        assertThat(status.ledger()).isEqualTo(LedgerFound.NO_DATABASE);
        assertThat(status.entries()).hasSize(1);
    }

    @Test
    void whatRanAndWhatIsMissingIsShown() throws SQLException {
        migrate(AddUsers.class, AddBio.class);
        StatusReport status = status(AddUsers.class);
        assertThat(status.ledger()).isEqualTo(LedgerFound.PRESENT);
        assertThat(status.entries())
                .extracting(entry -> entry.state())
                .containsExactly(MigrationState.APPLIED, MigrationState.MISSING);
        assertThat(status.findings()).extracting(Problem::code).containsExactly(ProblemCode.HISTORY_MISSING);
    }

    @Test
    void validateComparesDigestsWithTheLedger() {
        migrate(AddUsers.class);
        try (MigrationCode code = new TestProject(folder).withDigest("2", AddUsers.class)) {
            ValidationReport report = migrator().validate(code);
            assertThat(report.isValid()).isFalse();
            assertThat(report.compared()).isEqualTo(1);
            assertThat(report.findings()).extracting(Problem::code).containsExactly(ProblemCode.HISTORY_CHANGED);
        }
    }

    @Test
    void whoeverLooksAtTheServerSeesTheGoal() throws Exception {
        migrate(AddUsers.class);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (MigrationCode code = new TestProject(folder).with(AddUsers.class)) {
            Future<ValidationReport> validation = session.inTransaction(locked -> {
                locked.execute("LOCK TABLE public.tb_confiture IN ACCESS EXCLUSIVE MODE");
                Future<ValidationReport> waiting = other.submit(() -> migrator().validate(code));
                assertThat(whoWaits())
                        .matches("confiture:validate:.+:"
                                + ProcessHandle.current().pid());
                return waiting;
            });
            assertThat(validation.get().isValid()).isTrue();
        } finally {
            other.shutdownNow();
        }
    }

    private String whoWaits() throws SQLException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        try (Session asking = database.open()) {
            while (System.nanoTime() < deadline) {
                Optional<String> name = asking.queryOne(
                        "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                                + " WHERE NOT l.granted AND l.relation = 'public.tb_confiture'::regclass",
                        row -> row.getString(1));
                if (name.isPresent()) {
                    return name.get();
                }
            }
        }
        throw new AssertionError("nobody waits for the lock");
    }

    @Test
    void validateNeedsNoServerForWhatNeedsNone() {
        Database nowhere = Database.of("127.0.0.1:1", "x", Map.of("user", "x", "password", "x"));
        Migrator migrator = new Migrator(nowhere, environment(Optional.empty(), OutOfOrder.WARN), events::add);
        try (MigrationCode code = new TestProject(folder).with(AddUsers.class)) {
            ValidationReport report = migrator.validate(code);
            assertThat(report.isValid()).isTrue();
            assertThat(report.findings()).extracting(Problem::code).containsExactly(ProblemCode.LEDGER_NOT_COMPARED);
        }
    }

    private StatusReport statusOf(Database other) {
        try (MigrationCode code = new TestProject(folder).with(AddUsers.class)) {
            return new Migrator(other, environment(Optional.empty(), OutOfOrder.WARN), events::add).status(code);
        }
    }
}
