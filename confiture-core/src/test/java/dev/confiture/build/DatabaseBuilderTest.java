package dev.confiture.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.TestServer;
import dev.confiture.build.BuildReport.Outcome;
import dev.confiture.build.BuildRequest.Consent;
import dev.confiture.build.BuildRequest.Server;
import dev.confiture.config.BuildSettings;
import dev.confiture.config.BuildSettings.Existing;
import dev.confiture.config.Environment;
import dev.confiture.config.SeedMode;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.Session;
import dev.confiture.db.lock.LockKey;
import dev.confiture.db.lock.LockTerms;
import dev.confiture.db.lock.SessionLocks;
import dev.confiture.event.EventSink;
import dev.confiture.history.LedgerState;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.ledger.Ledger;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.SchemaFile.Purpose;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseBuilderTest {

    private static final String USERS = "create schema app;\ncreate table app.users (id int primary key);\n";
    private static final String LARGE = USERS + "comment on table app.users is 'x';\n".repeat(50);
    private static final ResolvedMigration FIRST = KnownMigration.of("1", false);
    private static final ResolvedMigration SECOND = KnownMigration.of("2", false);
    private static final ResolvedMigration DATA = KnownMigration.of("3", true);

    private final Database database = TestServer.maintenance().named("build test");
    private final TrackingTable ledger = new TrackingTable(Identifier.of("public"));

    @BeforeEach
    @AfterEach
    void noDatabase() throws SQLException {
        onServer(session -> session.execute("DROP DATABASE IF EXISTS \"build test\" WITH (FORCE)"));
    }

    @Test
    void theClassPathDoesNotDecideInWhichOrderMigrationsAreStamped() throws SQLException {
        assertThat(build(USERS, SECOND, DATA, FIRST).stamped()).containsExactly("1 m1", "2 m2");
        assertThat(readLedger().rows()).extracting(row -> row.version().text()).containsExactly("1", "2");
    }

    @Test
    void anAbsentDatabaseIsCreatedAndKnowsEveryMigrationButThoseThatMoveData() throws SQLException {
        BuildReport report = build(USERS, FIRST, SECOND, DATA);

        assertThat(report.outcome()).isIn(Outcome.CREATED, Outcome.CLONED);
        assertThat(report.stamped()).containsExactly("1 m1", "2 m2");
        assertThat(report.pending()).containsExactly("3 m3");
        assertThat(tables()).containsExactly("app.users");
        assertThat(readLedger().rows())
                .allMatch(
                        row -> row.state() == LedgerState.BUILT && row.source().isEmpty())
                .extracting(row -> row.version().text())
                .containsExactly("1", "2");
        assertThat(readLedger().schemaSha256()).contains(schema(USERS).sha256());
    }

    @Test
    void anEmptyDatabaseIsFilledAndExtensionsDoNotCount() throws SQLException {
        onServer(session -> session.execute("CREATE DATABASE \"build test\""));
        execute("CREATE EXTENSION pgcrypto; CREATE SCHEMA nothing");

        assertThat(build(USERS, FIRST).outcome()).isEqualTo(Outcome.FILLED);

        assertThat(tables()).containsExactly("app.users");
        assertThat(readLedger().rows()).hasSize(1);
    }

    @Test
    void theSameSchemaIsUpToDateAndNothingIsWritten() throws SQLException {
        build(USERS, FIRST);
        long before = events();

        assertThat(build(USERS, FIRST, SECOND).outcome()).isEqualTo(Outcome.UP_TO_DATE);

        assertThat(events()).isEqualTo(before);
        assertThat(readLedger().rows()).hasSize(1);
    }

    @Test
    void aChangedSchemaKeepsTheDatabaseAndNamesWhatIsPending() throws SQLException {
        build(USERS, FIRST);

        BuildReport report = build(USERS + "create table app.orders ();\n", FIRST, SECOND);

        assertThat(report.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(ProblemCode.BUILD_CHANGED);
            assertThat(finding.why()).contains("pending: 2 m2");
        });
        assertThat(tables()).containsExactly("app.users");
    }

    @Test
    void aChangedSchemaMakesTheDatabaseAnewIfToldSo() throws SQLException {
        build(USERS, FIRST);
        execute("INSERT INTO app.users VALUES (1)");

        BuildReport report = build(request(USERS + "create table app.orders ();\n", Existing.RECREATE, FIRST, SECOND));

        assertThat(report.outcome()).isIn(Outcome.RECREATED, Outcome.RECREATED_AS_CLONE);
        assertThat(tables()).containsExactly("app.orders", "app.users");
        assertThat(count("app.users")).isZero();
        assertThat(readLedger().rows()).hasSize(2);
        assertThat(leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table name as select current_database() as is_now",
                "create table name as select current_catalog as is_now",
                "create table name as select datname as is_now from pg_stat_activity where pid = pg_backend_pid()"
            })
    void aScriptFindsItsDatabaseUnderTheFinalName(String script) throws SQLException {
        build(script + ";\n");

        try (Session session = database.open("confiture:test")) {
            assertThat(session.queryOne("SELECT is_now FROM name", row -> row.getString(1)))
                    .hasValue("build test");
        }
    }

    @Test
    void aLargeSchemaIsFilledByTwoSessionsUnderAnotherName() throws SQLException {
        onServer(session -> session.execute("CREATE DATABASE " + draft().quoted())); // as a killed build leaves it
        List<String> names = new ArrayList<>();
        EventSink watcher = event -> {
            try {
                onServer(session -> names.addAll(session.query(
                        "SELECT DISTINCT datname FROM pg_stat_activity WHERE application_name LIKE 'confiture:build%'"
                                + " AND datname <> current_database()",
                        row -> row.getString(1))));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };

        BuildRequest request = request(LARGE, Existing.KEEP, FIRST);
        assertThat(new DatabaseBuilder(watcher).build(request).outcome()).isIn(Outcome.CREATED, Outcome.CLONED);

        assertThat(names).contains(draft().name()).doesNotContain("build test");
        assertThat(tables()).containsExactly("app.users");
        assertThat(readLedger().rows()).hasSize(1);
        assertThat(exists(draft().name())).isFalse();
        assertThat(build(LARGE, FIRST).outcome()).isEqualTo(Outcome.UP_TO_DATE);
    }

    @Test
    void anErrorInALargeSchemaIsTheOneOfTheScriptsOrder() throws SQLException {
        // The second session never comes to its part, the first error in the script.
        String wrong = LARGE + "comment on table app.user is 'x';\ncreate table app.users ();\n";

        Problem problem = failure(request(wrong, Existing.KEEP));

        assertThat(problem.code()).isEqualTo(ProblemCode.SCHEMA_STATEMENT_FAILED);
        assertThat(problem.what()).contains("\"app.user\" does not exist");
        assertThat(exists("build test")).isFalse();
        assertThat(exists(draft().name())).isFalse();
    }

    @Test
    void aFailedBuildLeavesNoDatabaseBehind() throws SQLException {
        Problem problem = failure(request(USERS + "create tabel x ();\n", Existing.KEEP));

        assertThat(problem.where().orElseThrow().position()).isEqualTo("db/schema/a.sql:3:8");
        assertThat(exists("build test")).isFalse();
    }

    @Test
    void aFailedBuildLeavesAnEmptyDatabaseEmpty() throws SQLException {
        onServer(session -> session.execute("CREATE DATABASE \"build test\""));

        failure(request(USERS + "select 1 / 0;\n", Existing.KEEP));

        assertThat(tables()).isEmpty();
        assertThat(exists("build test")).isTrue();
    }

    @Test
    void aFailedRebuildLeavesTheOldDatabaseAsItWas() throws SQLException {
        build(USERS, FIRST);
        execute("INSERT INTO app.users VALUES (1)");

        failure(request(USERS + "select 1 / 0;\n", Existing.RECREATE, FIRST));

        assertThat(count("app.users")).isEqualTo(1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aRunThatIsUnderWayIsWaitedForBeforeItsDatabaseIsMadeAnew() throws Exception {
        build(USERS, FIRST);
        Session migrating = database.open("confiture:migrate");
        SessionLocks locks = runLocks(migrating);
        CountDownLatch waits = new CountDownLatch(1);

        CompletableFuture<BuildReport> build = CompletableFuture.supplyAsync(() -> new DatabaseBuilder(event -> {
                    if (event.toString().contains("confiture:migrate")) {
                        waits.countDown();
                    }
                })
                .build(request(USERS + "create table x ();\n", Existing.RECREATE)));
        boolean waited = waits.await(30, TimeUnit.SECONDS);
        locks.close();
        migrating.close();

        assertThat(waited).isTrue();
        assertThat(build.get(1, TimeUnit.MINUTES).outcome()).isIn(Outcome.RECREATED, Outcome.RECREATED_AS_CLONE);
    }

    @Test
    void aRunThatTakesTooLongIsNamedAndNotAnApplicationToBeClosed() throws SQLException {
        build(USERS, FIRST);
        BuildRequest plain = request(USERS + "create table x ();\n", Existing.RECREATE);
        Environment open = plain.environment();
        Environment impatient = new Environment(
                open.name(),
                open.database(),
                open.protectedBecause(),
                open.schemaFolders(),
                open.seedMode(),
                open.build(),
                open.migration().withLockWait(Duration.ZERO));

        try (Session migrating = database.open("confiture:migrate");
                SessionLocks locks = runLocks(migrating)) {
            Problem problem = failure(new BuildRequest(
                    impatient, database, Server.EMBEDDED, plain.start(), plain.migrations(), plain.consent()));

            assertThat(problem.code()).isEqualTo(ProblemCode.LOCK_HELD);
            assertThat(problem.toString()).contains("confiture:migrate");
            locks.verifyHeld();
        }
        assertThat(tables()).containsExactly("app.users");
    }

    private SessionLocks runLocks(Session session) throws SQLException {
        return SessionLocks.acquire(
                session,
                "confiture:migrate",
                LockKey.of(ledger.name()),
                LockTerms.patient(Duration.ZERO),
                EventSink.none());
    }

    @Test
    void aDatabaseWithSessionsIsNotMadeAnew() throws SQLException {
        build(USERS, FIRST);

        try (Session other = database.open("an application")) {
            Problem problem = failure(request(USERS + "create table x ();\n", Existing.RECREATE));

            assertThat(problem.code()).isEqualTo(ProblemCode.BUILD_IN_USE);
            assertThat(problem.why()).contains("an application");
            assertThat(other.query("SELECT 1", row -> row.getInt(1))).hasSize(1);
        }
    }

    @Test
    void foreignContentIsNamedAndNothingIsTouched() throws SQLException {
        onServer(session -> session.execute("CREATE DATABASE \"build test\""));
        execute("CREATE TABLE theirs ()");

        Problem problem = failure(request(USERS, Existing.RECREATE));

        assertThat(problem.code()).isEqualTo(ProblemCode.DATABASE_FOREIGN);
        assertThat(problem.why()).contains("table public.theirs");
        assertThat(tables()).containsExactly("public.theirs");
    }

    @Test
    void withoutAnIndexTheLedgerIsUnstamped() throws SQLException {
        BuildRequest seen = request(USERS, Existing.KEEP);
        BuildReport report = build(new BuildRequest(
                seen.environment(),
                database,
                Server.EMBEDDED,
                seen.start(),
                new KnownMigrations.NotSeen("nothing is compiled in target/classes"),
                seen.consent()));

        assertThat(report.findings()).extracting(Problem::code).containsExactly(ProblemCode.BUILD_UNSTAMPED);
        assertThat(readLedger().isUnstamped()).isTrue();
        assertThat(readLedger().rows()).isEmpty();
    }

    @Test
    void insertedRowsAreCountedInClonesToo() throws SQLException {
        String script = USERS + "insert into app.users values (1), (2);\n";

        for (int i = 0; i < 2; i++) {
            noDatabase();
            assertThat(build(script).findings()).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo(ProblemCode.BUILD_ROWS);
                assertThat(finding.what()).isEqualTo("db/schema inserts 2 rows.");
            });
        }
    }

    @Test
    void aProtectedEnvironmentMarksTheLedger() throws SQLException {
        Environment open = environment(Existing.KEEP);
        Environment guarded = new Environment(
                "production",
                open.database(),
                Optional.of("environment \"production\" is marked protected"),
                open.schemaFolders(),
                open.seedMode(),
                open.build(),
                open.migration());
        BuildRequest request = request(USERS, Existing.KEEP);
        build(new BuildRequest(
                guarded, database, Server.EMBEDDED, request.start(), request.migrations(), request.consent()));

        assertThat(readLedger().isProtected()).isTrue();
        assertThat(failure(request(USERS + "create table x ();\n", Existing.RECREATE))
                        .code())
                .isEqualTo(ProblemCode.BUILD_PROTECTED);
    }

    private BuildReport build(String script, ResolvedMigration... migrations) {
        return build(request(script, Existing.KEEP, migrations));
    }

    private static BuildReport build(BuildRequest request) {
        return new DatabaseBuilder(EventSink.none()).build(request);
    }

    private static Problem failure(BuildRequest request) {
        return catchThrowableOfType(ConfitureException.class, () -> build(request))
                .problems()
                .get(0);
    }

    private BuildRequest request(String script, Existing existing, ResolvedMigration... migrations) {
        return new BuildRequest(
                environment(existing),
                database,
                Server.EMBEDDED,
                StartingPoint.today(schema(script), SeedMode.CONCATENATE),
                new KnownMigrations.Seen(List.of(migrations)),
                new Consent(true, Optional.empty()));
    }

    private static Environment environment(Existing existing) {
        return Environment.of("local", new DatabaseUrl.Embedded(OptionalInt.empty(), Optional.empty()))
                .with(BuildSettings.DEFAULTS.with(existing));
    }

    private static BuiltSchema schema(String script) {
        return SchemaBuilder.build(List.of(new SchemaFile("db/schema/a.sql", script, Purpose.SCHEMA)));
    }

    private Ledger readLedger() throws SQLException {
        try (Session session = database.open("confiture:test")) {
            return ledger.read(session).orElseThrow();
        }
    }

    private long events() throws SQLException {
        return count("public.tb_confiture_event");
    }

    private long count(String table) throws SQLException {
        try (Session session = database.open("confiture:test")) {
            return session.queryOne("SELECT count(*) FROM " + table, row -> row.getLong(1))
                    .orElseThrow();
        }
    }

    private List<String> tables() throws SQLException {
        try (Session session = database.open("confiture:test")) {
            return session.query(
                    "SELECT schemaname || '.' || tablename FROM pg_tables WHERE tablename NOT LIKE 'tb\\_confiture%'"
                            + " AND schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1",
                    row -> row.getString(1));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Session session = database.open("confiture:test")) {
            session.execute(sql);
        }
    }

    private static Identifier draft() {
        return OtherName.of("new", "build test");
    }

    private static List<Identifier> leftovers() throws SQLException {
        try (Session session = TestServer.maintenance().open("confiture:test")) {
            return DatabaseAdmin.on(session).namesStartingWith("confiture_old_");
        }
    }

    private static boolean exists(String name) throws SQLException {
        try (Session session = TestServer.maintenance().open("confiture:test")) {
            return DatabaseAdmin.on(session).exists(Identifier.of(name));
        }
    }

    private static void onServer(Work work) throws SQLException {
        try (Session session = TestServer.maintenance().open("confiture:test")) {
            work.run(session);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(Session session) throws SQLException;
    }
}
