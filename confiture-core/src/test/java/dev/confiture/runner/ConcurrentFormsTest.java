package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.TestServer;
import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.db.Session;
import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.embedded.binaries.BinariesArtifact;
import dev.confiture.event.Event;
import dev.confiture.history.MigrationState;
import dev.confiture.migration.Down;
import dev.confiture.migration.JavaMigration;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.Up;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.attempt.Retries;
import dev.confiture.runner.code.MigrationCode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CONCURRENTLY leaves when its server process is ended in the middle, on every major. */
class ConcurrentFormsTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private ExecutorService other;

    @BeforeEach
    void start() {
        other = Executors.newSingleThreadExecutor();
    }

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    @Migration(version = "1", name = "tables")
    @Up({
        "CREATE TABLE item (id int PRIMARY KEY, email text); INSERT INTO item VALUES (1, 'a'), (2, 'b')",
        "CREATE INDEX item_old ON item (email)",
        "CREATE TABLE part (id int NOT NULL) PARTITION BY RANGE (id)",
        "CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (10)"
    })
    @Down("DROP TABLE item, part")
    public static final class Tables {}

    @Migration(version = "2", name = "creates", transactional = false)
    @Up("CREATE INDEX CONCURRENTLY IF NOT EXISTS item_new ON item (email, id)")
    @Down("DROP INDEX CONCURRENTLY item_new")
    public static final class Creates {}

    @Migration(version = "2", name = "drops", transactional = false)
    @Up("DROP INDEX CONCURRENTLY item_old")
    @Down("CREATE INDEX CONCURRENTLY item_old ON item (email)")
    public static final class Drops {}

    @Migration(version = "2", name = "reindexes", transactional = false)
    @Up("REINDEX TABLE CONCURRENTLY item")
    @Down("SELECT 1")
    public static final class Reindexes {}

    @Migration(version = "2", name = "detaches", transactional = false)
    @Up("ALTER TABLE part DETACH PARTITION part_1 CONCURRENTLY")
    @Down("ALTER TABLE part ATTACH PARTITION part_1 FOR VALUES FROM (0) TO (10)")
    public static final class Detaches {}

    static List<Integer> majors() {
        return BinariesArtifact.majors().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void everyFormIsBroughtToItsEndByTheNextRun(int major) throws Exception {
        for (Class<?> form : List.of(Creates.class, Drops.class, Reindexes.class, Detaches.class)) {
            try (TestServer.FreshDatabase database = TestServer.freshDatabase(major);
                    Session session = database.open()) {
                migrate(database, Tables.class);
                try (Session reader = database.open()) {
                    Future<MigrationReport> run = reader.inTransaction(open -> {
                        open.execute("LOCK TABLE item, part_1, part IN ROW EXCLUSIVE MODE; SELECT count(*) FROM part");
                        Future<MigrationReport> started = other.submit(() -> migrate(database, Tables.class, form));
                        until(session, "SELECT count(*) = 1 FROM pg_stat_activity WHERE " + WORKER + WAITING);
                        session.execute(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + WORKER + WAITING);
                        assertThatThrownBy(() -> started.get(1, TimeUnit.MINUTES))
                                .hasCauseInstanceOf(ConfitureException.class);
                        return started;
                    });
                    assertThat(run.isDone()).isTrue();
                }
                assertThat(status(database, Tables.class, form).entries().get(1).state())
                        .isEqualTo(MigrationState.UNFINISHED);

                migrate(database, Tables.class, form);

                assertThat(column(session, "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
                        .isEmpty();
                assertThat(outcome(session)).as(form.getSimpleName()).isEqualTo(expected(form));
            }
        }
    }

    private static final String WORKER =
            "datname = current_database() AND query LIKE '%CONCURRENTLY%' AND pid <> pg_backend_pid()";
    private static final String WAITING = " AND wait_event_type = 'Lock'";

    private static String outcome(Session session) throws SQLException {
        return String.join(
                " ",
                column(
                        session,
                        "SELECT relname FROM pg_class WHERE relkind = 'i' AND relnamespace = 'public'::regnamespace"
                                + " AND relname LIKE 'item%' UNION ALL SELECT inhrelid::regclass::text FROM pg_inherits"
                                + " ORDER BY 1"));
    }

    private static String expected(Class<?> form) {
        if (form == Creates.class) {
            return "item_new item_old item_pkey part_1";
        }
        if (form == Drops.class) {
            return "item_pkey part_1";
        }
        return form == Detaches.class ? "item_old item_pkey" : "item_old item_pkey part_1";
    }

    @Test
    void anIndexThatSomebodyStillBuildsIsWaitedForAndThenTaken() throws Exception {
        try (TestServer.FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open();
                Session builder = database.open();
                Session reader = database.open()) {
            migrate(database, Tables.class);
            List<Future<Long>> builds = new ArrayList<>();
            ExecutorService building = Executors.newSingleThreadExecutor();
            try {
                Future<MigrationReport> run = reader.inTransaction(open -> {
                    open.execute("LOCK TABLE item IN ROW EXCLUSIVE MODE");
                    builds.add(building.submit(
                            () -> builder.execute("CREATE INDEX CONCURRENTLY item_new ON item (email, id)")));
                    until(session, "SELECT count(*) = 1 FROM pg_stat_activity WHERE " + WORKER + WAITING);
                    Future<MigrationReport> started =
                            other.submit(() -> migrate(database, Tables.class, Creates.class));
                    until(() -> events.stream()
                            .anyMatch(event -> event instanceof Event.Progressed progress
                                    && progress.detail().endsWith("which is building public.item_new")));
                    return started;
                });
                assertThat(run.get(1, TimeUnit.MINUTES).ran()).hasSize(1);
                assertThat(builds.get(0).get(1, TimeUnit.MINUTES)).isZero();
            } finally {
                building.shutdownNow();
            }
            assertThat(outcome(session)).isEqualTo(expected(Creates.class));
            assertThat(events.toString()).doesNotContain("left invalid");
        }
    }

    @Migration(version = "3", name = "hides")
    @Up("CREATE INDEX IF NOT EXISTS item_new ON item (email, id)")
    @Down("DROP INDEX item_new")
    public static final class Hides {}

    @Test
    void anInvalidIndexIsShownAndNeverHiddenByIfNotExists() throws Exception {
        try (TestServer.FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open()) {
            migrate(database, Tables.class);
            session.execute("INSERT INTO item VALUES (3, 'a')");
            assertThatThrownBy(() -> session.execute("CREATE UNIQUE INDEX CONCURRENTLY item_new ON item (email)"))
                    .isInstanceOf(SQLException.class);

            assertThat(status(database, Tables.class).findings())
                    .extracting(Problem::what)
                    .containsExactly("The index public.item_new is invalid.");
            assertThatThrownBy(() -> migrate(database, Tables.class, Hides.class))
                    .isInstanceOfSatisfying(
                            ConfitureException.class,
                            refused -> assertThat(refused.problems())
                                    .extracting(Problem::code)
                                    .containsExactly(ProblemCode.DATABASE_INVALID_INDEX));

            migrate(database, Tables.class, Creates.class);
            assertThat(column(session, "SELECT indexdef FROM pg_indexes WHERE indexname = 'item_new'"))
                    .containsExactly("CREATE INDEX item_new ON public.item USING btree (email, id)");
            assertThat(events.toString())
                    .contains("removes the index public.item_new, which a failed build left invalid");
        }
    }

    @Migration(version = "3", name = "hides_on_another_table", transactional = false)
    @Up("CREATE INDEX CONCURRENTLY IF NOT EXISTS item_new ON other (id)")
    @Down("DROP INDEX item_new")
    public static final class HidesElsewhere {}

    @Migration(version = "3", name = "hides_behind_a_comment", irreversible = "a test")
    public static final class HidesBehindAComment implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.update("-- for the search\n/* by mail */ CREATE INDEX IF NOT EXISTS item_new ON item (email)");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {HidesElsewhere.class, HidesBehindAComment.class})
    void noFormOfIfNotExistsTakesAnInvalidIndexForItsOwn(Class<?> form) throws Exception {
        try (TestServer.FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open()) {
            migrate(database, Tables.class);
            session.execute("INSERT INTO item VALUES (3, 'a'); CREATE TABLE other (id int)");
            assertThatThrownBy(() -> session.execute("CREATE UNIQUE INDEX CONCURRENTLY item_new ON item (email)"))
                    .isInstanceOf(SQLException.class);

            assertThatThrownBy(() -> migrate(database, Tables.class, form))
                    .hasMessageContaining("The index public.item_new exists, but is invalid.");
        }
    }

    @Migration(version = "4", name = "fails", transactional = false)
    @Up("CREATE UNIQUE INDEX CONCURRENTLY item_same ON item ((1))")
    @Down("SELECT 1")
    public static final class Fails {}

    @Test
    void whatAFailedBuildLeavesIsRemovedAtOnce() throws Exception {
        try (TestServer.FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open()) {
            migrate(database, Tables.class);
            assertThatThrownBy(() -> migrate(database, Tables.class, Fails.class))
                    .hasMessageContaining("SQLSTATE 23505");
            assertThat(column(session, "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
                    .isEmpty();
            assertThat(column(session, "SELECT sql FROM tb_confiture_statement"))
                    .isEmpty();
        }
    }

    private MigrationReport migrate(TestServer.FreshDatabase database, Class<?>... migrations) {
        try (MigrationCode code = new TestProject(folder).with(migrations)) {
            return migrator(database).migrate(code, MigratorFixture.all());
        }
    }

    private StatusReport status(TestServer.FreshDatabase database, Class<?>... migrations) {
        try (MigrationCode code = new TestProject(folder).with(migrations)) {
            return migrator(database).status(code);
        }
    }

    private Migrator migrator(TestServer.FreshDatabase database) {
        Retries quick = new Retries(3, Duration.ofMillis(2), Duration.ofMillis(2), new Random(1));
        return new Migrator(
                database.database(),
                MigratorFixture.environment(Optional.empty(), OutOfOrder.WARN),
                OrphanChoice.LEAVE,
                events::add,
                quick);
    }

    private static List<String> column(Session session, String sql) throws SQLException {
        return session.query(sql, row -> row.getString(1));
    }

    private static void until(Session session, String question) {
        until(() -> session.queryOne(question, row -> row.getBoolean(1)).orElse(false));
    }

    private static void until(Callable<Boolean> condition) {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        try {
            while (!condition.call()) {
                assertThat(System.nanoTime()).as("the time to wait").isLessThan(end);
                Thread.sleep(20);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
