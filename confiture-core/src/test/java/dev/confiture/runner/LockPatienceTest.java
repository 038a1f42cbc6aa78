package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings;
import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.config.SessionSettings;
import dev.confiture.db.Session;
import dev.confiture.event.Event;
import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.code.MigrationCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long which migration waits for whom. */
class LockPatienceTest extends MigratorFixture {

    private static final Duration SHORT = Duration.ofMillis(50);

    @Migration(version = "1", name = "create_item")
    @Up("CREATE TABLE item (id int)")
    @Down("DROP TABLE item")
    public static final class CreateItem {}

    @Migration(version = "2", name = "once", retryable = false)
    @Up("ALTER TABLE item ADD COLUMN age int")
    @Down("ALTER TABLE item DROP COLUMN age")
    public static final class Once {}

    @Migration(version = "3", name = "add_index", transactional = false)
    @Up("CREATE INDEX CONCURRENTLY item_id ON item (id)")
    @Down("DROP INDEX CONCURRENTLY item_id")
    public static final class AddIndex {}

    @Migration(version = "4", name = "meet")
    @Up({"LOCK TABLE shelf", "ALTER TABLE item ADD COLUMN age int"})
    @Down("ALTER TABLE item DROP COLUMN age")
    public static final class Meet {}

    @Migration(version = "5", name = "meet_once", retryable = false)
    @Up({"LOCK TABLE shelf", "ALTER TABLE item ADD COLUMN age int"})
    @Down("ALTER TABLE item DROP COLUMN age")
    public static final class MeetOnce {}

    @Migration(version = "6", name = "third_time")
    @Up("DO $$ BEGIN IF nextval('tries') < 3 THEN RAISE serialization_failure; END IF; END $$")
    @Down("SELECT 1")
    public static final class ThirdTime {}

    @BeforeEach
    void anItem() {
        migrate(CreateItem.class);
        events.clear();
    }

    @Test
    void whatMustNotBeRepeatedIsTriedOnce() throws SQLException {
        try (Session other = database.open()) {
            other.execute("BEGIN; LOCK TABLE item");

            Problem problem = refusal(() -> migrate(patience(Optional.empty()), Once.class))
                    .get(0);

            assertThat(problem.code()).isEqualTo(ProblemCode.RUN_LOCK_TIMEOUT);
            assertThat(events).noneMatch(event -> event.toString().contains("attempt"));
        }
    }

    @Test
    void theVictimOfADeadlockIsTriedAgain() throws Exception {
        meeting(() -> migrate(CreateItem.class, Meet.class));

        assertThat(rows()).containsExactly("1 create_item applied", "4 meet applied");
        assertThat(events).anyMatch(event -> event.toString().contains("deadlock; attempt 2 of 3"));
    }

    @Test
    void theVictimOfADeadlockIsNotToldToCorrectTheMigration() throws Exception {
        meeting(() -> {
            Problem problem =
                    refusal(() -> migrate(CreateItem.class, MeetOnce.class)).get(0);
            assertThat(problem.code()).isEqualTo(ProblemCode.RUN_FAILED);
            assertThat(problem.why()).contains("deadlock detected");
            assertThat(problem.fix()).startsWith("run the goal again").doesNotContain("correct");
        });
    }

    @Test
    void aTransactionThatCouldNotBeSerializedIsTriedAgain() throws SQLException {
        session.execute("CREATE SEQUENCE tries");

        migrate(CreateItem.class, ThirdTime.class);

        assertThat(rows()).contains("6 third_time applied");
    }

    /** Has another session and what runs wait for each other, such that the other one is never the victim. */
    private void meeting(Runnable run) throws Exception {
        session.execute("CREATE TABLE shelf (id int)");
        try (Session other = database.open()) {
            other.execute("SET deadlock_timeout = '1min'; BEGIN; LOCK TABLE item");
            CompletableFuture<Void> goesOn = CompletableFuture.runAsync(() -> goOnOnceWaitedFor(other));
            run.run();
            goesOn.get(1, TimeUnit.MINUTES);
        }
    }

    private void goOnOnceWaitedFor(Session other) {
        String waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'item'::regclass";
        try {
            while (column(waits).isEmpty()) {
                Thread.onSpinWait();
            }
            other.execute("LOCK TABLE shelf; COMMIT");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aConcurrentBuildWaitsLongerThanTheLockTimeoutAndSaysForWhom() throws SQLException {
        try (Session other = database.open()) {
            other.execute("BEGIN; INSERT INTO item VALUES (1)");
            String waiting = "for process " + other.announcedPid();

            try (MigrationCode code = new TestProject(folder).with(CreateItem.class, AddIndex.class)) {
                migrator(patience(Optional.empty()), event -> {
                            events.add(event);
                            if (event.toString().contains(waiting)) {
                                commit(other);
                            }
                        })
                        .migrate(code, all());
            }

            assertThat(events)
                    .anyMatch(event -> event instanceof Event.Progressed
                            && event.toString().contains("INSERT INTO item VALUES (1)"));
            assertThat(validIndexes()).containsExactly("item_id");
        }
    }

    @Test
    void whereConcurrentlyWaitEndsTheWaitWhoCausedItIsNamedAndTheNextRunClearsUp() throws SQLException {
        try (Session other = database.open()) {
            other.execute("BEGIN; INSERT INTO item VALUES (1)");

            Problem problem = refusal(() -> migrate(patience(Optional.of(SHORT.multipliedBy(4))), AddIndex.class))
                    .get(0);

            assertThat(problem.code()).isEqualTo(ProblemCode.RUN_LOCK_TIMEOUT);
            assertThat(problem.why()).contains("it waited for process " + other.announcedPid());
            assertThat(problem.why()).contains("could not be cleared away, so the next run does it: ");
            assertThat(validIndexes()).isEmpty();
        }
        migrate(patience(Optional.empty()), AddIndex.class);
        assertThat(validIndexes()).containsExactly("item_id");
    }

    private List<String> validIndexes() throws SQLException {
        return column(
                "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'item'::regclass AND indisvalid");
    }

    private void migrate(Environment environment, Class<?> more) {
        try (MigrationCode code = new TestProject(folder).with(CreateItem.class, more)) {
            migrator(environment, events::add).migrate(code, all());
        }
    }

    private static void commit(Session other) {
        try {
            other.execute("COMMIT");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Environment patience(Optional<Duration> concurrentlyWait) {
        Environment plain = environment(Optional.empty(), OutOfOrder.WARN);
        MigrationSettings settings = plain.migration();
        return new Environment(
                plain.name(),
                plain.database(),
                plain.protectedBecause(),
                plain.schemaFolders(),
                plain.seedMode(),
                plain.build(),
                new MigrationSettings(
                        settings.ledgerSchema(),
                        new SessionSettings(Optional.empty(), List.of(), SHORT, Optional.empty()),
                        settings.lockWait(),
                        concurrentlyWait,
                        settings.outOfOrder(),
                        settings.pooler(),
                        settings.isGrouped()));
    }
}
