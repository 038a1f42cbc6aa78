package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.db.Session;
import dev.confiture.event.EventSink;
import dev.confiture.migration.Down;
import dev.confiture.migration.JavaMigration;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.Up;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.code.MigrationCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Everything that is pending, in one transaction. */
class GroupTest extends MigratorFixture {

    @Migration(version = "1", name = "create_item", irreversible = "a test")
    public static final class CreateItem implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute(
                    "CREATE TABLE item (id int PRIMARY KEY, parent int REFERENCES item DEFERRABLE INITIALLY DEFERRED,"
                            + " added xid8 DEFAULT pg_current_xact_id())");
            db.execute("INSERT INTO item VALUES (1, 2), (2, 1)");
            db.execute("SET search_path = pg_temp; CREATE TEMP TABLE leftover (); SET ROLE pg_monitor");
        }
    }

    @Migration(version = "2", name = "fill_item", lockTimeout = "250ms", irreversible = "a test")
    @Up({
        "INSERT INTO item VALUES (3, 4)",
        "INSERT INTO item VALUES (4, NULL)",
        "CREATE TABLE found AS SELECT current_setting('lock_timeout') AS patience, to_regclass('leftover') AS leftover"
    })
    public static final class FillItem {}

    @Migration(version = "3", name = "break_item", irreversible = "a test")
    @Up("INSERT INTO item VALUES (5, 6)")
    public static final class BreakItem {}

    @Migration(version = "4", name = "add_index", transactional = false)
    @Up("CREATE INDEX CONCURRENTLY item_parent ON item (parent)")
    @Down("DROP INDEX CONCURRENTLY item_parent")
    public static final class AddIndex {}

    @Migration(version = "5", name = "vacuum", transactional = false, irreversible = "a test")
    @Up("VACUUM")
    public static final class Vacuum {}

    @Test
    void allRunInOneTransactionAndFindWhatTheyWouldFindAlone() throws SQLException {
        group(EventSink.none(), CreateItem.class, FillItem.class);

        assertThat(rows()).containsExactly("1 create_item applied", "2 fill_item applied");
        assertThat(column("SELECT DISTINCT added::text FROM item")).hasSize(1);
        assertThat(column("SELECT patience || ' ' || coalesce(leftover::text, 'nothing') FROM found"))
                .containsExactly("250ms nothing");
    }

    @Test
    void oneFailureLeavesNothingOfAny() throws SQLException {
        Problem problem = refusal(() -> group(EventSink.none(), CreateItem.class, BreakItem.class))
                .get(0);

        assertThat(problem.what()).contains("Migration 3 break_item failed in up.");
        assertThat(problem.why())
                .contains("violates foreign key constraint")
                .contains("nothing stays: the transaction of all 2 migrations was rolled back");
        assertThat(tables()).isEmpty();
        assertThat(rows()).isEmpty();
    }

    @Test
    void whatCanHaveNoTransactionRefusesTheGroupBeforeAnythingRuns() throws SQLException {
        List<Problem> problems = refusal(() -> group(EventSink.none(), CreateItem.class, AddIndex.class, Vacuum.class));

        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.RUN_GROUP, ProblemCode.RUN_GROUP);
        assertThat(problems.get(0).what()).contains("4 add_index");
        assertThat(problems.get(0).fix()).contains("-Dconfiture.group=false");
        assertThat(tables()).isEmpty();
        assertThat(rows()).isEmpty();
    }

    @Test
    void aLockThatIsNotAvailableStartsTheWholeGroupAgain() throws SQLException {
        migrate(CreateItem.class);
        try (Session other = database.open()) {
            other.execute("BEGIN; LOCK TABLE item");
            group(
                    event -> {
                        if (event.toString().contains("attempt 2")) {
                            rollback(other);
                        }
                    },
                    CreateItem.class,
                    FillItem.class,
                    Last.class);
        }
        assertThat(rows()).containsExactly("1 create_item applied", "2 fill_item applied", "6 last applied");
    }

    @Migration(version = "6", name = "last", irreversible = "a test")
    @Up("CREATE TABLE last ()")
    public static final class Last {}

    private static void rollback(Session other) {
        try {
            other.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void group(EventSink sink, Class<?>... migrations) {
        Environment plain = environment(Optional.empty(), OutOfOrder.WARN);
        Environment grouped = new Environment(
                plain.name(),
                plain.database(),
                plain.protectedBecause(),
                plain.schemaFolders(),
                plain.seedMode(),
                plain.build(),
                plain.migration().withGroup(true));
        try (MigrationCode code = new TestProject(folder).with(migrations)) {
            migrator(grouped, sink).migrate(code, all());
        }
    }
}
