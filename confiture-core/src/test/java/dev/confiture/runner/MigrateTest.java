package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.config.SeedMode;
import dev.confiture.db.Session;
import dev.confiture.db.lock.LockKey;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.history.LedgerState;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.ledger.LedgerEvent;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.migration.Down;
import dev.confiture.migration.JavaMigration;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.ReversibleMigration;
import dev.confiture.migration.Up;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.attempt.Ran;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MigrateTest extends MigratorFixture {

    @Migration(version = "1", name = "add_users")
    public static final class AddUsers implements ReversibleMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE users (id bigint PRIMARY KEY, name text)");
            db.update("INSERT INTO users VALUES (?, ?)", 1, "ann");
        }

        @Override
        public void down(MigrationContext db) throws SQLException {
            db.execute("DROP TABLE users");
        }
    }

    @Migration(version = "2", name = "add_bio")
    @Up("ALTER TABLE users ADD COLUMN bio text")
    @Down("ALTER TABLE users DROP COLUMN bio")
    public static final class AddBio {}

    @Migration(version = "3", name = "broken", irreversible = "a test")
    public static final class Broken implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE half ();\nALTER TABLE users\n  ADD COLUMN 🎈 tex");
        }
    }

    @Migration(version = "4", name = "orphans", irreversible = "a test")
    public static final class Orphans implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE child (parent bigint REFERENCES users DEFERRABLE INITIALLY DEFERRED);"
                    + " INSERT INTO child VALUES (99)");
        }
    }

    @Migration(version = "5", name = "untidy", irreversible = "a test")
    public static final class Untidy implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("SET search_path = pg_catalog; SET lock_timeout = 1; CREATE TEMP TABLE leftover ();"
                    + " CREATE ROLE confiture_test_untidy; GRANT ALL ON SCHEMA public TO confiture_test_untidy;"
                    + " SET ROLE confiture_test_untidy");
        }
    }

    @Migration(version = "6", name = "tidy", irreversible = "a test")
    public static final class Tidy implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE seen AS SELECT current_user AS who, to_regclass('leftover') AS leftover,"
                    + " current_setting('search_path') AS path; DROP OWNED BY confiture_test_untidy;"
                    + " DROP ROLE confiture_test_untidy");
        }
    }

    @Migration(version = "7", name = "fill", data = true, irreversible = "a test")
    public static final class Fill implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE filled ()");
        }
    }

    @Test
    void anEmptyDatabaseGetsALedgerAndEveryMigrationInVersionOrder() throws SQLException {
        MigrationReport report = migrate(AddBio.class, AddUsers.class);
        assertThat(report.ran()).extracting(ran -> ran.migration().label()).containsExactly("1 add_users", "2 add_bio");
        assertThat(report.pending()).isEmpty();
        assertThat(events).contains(new Event.Started("applying 2 add_bio (2 of 2)"));
        assertThat(rows()).containsExactly("1 add_users applied", "2 add_bio applied");
        assertThat(eventKinds()).containsExactly("created", "applied", "applied");
        assertThat(column("SELECT name || coalesce(bio, '') FROM users")).containsExactly("ann");
        assertThat(column("SELECT DISTINCT source_digest_algorithm || ' ' || sql_digest_algorithm FROM tb_confiture"))
                .containsExactly("java-tokens-1 sql-sent-1");
    }

    @Test
    void aSecondRunDoesNothing() throws SQLException {
        migrate(AddUsers.class);
        assertThat(migrate(AddUsers.class).ran()).isEmpty();
        assertThat(eventKinds()).containsExactly("created", "applied");
    }

    @Test
    void evenARunWithNothingToDoWaitsForWhoeverHoldsALock() throws SQLException {
        migrate(AddUsers.class);
        try (Session other = database.open();
                MigrationCode code = new TestProject(folder).with(AddUsers.class)) {
            LockKey key = LockKey.of(QualifiedName.of("public", "tb_confiture"));
            other.execute("BEGIN; SELECT pg_advisory_xact_lock(1129270854, " + key.ledger() + ")");
            EventSink releaseWhenAwaited = event -> {
                events.add(event);
                release(other);
            };
            MigrationReport report = migrator(environment(Optional.empty(), OutOfOrder.WARN), releaseWhenAwaited)
                    .migrate(code, all());
            assertThat(report.ran()).isEmpty();
        }
        assertThat(events.toString()).contains("waiting for another run");
        assertThat(eventKinds()).containsExactly("created", "applied");
    }

    @Test
    void aTargetLeavesTheRestPending() throws SQLException {
        try (MigrationCode code = new TestProject(folder).with(AddUsers.class, AddBio.class)) {
            MigrationReport report = migrator().migrate(code, to("1"));
            assertThat(report.pending()).extracting(ResolvedMigration::label).containsExactly("2 add_bio");
        }
        assertThat(rows()).containsExactly("1 add_users applied");
    }

    @Test
    void theFirstFailureStopsTheRunAndEarlierOnesStay() throws SQLException {
        Problem problem =
                refusal(() -> migrate(AddUsers.class, Broken.class, Fill.class)).get(0);
        assertThat(problem.code()).isEqualTo(ProblemCode.RUN_FAILED);
        assertThat(problem.what()).isEqualTo("Migration 3 broken failed in up.");
        assertThat(problem.where().orElseThrow().file()).isEqualTo("dev/confiture/runner/MigrateTest.java");
        assertThat(problem.where().orElseThrow().line()).isGreaterThan(40);
        assertThat(problem.why()).isEqualTo("""
                        type "tex" does not exist (SQLSTATE 42704)
                        | ALTER TABLE users
                        |   ADD COLUMN 🎈 tex
                        |                ^
                        nothing of it stays: its transaction was rolled back
                        done before it, and staying: 1 add_users""");
        assertThat(rows()).containsExactly("1 add_users applied");
        assertThat(tables()).containsExactly("users");
    }

    @Test
    void aDeferredConstraintIsCheckedBeforeTheRowIsWritten() throws SQLException {
        assertThat(refusal(() -> migrate(AddUsers.class, Orphans.class)).get(0).why())
                .contains("SQLSTATE 23503");
        assertThat(rows()).containsExactly("1 add_users applied");
        assertThat(tables()).containsExactly("users");
    }

    @Test
    void noMigrationDependsOnTheSessionThatAnotherLeft() throws SQLException {
        migrate(Untidy.class, Tidy.class);
        assertThat(column("SELECT (who = session_user) || coalesce(leftover::text, '') || path FROM seen"))
                .containsExactly("true\"$user\", public");
        assertThat(column("SELECT DISTINCT applied_by = session_user FROM tb_confiture"))
                .containsExactly("t");
    }

    @Test
    void whenNothingIsPendingTheSchemaThenPresentIsRecorded() throws SQLException {
        try (MigrationCode code = new TestProject(folder).with(AddUsers.class, AddBio.class)) {
            migrator().migrate(code, new MigrateRequest(to("1").target(), Map.of(SeedMode.CONCATENATE, "aa")));
            assertThat(eventKinds()).doesNotContain("migrated_to");
            migrator().migrate(code, new MigrateRequest(Optional.empty(), Map.of(SeedMode.CONCATENATE, "aa")));
            migrator().migrate(code, new MigrateRequest(Optional.empty(), Map.of(SeedMode.CONCATENATE, "aa")));
        }
        assertThat(eventKinds()).containsExactly("created", "applied", "applied", "migrated_to");
    }

    @Test
    void aDatabaseOfSomebodyElseIsRefusedAndLeftAlone() throws SQLException {
        session.execute("CREATE TABLE theirs ()");
        assertThat(refusal(() -> migrate(AddUsers.class)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.DATABASE_FOREIGN);
        assertThat(column("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .containsExactly("theirs");
    }

    @Test
    void anAbsentDatabaseIsAProblemThatNamesBuild() {
        Migrator migrator = new Migrator(
                database.database().named("absent"), environment(Optional.empty(), OutOfOrder.WARN), events::add);
        try (MigrationCode code = new TestProject(folder).with(AddUsers.class)) {
            Problem problem = refusal(() -> migrator.migrate(code, all())).get(0);
            assertThat(problem.code()).isEqualTo(ProblemCode.DATABASE_ABSENT);
            assertThat(problem.fix()).contains("confiture:build");
        }
    }

    @Test
    void anUnstampedBuildIsStampedIfTheSchemaIsStillTheSame() throws SQLException {
        unstampedBuild("aa");
        try (MigrationCode code = new TestProject(folder).with(AddUsers.class, Fill.class)) {
            assertThat(refusal(() -> migrator()
                            .migrate(code, new MigrateRequest(Optional.empty(), Map.of(SeedMode.CONCATENATE, "bb")))))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.LEDGER_UNSTAMPED);
            assertThat(rows()).isEmpty();
            migrator().migrate(code, new MigrateRequest(Optional.empty(), Map.of(SeedMode.CONCATENATE, "aa")));
        }
        assertThat(rows()).containsExactly("1 add_users built", "7 fill applied");
        assertThat(eventKinds()).containsExactly("created", "built", "unstamped", "stamped", "applied", "migrated_to");
    }

    private void unstampedBuild(String sha256) throws SQLException {
        TrackingTable ledger = new TrackingTable(Identifier.of("public"));
        ledger.create(session);
        ledger.record(session, LedgerEvent.built(sha256, "db/schema", SeedMode.CONCATENATE));
        ledger.record(session, LedgerEvent.unstamped());
    }

    @Test
    void anEditedMigrationStopsEverything() throws SQLException {
        migrate(AddUsers.class);
        try (MigrationCode code = new TestProject(folder).withDigest("2", AddUsers.class, AddBio.class)) {
            assertThat(refusal(() -> migrator().migrate(code, all())))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.HISTORY_CHANGED);
        }
        assertThat(rows()).containsExactly("1 add_users applied");
    }

    @Test
    void aProtectedEnvironmentMarksTheLedgerWhichThenRefusesLateMigrations() throws SQLException {
        try (MigrationCode code = new TestProject(folder).with(Fill.class)) {
            migrator(environment(Optional.of("it is marked protected"), OutOfOrder.WARN), events::add)
                    .migrate(code, all());
        }
        assertThat(eventKinds()).containsExactly("created", "protected", "applied");
        assertThat(refusal(() -> migrate(AddUsers.class, Fill.class)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.HISTORY_OUT_OF_ORDER);
    }

    @Test
    void aLateMigrationRunsWithAWarning() throws SQLException {
        migrate(Fill.class);
        MigrationReport report = migrate(AddUsers.class, Fill.class);
        assertThat(report.notices()).extracting(Problem::code).containsExactly(ProblemCode.HISTORY_OUT_OF_ORDER);
        assertThat(events).anyMatch(Event.Noticed.class::isInstance);
        assertThat(rows()).containsExactly("7 fill applied", "1 add_users applied");
    }

    @Migration(version = "10", name = "work", irreversible = "a test")
    public static final class Work implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE work (id int); INSERT INTO work SELECT generate_series(1, 4)");
            db.update("UPDATE work SET id = id + 1 WHERE id > ?", 2);
            db.batch("INSERT INTO work VALUES (?)", List.of(new Object[] {7}, new Object[] {8}));
            db.query("SELECT id FROM work", row -> row.getInt(1));
        }
    }

    @Test
    void theReportSaysHowMuchEachMigrationDid() {
        assertThat(migrate(Work.class).ran())
                .extracting(Ran::statements, Ran::changedRows)
                .containsExactly(tuple(5, 8L));
    }

    @Test
    void aLockThatIsFreedInTimeIsTriedForAgainOnANewInstance() throws SQLException {
        migrate(AddUsers.class);
        try (Session other = database.open()) {
            other.execute("BEGIN; LOCK TABLE users");
            try (MigrationCode code = new TestProject(folder).with(AddUsers.class, Impatient.class)) {
                migrator(environment(Optional.empty(), OutOfOrder.WARN), event -> {
                            events.add(event);
                            if (event instanceof Event.Progressed) {
                                release(other);
                            }
                        })
                        .migrate(code, all());
            }
        }
        assertThat(rows()).containsExactly("1 add_users applied", "8 impatient applied");
        assertThat(events.stream().filter(Event.Progressed.class::isInstance)).hasSize(1);
    }

    private static void release(Session other) {
        try {
            other.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLockThatNobodyFreesFailsAfterAllAttempts() throws SQLException {
        migrate(AddUsers.class);
        try (Session other = database.open()) {
            other.execute("BEGIN; LOCK TABLE users");
            assertThat(refusal(() -> migrate(AddUsers.class, Impatient.class))
                            .get(0)
                            .why())
                    .contains("SQLSTATE 55P03");
        }
        assertThat(events.stream().filter(Event.Progressed.class::isInstance)).hasSize(2);
    }

    @Migration(version = "8", name = "impatient", lockTimeout = "20ms")
    @Up("ALTER TABLE users ADD COLUMN age int")
    @Down("ALTER TABLE users DROP COLUMN age")
    public static final class Impatient {}

    @Test
    void aMigrationForAnotherEnvironmentDoesNotRunHere() throws SQLException {
        assertThat(migrate(AddUsers.class, Elsewhere.class).ran()).hasSize(1);
        assertThat(rows()).containsExactly("1 add_users applied");
    }

    @Migration(version = "9", name = "elsewhere", environments = "production")
    @Up("CREATE TABLE elsewhere ()")
    @Down("DROP TABLE elsewhere")
    public static final class Elsewhere {}

    @Test
    void aLedgerRowThatABuildStampedIsNotRun() throws SQLException {
        TrackingTable ledger = new TrackingTable(Identifier.of("public"));
        ledger.create(session);
        session.execute("CREATE TABLE users (id bigint)");
        try (MigrationCode code = new TestProject(folder).with(AddUsers.class)) {
            ledger.stamp(session, code.migrations());
        }
        migrate(AddUsers.class, AddBio.class);
        assertThat(rows()).containsExactly("1 add_users " + LedgerState.BUILT.text(), "2 add_bio applied");
    }

    @Test
    void twoRunsAtOnceApplyEverythingOnce() throws Exception {
        try (MigrationCode code = new TestProject(folder).with(AddUsers.class, AddBio.class)) {
            Callable<MigrationReport> run =
                    () -> migrator(environment(Optional.empty(), OutOfOrder.WARN), EventSink.none())
                            .migrate(code, all());
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<String> ran = new ArrayList<>();
                for (Future<MigrationReport> report : threads.invokeAll(List.of(run, run))) {
                    report.get().ran().forEach(one -> ran.add(one.migration().label()));
                }
                assertThat(ran).containsExactly("1 add_users", "2 add_bio");
            } finally {
                threads.shutdownNow();
            }
        }
        assertThat(rows()).containsExactly("1 add_users applied", "2 add_bio applied");
    }
}
