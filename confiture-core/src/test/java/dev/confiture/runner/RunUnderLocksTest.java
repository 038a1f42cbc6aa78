package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.config.SessionSettings;
import dev.confiture.db.Session;
import dev.confiture.migration.Down;
import dev.confiture.migration.JavaMigration;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.Up;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.code.MigrationCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;

/** What a run holds on to while migrations do as they please. */
class RunUnderLocksTest extends MigratorFixture {

    @Migration(version = "1", name = "untidy", irreversible = "a test")
    public static final class Untidy implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("SET statement_timeout = '1h'; SET confiture_test.mark = 'left'; LISTEN somebody;"
                    + " CREATE TEMP TABLE leftover (); PREPARE asked AS SELECT 1;"
                    + " DECLARE held CURSOR WITH HOLD FOR SELECT 1; SELECT pg_advisory_lock(4711);"
                    + " SET search_path = pg_temp; SET ROLE pg_monitor");
        }
    }

    @Migration(version = "2", name = "look_around", irreversible = "a test")
    public static final class LookAround implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("""
                    CREATE TABLE found AS
                      SELECT 'timeout ' || current_setting('statement_timeout') AS what
                      UNION ALL SELECT 'mark ' || coalesce(current_setting('confiture_test.mark', true), '')
                      UNION ALL SELECT 'role ' || current_user
                      UNION ALL SELECT 'path ' || current_setting('search_path')
                      UNION ALL SELECT 'channel ' || c FROM pg_listening_channels() c
                      UNION ALL SELECT 'table ' || relname FROM pg_class WHERE relname = 'leftover'
                        AND pg_table_is_visible(oid)
                      UNION ALL SELECT 'statement ' || name FROM pg_prepared_statements WHERE from_sql
                      UNION ALL SELECT 'cursor ' || name FROM pg_cursors WHERE name = 'held'
                      UNION ALL SELECT 'lock' FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711""");
        }
    }

    @Test
    void nothingOfASessionReachesTheNextMigration() throws SQLException {
        migrate(Untidy.class, LookAround.class);

        assertThat(column("SELECT what FROM found"))
                .containsExactlyInAnyOrder("timeout 0", "mark ", "role postgres", "path \"$user\", public");
    }

    @Test
    void theLedgerIsWrittenByWhoConnectedWhateverRoleAndNamesAMigrationLeaves() throws SQLException {
        migrate(Untidy.class, Shadow.class);

        assertThat(column("SELECT version || ' ' || applied_by FROM public.tb_confiture ORDER BY pk_confiture"))
                .containsExactly("1 postgres", "2.1 postgres");
        assertThat(column("SELECT version FROM shadow.tb_confiture")).isEmpty();
    }

    @Migration(version = "2.1", name = "shadow", irreversible = "a test")
    public static final class Shadow implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute(
                    "CREATE SCHEMA shadow; CREATE TABLE shadow.tb_confiture (LIKE public.tb_confiture INCLUDING ALL);"
                            + " SET search_path = shadow, public");
        }
    }

    @Migration(version = "30", name = "count", irreversible = "a test")
    public static final class Count implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE numbers (number int)");
            countToTen(db);
        }

        /** Often enough for the driver to prepare the statement on the server, and to keep it. */
        static void countToTen(MigrationContext db) throws SQLException {
            for (int i = 1; i <= 10; i++) {
                db.update("INSERT INTO numbers VALUES (?)", i);
            }
        }
    }

    @Migration(version = "31", name = "count_again", irreversible = "a test")
    public static final class CountAgain implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            Count.countToTen(db);
        }
    }

    @Test
    void aStatementThatTheDriverPreparedInOneMigrationRunsInTheNextAsWell() throws SQLException {
        migrate(Count.class, CountAgain.class);

        assertThat(column("SELECT count(*)::text FROM numbers")).containsExactly("20");
    }

    @Migration(version = "3", name = "who_am_i")
    @Up("CREATE TABLE who AS SELECT current_user::text AS role, current_setting('statement_timeout') AS timeout,"
            + " current_setting('lock_timeout') AS patience, current_schema()::text AS place")
    @Down("DROP TABLE who")
    public static final class WhoAmI {}

    @Test
    void theEnvironmentsSessionIsWhatMigrationsFindAndTheLedgerIsWrittenWithoutIt() throws SQLException {
        String owner = database.database().name() + "_owner";
        session.execute("CREATE ROLE " + owner + "; CREATE SCHEMA \"My App\" AUTHORIZATION " + owner);
        try {
            Environment environment = environment(new SessionSettings(
                    Optional.of(owner), List.of("My App"), Duration.ofSeconds(7), Optional.of(Duration.ofMinutes(3))));
            try (MigrationCode code = new TestProject(folder).with(WhoAmI.class)) {
                migrator(environment, events::add).migrate(code, all());
            }
            assertThat(column("SELECT role || ' ' || timeout || ' ' || patience || ' ' || place FROM \"My App\".who"))
                    .containsExactly(owner + " 3min 7s My App");
            assertThat(column("SELECT applied_by FROM public.tb_confiture")).containsExactly("postgres");
        } finally {
            session.execute("DROP OWNED BY " + owner + "; DROP ROLE " + owner);
        }
    }

    private static Environment environment(SessionSettings settings) {
        Environment plain = environment(Optional.empty(), OutOfOrder.WARN);
        return new Environment(
                plain.name(),
                plain.database(),
                plain.protectedBecause(),
                plain.schemaFolders(),
                plain.seedMode(),
                plain.build(),
                plain.migration().with(settings));
    }

    @Migration(version = "4", name = "lose_the_lock", irreversible = "a test")
    public static final class LoseTheLock implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE unlocked (); SELECT pg_advisory_unlock_all()");
        }
    }

    @Test
    void aLockThatIsLostInAMigrationIsNoticedBeforeItsCommit() throws SQLException {
        assertThat(onlyProblem(LoseTheLock.class).code()).isEqualTo(ProblemCode.LOCK_LOST);
        assertThat(tables()).isEmpty();
        assertThat(rows()).isEmpty();
    }

    @Migration(version = "5", name = "end_the_other_connection", irreversible = "a test")
    public static final class EndTheOtherConnection implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("""
                    CREATE TABLE alone ();
                    SELECT pg_terminate_backend(pid, 60000) FROM pg_locks
                     WHERE locktype = 'advisory' AND classid = 1129270854
                       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""");
        }
    }

    @Test
    void theEndOfTheConnectionThatOnlyHoldsALockIsNoticedBeforeTheCommit() throws SQLException {
        Problem problem = onlyProblem(EndTheOtherConnection.class);
        assertThat(problem.code()).isEqualTo(ProblemCode.LOCK_LOST);
        assertThat(problem.what()).startsWith("Migration 5 end_the_other_connection");
        assertThat(tables()).isEmpty();
    }

    @Migration(
            version = "5.1",
            name = "lose_the_lock_at_the_end",
            transactional = false,
            rawConnection = true,
            irreversible = "a test")
    public static final class LoseTheLockAtTheEnd implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE done ()");
            // Behind the context's back, so that no record of a statement follows.
            db.connection().unwrap(BaseConnection.class).execSQLQuery("SELECT pg_advisory_unlock_all()");
        }
    }

    @Test
    void aLockThatIsLostOutsideATransactionIsNoticedBeforeTheMigrationIsRecordedAsDone() throws SQLException {
        assertThat(onlyProblem(LoseTheLockAtTheEnd.class).code()).isEqualTo(ProblemCode.LOCK_LOST);
        assertThat(rows()).containsExactly("5.1 lose_the_lock_at_the_end running");
    }

    @Migration(version = "6", name = "end_itself", irreversible = "a test")
    public static final class EndItself implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("SELECT pg_terminate_backend(pg_backend_pid())");
        }
    }

    @Test
    void whatFailedFirstIsReportedAlthoughNothingCanBeCleanedUpAfterwards() {
        Problem problem = onlyProblem(EndItself.class);
        assertThat(problem.code()).isEqualTo(ProblemCode.RUN_FAILED);
        assertThat(problem.why()).contains("SQLSTATE 57P01");
    }

    @Migration(version = "7", name = "commit_behind_our_back", rawConnection = true, irreversible = "a test")
    public static final class CommitBehindOurBack implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE committed ()");
            db.connection().unwrap(BaseConnection.class).execSQLUpdate("COMMIT");
        }
    }

    @Migration(version = "8", name = "swap_transactions", rawConnection = true, irreversible = "a test")
    public static final class SwapTransactions implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            BaseConnection driver = db.connection().unwrap(BaseConnection.class);
            db.execute("CREATE TABLE first_half ()");
            driver.execSQLUpdate("COMMIT");
            driver.execSQLUpdate("BEGIN");
            db.execute("CREATE TABLE second_half ()");
        }
    }

    @Migration(version = "9", name = "fail_after_a_commit", rawConnection = true, irreversible = "a test")
    public static final class FailAfterACommit implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE half ()");
            db.connection().unwrap(BaseConnection.class).execSQLUpdate("COMMIT");
            db.execute("SELECT 1 / 0");
        }
    }

    @Test
    void aMigrationThatCommitsBehindOurBackIsNeverRecorded() throws SQLException {
        Problem problem = onlyProblem(CommitBehindOurBack.class);
        assertThat(problem.code()).isEqualTo(ProblemCode.RUN_TRANSACTION_ENDED);
        assertThat(problem.why()).contains("the ledger does not know of it");
        assertThat(tables()).containsExactly("committed");
        assertThat(rows()).isEmpty();
    }

    @Test
    void aMigrationThatPutsAnotherTransactionInPlaceOfItsOwnIsNeverRecorded() throws SQLException {
        assertThat(onlyProblem(SwapTransactions.class).code()).isEqualTo(ProblemCode.RUN_TRANSACTION_ENDED);
        assertThat(tables()).containsExactly("first_half");
        assertThat(rows()).isEmpty();
    }

    @Test
    void aFailureAfterSuchACommitDoesNotClaimThatNothingStays() throws SQLException {
        Problem problem = onlyProblem(FailAfterACommit.class);
        assertThat(problem.why()).contains("SQLSTATE 22012").contains("committed all the same");
        assertThat(tables()).containsExactly("half");
    }

    @Migration(version = "10", name = "add_a_value", irreversible = "a test")
    @Up({"CREATE TYPE state AS ENUM ('new')"})
    public static final class AddAType {}

    @Migration(version = "11", name = "use_a_new_value", irreversible = "a test")
    public static final class UseANewValue implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("ALTER TYPE state ADD VALUE 'old'; SELECT 'old'::state");
        }
    }

    @Migration(version = "12", name = "call_a_committing_procedure", irreversible = "a test")
    public static final class CallACommittingProcedure implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE PROCEDURE commits() LANGUAGE plpgsql AS 'BEGIN COMMIT; END'; CALL commits()");
        }
    }

    @Migration(version = "13", name = "vacuum_in_a_function", rawConnection = true, irreversible = "a test")
    public static final class HiddenVacuum implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.connection().unwrap(BaseConnection.class).execSQLUpdate("VACUUM");
        }
    }

    @Test
    void statementsThatATransactionForbidsHaveProblemsOfTheirOwn() {
        assertThat(onlyProblem(AddAType.class, UseANewValue.class).code()).isEqualTo(ProblemCode.RUN_ENUM_VALUE);
        assertThat(onlyProblem(AddAType.class, CallACommittingProcedure.class).code())
                .isEqualTo(ProblemCode.RUN_TRANSACTION_CONTROL);
        assertThat(onlyProblem(AddAType.class, HiddenVacuum.class).code())
                .isEqualTo(ProblemCode.MIGRATION_NEEDS_NO_TRANSACTION);
    }

    @Migration(version = "20", name = "add_people")
    @Up("CREATE TABLE people ()")
    @Down("DROP TABLE people")
    public static final class AddPeople {}

    @Migration(version = "21", name = "wait_for_people", lockTimeout = "400ms", irreversible = "a test")
    public static final class WaitForPeople implements JavaMigration {

        private boolean used;

        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE " + (used ? "used" : "fresh") + " ()");
            used = true;
            db.execute("ALTER TABLE people ADD COLUMN age int");
        }
    }

    @Test
    void givingUpNamesTheSessionThatHadTheLock() throws SQLException {
        migrate(AddPeople.class);
        try (Session other = database.database().open("somebody:else")) {
            other.execute("BEGIN; LOCK TABLE people");
            Problem problem = onlyProblem(AddPeople.class, WaitForPeople.class);
            assertThat(problem.code()).isEqualTo(ProblemCode.RUN_LOCK_TIMEOUT);
            assertThat(problem.why())
                    .contains("SQLSTATE 55P03")
                    .contains("it waited for process " + other.announcedPid() + " (somebody:else, user postgres")
                    .contains("idle in transaction since")
                    .contains("LOCK TABLE people");
        }
        assertThat(tables()).containsExactly("people");
    }

    @Test
    void everyAttemptIsANewInstanceOnANewTransaction() throws Exception {
        migrate(AddPeople.class);
        try (Session other = database.open()) {
            other.execute("BEGIN; LOCK TABLE people");
            Runnable freeOnce = () -> {
                try {
                    other.execute("ROLLBACK");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            };
            try (MigrationCode code = new TestProject(folder).with(AddPeople.class, WaitForPeople.class)) {
                migrator(environment(Optional.empty(), OutOfOrder.WARN), event -> {
                            if (event.toString().contains("attempt 2")) {
                                freeOnce.run();
                            }
                        })
                        .migrate(code, all());
            }
        }
        assertThat(tables()).containsExactly("fresh", "people");
    }

    private Problem onlyProblem(Class<?>... migrations) {
        List<Problem> problems = refusal(() -> migrate(migrations));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}
