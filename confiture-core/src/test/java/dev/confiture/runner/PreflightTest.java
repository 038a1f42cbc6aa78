package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.db.Session;
import dev.confiture.db.lock.LockKey;
import dev.confiture.db.lock.LockTerms;
import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.db.lock.SessionLocks;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.hazard.LockMode;
import dev.confiture.hazard.Tier;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.migration.JavaMigration;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.PreflightReport.Place;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.runner.rehearsal.HeldLock;
import dev.confiture.runner.rehearsal.MeasuredMigration;
import dev.confiture.runner.rehearsal.MeasuredStatement;
import dev.confiture.sql.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class PreflightTest extends MigratorFixture {

    private static final OnTarget ITSELF = terms(false, Optional.empty(), OnTarget.USUAL_LIMIT);

    @Migration(version = "1", name = "create_users", irreversible = "a test")
    public static final class CreateUsers implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE users (id bigserial PRIMARY KEY, name text, size int)");
            db.execute("INSERT INTO users (name, size) SELECT 'u' || g, g FROM generate_series(1, 2000) g");
        }
    }

    @Migration(version = "2", name = "change_users", irreversible = "a test")
    public static final class ChangeUsers implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE INDEX users_name ON users (name)");
            db.update("UPDATE users SET name = upper(name) WHERE id <= ?", 10);
            db.execute("ALTER TABLE users ALTER COLUMN size TYPE bigint");
            db.execute("CREATE TABLE pets (id int PRIMARY KEY)");
        }
    }

    @Migration(version = "3", name = "index_users", transactional = false, irreversible = "a test")
    public static final class IndexUsers implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE FUNCTION slowly(int) RETURNS int IMMUTABLE LANGUAGE plpgsql"
                    + " AS 'BEGIN PERFORM pg_sleep(0.05); RETURN $1; END'");
            db.execute("CREATE INDEX CONCURRENTLY users_size ON users (slowly(size)) WHERE id <= 5");
            db.execute("VACUUM FULL users");
        }
    }

    @Migration(version = "4", name = "fails", irreversible = "a test")
    public static final class Fails implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE half (id int)");
            db.execute("SELECT 1 / 0");
        }
    }

    @Migration(version = "5", name = "commits", rawConnection = true, irreversible = "a test")
    public static final class Commits implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            try (Statement statement = ((Connection) db.connection().unwrap(PGConnection.class)).createStatement()) {
                statement.execute("CREATE TABLE stays (id int)");
                statement.execute("COMMIT");
            }
        }
    }

    @Migration(version = "6", name = "sleeps", irreversible = "a test")
    public static final class Sleeps implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("SELECT pg_sleep(60)");
        }
    }

    @Migration(version = "7", name = "in_app_schema", irreversible = "a test")
    public static final class InAppSchema implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE found_by_path (id int)");
            db.execute("ALTER TABLE app.found_by_path ADD name text");
        }
    }

    @Migration(version = "8", name = "change_users_again", irreversible = "a test")
    public static final class ChangeUsersAgain implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("SELECT 1");
            db.execute("CREATE INDEX users_size ON users (size)");
            db.execute("ALTER TABLE users ADD COLUMN note text");
        }
    }

    @Test
    void locksOfAnEarlierMigrationCountWhereALaterOneWouldTakeThemAgain() throws SQLException {
        migrate(CreateUsers.class);

        List<MeasuredStatement> later = rolledBack(ITSELF, ChangeUsers.class, ChangeUsersAgain.class)
                .migrations()
                .get(1)
                .statements();

        assertThat(later.get(0).locks()).as("of a statement that needs none").isEmpty();
        assertThat(later.get(1).locks())
                .filteredOn(lock -> lock.mode() == LockMode.SHARE)
                .singleElement()
                .matches(HeldLock::isAgain)
                .extracting(HeldLock::relation)
                .isEqualTo("public.users");
        assertThat(later.get(2).locks())
                .filteredOn(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE)
                .extracting(HeldLock::relation)
                .containsExactly("public.users");
        assertThat(later.get(2).rewritten()).as("what the earlier one rewrote").isEmpty();
    }

    @Test
    void oneStatementMayTakeNoLongerThanItIsAllowed() throws SQLException {
        migrate(CreateUsers.class);
        OnTarget terms = new OnTarget(false, Optional.empty(), OnTarget.USUAL_LIMIT, Duration.ofMillis(50));

        assertThat(refusal(() -> rolledBack(terms, Sleeps.class)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).contains("57014"));
    }

    @Test
    void whatAMigrationDidIsMeasuredAndNothingOfItStays() throws SQLException {
        migrate(CreateUsers.class);
        List<String> before = everything();

        for (PreflightReport report : List.of(onCopy(ChangeUsers.class), rolledBack(ITSELF, ChangeUsers.class))) {
            assertMeasured(report.migrations().get(0));
            assertThat(report.tier()).isEqualTo(Tier.IRREVERSIBLE);
        }

        assertThat(everything()).isEqualTo(before);
        assertThat(copies()).isEmpty();
    }

    private static void assertMeasured(MeasuredMigration migration) {
        List<MeasuredStatement> statements = migration.statements();
        assertThat(statements).hasSize(4).noneMatch(MeasuredStatement::sampled);

        MeasuredStatement index = statements.get(0);
        assertThat(index.locks()).first().satisfies(lock -> {
            assertThat(lock.relation()).isEqualTo("public.users");
            assertThat(lock.mode()).isEqualTo(LockMode.SHARE);
            assertThat(lock.bytes()).isPositive();
        });
        assertThat(index.indexes())
                .extracting(MeasuredStatement.BuiltIndex::name)
                .containsExactly("public.users_name");
        assertThat(index.rewritten()).isEmpty();
        assertThat(index.held())
                .as("to the end of the migration")
                .isGreaterThanOrEqualTo(
                        statements.stream().map(MeasuredStatement::took).reduce(Duration.ZERO, Duration::plus));
        assertThat(statements)
                .flatExtracting(MeasuredStatement::locks)
                .extracting(HeldLock::relation)
                .as("no catalog, no ledger")
                .allMatch(name -> name.startsWith("public.users"));

        MeasuredStatement update = statements.get(1);
        assertThat(update.rows()).contains(10L);
        assertThat(update.walBytes()).isPositive();
        assertThat(update.locks()).anyMatch(lock -> lock.mode() == LockMode.ROW_EXCLUSIVE);

        MeasuredStatement type = statements.get(2);
        assertThat(type.rewritten()).contains("public.users");
        assertThat(type.locks()).first().matches(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE);

        assertThat(statements.get(3).locks()).isEmpty();
        assertThat(migration.longestExclusive())
                .hasValueSatisfying(
                        longest -> assertThat(longest.lock().relation()).isEqualTo("public.users"));
    }

    @Test
    void whatRunsOutsideATransactionRunsOnACopyOnly() throws SQLException {
        migrate(CreateUsers.class);

        List<MeasuredStatement> statements =
                onCopy(IndexUsers.class).migrations().get(0).statements();

        assertThat(statements).hasSize(3).allMatch(MeasuredStatement::sampled);
        assertThat(statements.get(1).locks())
                .as("what a second session saw meanwhile")
                .anyMatch(lock -> lock.mode() == LockMode.SHARE_UPDATE_EXCLUSIVE
                        && lock.relation().equals("public.users"));
        assertThat(statements.get(1).indexes()).singleElement().satisfies(index -> {
            assertThat(index.name()).isEqualTo("public.users_size");
            assertThat(index.bytes()).isPositive();
        });
        assertThat(statements.get(2).rewritten()).contains("public.users").noneMatch(name -> name.contains("tb_"));
        assertThat(column("SELECT relname FROM pg_class WHERE relname = 'users_size'"))
                .isEmpty();
        assertThat(refusal(() -> rolledBack(ITSELF, IndexUsers.class)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PREFLIGHT_REFUSED);
    }

    @Test
    void aFailureIsToldAndLeavesNothing() throws SQLException {
        migrate(CreateUsers.class);
        List<String> before = everything();

        assertThat(refusal(() -> onCopy(Fails.class)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.RUN_FAILED);
        assertThat(refusal(() -> rolledBack(ITSELF, Fails.class)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.RUN_FAILED);

        assertThat(everything()).isEqualTo(before);
        assertThat(copies()).isEmpty();
    }

    @Test
    void rawConnectionsAreRefusedOnTheTargetAndACommitIsFoundOnACopyOfSomebody() throws SQLException {
        migrate(CreateUsers.class);

        assertThat(refusal(() -> rolledBack(ITSELF, Commits.class)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PREFLIGHT_REFUSED);
        assertThat(tables()).containsExactly("users");
        assertThat(refusal(() -> rolledBack(terms(true, Optional.empty(), ITSELF.limit()), Commits.class)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.RUN_TRANSACTION_ENDED);
    }

    @Test
    void nothingIsRehearsedOnTheTargetBesideARun() throws SQLException {
        migrate(CreateUsers.class);
        Environment plain = environment(Optional.empty(), OutOfOrder.WARN);
        Environment hasty = plain.with(plain.migration().withLockWait(Duration.ZERO));
        LockKey key = LockKey.of(new TrackingTable(Identifier.of("public")).name());

        try (Session other = database.open();
                SessionLocks held = SessionLocks.acquire(
                        other, "confiture:migrate", key, LockTerms.patient(Duration.ZERO), EventSink.none())) {
            held.verifyHeld();
            assertThat(refusal(() -> rolledBack(hasty, ITSELF, ChangeUsers.class)))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.LOCK_HELD);
        }
    }

    @Test
    void itIsSaidFirstWhatARollbackDoesNotUndo() throws SQLException {
        migrate(CreateUsers.class);
        events.clear();

        PreflightReport report = rolledBack(ITSELF, ChangeUsers.class);

        assertThat(events.get(0)).isInstanceOfSatisfying(Event.Noticed.class, first -> {
            assertThat(first.problem().code()).isEqualTo(ProblemCode.PREFLIGHT_STAYS);
            assertThat(first.problem().why()).contains("sequences", "log", "outside PostgreSQL");
            assertThat(report.notices()).contains(first.problem());
        });
    }

    @Test
    void aRehearsalOnTheTargetEndsWhenItsTimeIsUp() throws SQLException {
        migrate(CreateUsers.class);

        assertThat(refusal(() -> rolledBack(terms(false, Optional.empty(), Duration.ofMillis(200)), Sleeps.class)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.RUN_FAILED, ProblemCode.PREFLIGHT_REFUSED);
    }

    @Test
    void aProtectedDatabaseIsRehearsedOnOnlyIfItsNameIsRepeated() throws SQLException {
        migrate(CreateUsers.class);
        Environment guarded = environment(Optional.of("its name is production"), OutOfOrder.WARN);

        assertThat(refusal(() -> rolledBack(guarded, ITSELF, ChangeUsers.class)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PREFLIGHT_UNCONFIRMED);
        OnTarget confirmed = terms(false, Optional.of(database.database().name()), ITSELF.limit());
        assertThat(rolledBack(guarded, confirmed, ChangeUsers.class).place()).isEqualTo(Place.ROLLED_BACK);
    }

    @Test
    void whatIsProtectedIsNotCopiedNorTakenForACopy() throws SQLException {
        migrate(CreateUsers.class);
        Environment guarded = environment(Optional.of("its name is production"), OutOfOrder.WARN);
        OnTarget saidToBeACopy = terms(true, Optional.empty(), ITSELF.limit());

        assertThat(refusal(() -> rolledBack(guarded, saidToBeACopy, ChangeUsers.class)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PREFLIGHT_UNCONFIRMED);
        try (MigrationCode code = new TestProject(folder).with(CreateUsers.class)) {
            migrator(guarded, events::add).migrate(code, all());
        }
        assertThat(refusal(() -> onCopy(ChangeUsers.class)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).contains("its ledger says so"));
    }

    @Test
    void aCopyHasTheSettingsOfItsDatabase() throws SQLException {
        migrate(CreateUsers.class);
        session.execute(
                "CREATE SCHEMA app; ALTER DATABASE " + database.database().name() + " SET search_path TO app");
        assertThat(onCopy(InAppSchema.class).migrations()).hasSize(1);
    }

    @Test
    void aDatabaseInUseIsNotCopiedAndItIsSaidByWhom() throws SQLException {
        migrate(CreateUsers.class);

        assertThat(refusal(() -> copyWhileOpen(ChangeUsers.class)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.PREFLIGHT_NO_COPY);
                    assertThat(problem.why()).contains("confiture:test");
                });
        assertThat(copies()).isEmpty();
    }

    private static OnTarget terms(boolean isCopy, Optional<String> confirmed, Duration limit) {
        return new OnTarget(isCopy, confirmed, limit, OnTarget.USUAL_STATEMENT_LIMIT);
    }

    private PreflightReport onCopy(Class<?>... migrations) {
        try {
            session.close(); // else the database is in use
            try {
                return copyWhileOpen(migrations);
            } finally {
                session = database.open();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PreflightReport copyWhileOpen(Class<?>... migrations) {
        try (MigrationCode code = new TestProject(folder).with(with(migrations))) {
            return preflight(environment(Optional.empty(), OutOfOrder.WARN)).onCopy(code, all());
        }
    }

    private PreflightReport rolledBack(OnTarget terms, Class<?>... migrations) {
        return rolledBack(environment(Optional.empty(), OutOfOrder.WARN), terms, migrations);
    }

    private PreflightReport rolledBack(Environment environment, OnTarget terms, Class<?>... migrations) {
        try (MigrationCode code = new TestProject(folder).with(with(migrations))) {
            return preflight(environment).rolledBack(code, all(), terms);
        }
    }

    private Preflight preflight(Environment environment) {
        return new Preflight(database.database(), environment, OrphanChoice.LEAVE, events::add);
    }

    /** Beside the one that ran. */
    private static Class<?>[] with(Class<?>... migrations) {
        List<Class<?>> all = new ArrayList<>(List.of(CreateUsers.class));
        all.addAll(List.of(migrations));
        return all.toArray(Class<?>[]::new);
    }

    private List<String> copies() throws SQLException {
        return column("SELECT datname FROM pg_database WHERE datname LIKE 'confiture_preflight%'");
    }

    /** Relations, rows and the ledger. */
    private List<String> everything() throws SQLException {
        List<String> everything =
                new ArrayList<>(column("SELECT c::text FROM (SELECT relname, relkind, relfilenode FROM"
                        + " pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY oid) c"));
        for (String table : column("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                + " 'public'::regnamespace ORDER BY 1")) {
            everything.addAll(column("SELECT '" + table + " ' || ROW(t.*)::text FROM " + table + " t ORDER BY 1"));
        }
        return everything;
    }
}
