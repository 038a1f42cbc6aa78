package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.TestServer;
import dev.confiture.db.Session;
import dev.confiture.event.Event;
import dev.confiture.history.MigrationState;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.migration.Batches;
import dev.confiture.migration.Down;
import dev.confiture.migration.JavaMigration;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.OnInterrupt;
import dev.confiture.migration.Up;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills the server process of a migration outside a transaction, and lets the next run go on. */
class ResumeTest extends MigratorFixture {

    @Migration(version = "40", name = "many_steps", transactional = false)
    @Up({
        "CREATE TABLE item (id int PRIMARY KEY, email text, bio text); CREATE TABLE log (line text)",
        "INSERT INTO item SELECT i, 'm' || i FROM generate_series(1, 200) i",
        "CREATE INDEX CONCURRENTLY item_email ON item (email); INSERT INTO log VALUES ('indexed')",
        "SET search_path = pg_catalog; ALTER TABLE public.item ADD COLUMN note pg_catalog.text",
        "INSERT INTO public.log VALUES (current_setting('search_path'))",
        "REINDEX INDEX CONCURRENTLY public.item_email; DROP INDEX CONCURRENTLY public.item_email",
        "VACUUM public.item; CREATE UNIQUE INDEX CONCURRENTLY \"Item Email\" ON public.item (email, id)"
    })
    @Down("DROP TABLE item, log")
    public static final class ManySteps {}

    /** How many statements {@link ManySteps} has. */
    private static final int STEPS = 12;

    static Stream<Arguments> boundaries() {
        return IntStream.rangeClosed(1, STEPS)
                .boxed()
                .flatMap(ordinal -> Stream.of(
                        Arguments.of("INSERT", "NEW.ordinal = " + ordinal),
                        Arguments.of("INSERT OR UPDATE", "NEW.ordinal = " + ordinal + " AND NEW.is_done")));
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void aRunThatIsKilledAtAnyRecordIsContinuedToTheSameEnd(String operation, String when) throws SQLException {
        ledgerThatKills("tb_confiture_statement", operation, when);
        assertThatThrownBy(() -> migrate(ManySteps.class)).isInstanceOf(ConfitureException.class);
        mercy("tb_confiture_statement");

        assertThat(status(ManySteps.class).entries().get(0).state()).isEqualTo(MigrationState.UNFINISHED);
        migrate(ManySteps.class);

        assertEqualToUntouched();
        assertThat(rows()).containsExactly("40 many_steps applied");
        assertThat(column("SELECT line FROM log ORDER BY 1")).containsExactly("indexed", "pg_catalog");
        assertThat(column("SELECT count(*) FROM tb_confiture_statement")).containsExactly("0");
    }

    @Test
    void aRunThatIsKilledAfterItsLastStatementIsContinuedToo() throws SQLException {
        ledgerThatKills("tb_confiture", "UPDATE", "NEW.state = 'applied'");
        assertThatThrownBy(() -> migrate(ManySteps.class)).isInstanceOf(ConfitureException.class);
        mercy("tb_confiture");
        Problem unfinished = status(ManySteps.class).findings().get(0);
        assertThat(unfinished.isError()).isFalse();
        assertThat(unfinished.why()).isEqualTo("12 statements are done");
        migrate(ManySteps.class);
        assertEqualToUntouched();
    }

    @Test
    void statusNamesTheStatementInFlight() throws SQLException {
        ledgerThatKills("tb_confiture_statement", "UPDATE", "NEW.ordinal = 4");
        assertThatThrownBy(() -> migrate(ManySteps.class)).isInstanceOf(ConfitureException.class);
        assertThat(status(ManySteps.class).findings().get(0).why())
                .isEqualTo("3 statements are done; in flight was statement 4: "
                        + "CREATE INDEX CONCURRENTLY item_email ON item (email)");
    }

    @Migration(version = "40", name = "many_steps", transactional = false)
    @Up({"CREATE TABLE item (id int PRIMARY KEY, email text)", "CREATE TABLE log (line text)"})
    @Down("DROP TABLE item, log")
    public static final class OtherSteps {}

    @Test
    void aBodyThatTakesAnotherPathIsStopped() throws SQLException {
        ledgerThatKills("tb_confiture_statement", "INSERT", "NEW.ordinal = 3");
        assertThatThrownBy(() -> migrate(ManySteps.class)).isInstanceOf(ConfitureException.class);
        mercy("tb_confiture_statement");
        Problem problem = refusal(() -> migrate(OtherSteps.class)).get(0);
        assertThat(problem.code()).isEqualTo(ProblemCode.RUN_OTHER_PATH);
        assertThat(problem.why()).contains("then it was: CREATE TABLE item\nnow it is: CREATE TABLE item");
        assertThat(rows()).containsExactly("40 many_steps running");
    }

    @Migration(version = "41", name = "asks", transactional = false, irreversible = "a test")
    public static final class Asks implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            Asking.ask(db);
        }
    }

    @Migration(
            version = "41",
            name = "asks",
            transactional = false,
            irreversible = "a test",
            onInterrupt = OnInterrupt.RESTART)
    public static final class AsksTwice implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            Asking.ask(db);
        }
    }

    /** A class of its own: migrations are loaded by a loader that knows no test library. */
    private static final class Asking {
        static void ask(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE IF NOT EXISTS log (line text)");
            long lines =
                    db.query("SELECT count(*) FROM log", row -> row.getLong(1)).get(0);
            db.update("INSERT INTO log VALUES (?)", "line " + lines);
        }
    }

    @Test
    void aBodyThatAskedIsStartedOverOnlyWhereItSaysThatItMay() throws SQLException {
        ledgerThatKills("tb_confiture_statement", "INSERT", "NEW.ordinal = 3");
        assertThatThrownBy(() -> migrate(Asks.class)).isInstanceOf(ConfitureException.class);
        mercy("tb_confiture_statement");
        Problem problem = refusal(() -> migrate(Asks.class)).get(0);
        assertThat(problem.code()).as(problem.text()).isEqualTo(ProblemCode.HISTORY_UNFINISHED);
        migrate(AsksTwice.class);
        assertThat(column("SELECT line FROM log")).containsExactly("line 0");
        assertThat(rows()).containsExactly("41 asks applied");
    }

    @Migration(version = "42", name = "commits_itself", transactional = false)
    @Up({
        "CREATE TABLE log (line text)",
        "CREATE PROCEDURE twice() LANGUAGE plpgsql AS"
                + " $$BEGIN INSERT INTO log VALUES ('a'); COMMIT; INSERT INTO log VALUES ('b'); END$$",
        "CALL twice()"
    })
    @Down("DROP TABLE log")
    public static final class CommitsItself {}

    @Test
    void aProcedureThatCommitsRunsAndIsInDoubtWhenKilled() throws SQLException {
        ledgerThatKills("tb_confiture_statement", "UPDATE", "true");
        assertThatThrownBy(() -> migrate(CommitsItself.class)).isInstanceOf(ConfitureException.class);
        mercy("tb_confiture_statement");
        assertThat(column("SELECT line FROM log ORDER BY 1")).containsExactly("a", "b");
        Problem problem = refusal(() -> migrate(CommitsItself.class)).get(0);
        assertThat(problem.code()).isEqualTo(ProblemCode.RUN_IN_DOUBT);
        assertThat(problem.why()).contains("CALL twice");
    }

    @Migration(version = "43", name = "fills", transactional = false, irreversible = "a test")
    public static final class Fills implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE big (id bigint PRIMARY KEY, n int NOT NULL);"
                    + " INSERT INTO big SELECT i, 0 FROM generate_series(1, 95) i");
            long filled = db.inBatches(
                    "fill big",
                    Batches.of("big", "id").withSize(10),
                    batch -> batch.update(
                            "UPDATE big SET n = n + 1 WHERE id BETWEEN ? AND ?", batch.first(), batch.last()));
            db.execute("CREATE TABLE filled AS SELECT " + filled + " AS rows");
        }
    }

    @Test
    void batchesGoOnBehindTheLastKeyDone() throws SQLException {
        ledgerThatKills("tb_confiture_statement", "INSERT OR UPDATE", "NEW.position = '50'");
        assertThatThrownBy(() -> migrate(Fills.class)).isInstanceOf(ConfitureException.class);
        mercy("tb_confiture_statement");
        assertThat(column("SELECT sum(n) FROM big")).containsExactly("40");
        migrate(Fills.class);
        assertThat(column("SELECT DISTINCT n FROM big")).containsExactly("1");
        assertThat(column("SELECT rows FROM filled")).containsExactly("95");
        assertThat(events)
                .contains(new Event.Progressed(
                        "applying 43 fills", "fill big: 50 rows changed, of about 0 in the table"));
    }

    @Migration(version = "45", name = "counts", transactional = false, irreversible = "a test")
    public static final class Counts implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.script("/counts.sql");
            long rows = db.update("INSERT INTO counted SELECT generate_series(1, ?)", limit());
            db.execute("CREATE TABLE result AS SELECT " + rows + " AS rows");
        }

        private static int limit() {
            return Integer.getInteger("confiture.test.limit", 7);
        }
    }

    @Test
    void aRecordHoldsDigestAndUpdateCountAndAnswersWithIt() throws Exception {
        Files.writeString(folder.resolve("counts.sql"), "CREATE TABLE counted (i int);\nANALYZE counted;\n");
        ledgerThatKills("tb_confiture_statement", "INSERT", "NEW.ordinal = 4");
        assertThatThrownBy(() -> migrate(Counts.class)).isInstanceOf(ConfitureException.class);
        mercy("tb_confiture_statement");
        assertThat(column("SELECT concat_ws(' ', ordinal, length(sha256), changed_rows, sql)"
                        + " FROM tb_confiture_statement ORDER BY ordinal"))
                .containsExactly(
                        "1 64 0 CREATE TABLE counted",
                        "2 64 0 ANALYZE counted",
                        "3 64 7 INSERT INTO counted SELECT generate_series");

        System.setProperty("confiture.test.limit", "8");
        try {
            assertThat(refusal(() -> migrate(Counts.class)))
                    .as("with another parameter")
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.RUN_OTHER_PATH);
        } finally {
            System.clearProperty("confiture.test.limit");
        }
        migrate(Counts.class);
        assertThat(column("SELECT rows FROM result")).containsExactly("7");
        assertThat(column("SELECT count(*) FROM counted")).containsExactly("7");
    }

    @Migration(version = "44", name = "in_one", irreversible = "a test")
    public static final class InOne implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY t_id ON t (id)");
        }
    }

    @Test
    void whatNeedsNoTransactionIsRecognisedBeforeItIsSentAndTheLineToWriteIsShown() throws SQLException {
        Problem problem = refusal(() -> migrate(InOne.class)).get(0);
        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_NEEDS_NO_TRANSACTION);
        assertThat(problem.fix())
                .isEqualTo("declare @Migration(version = \"44\", name = \"in_one\", transactional = false)");
        assertThat(tables()).isEmpty();
        assertThat(rows()).isEmpty();
    }

    /** Makes the ledger, with a trigger in it that ends the process which writes that row. */
    private void ledgerThatKills(String table, String operation, String when) throws SQLException {
        migrate();
        session.execute("CREATE FUNCTION public.kill() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN PERFORM pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid()); RETURN NEW; END$$");
        session.execute("CREATE TRIGGER kill BEFORE " + operation + " ON " + table + " FOR EACH ROW WHEN (" + when
                + ") EXECUTE FUNCTION public.kill()");
    }

    private void mercy(String table) throws SQLException {
        session.execute("DROP TRIGGER kill ON " + table + "; DROP FUNCTION kill()");
    }

    private void assertEqualToUntouched() throws SQLException {
        try (TestServer.FreshDatabase other = TestServer.freshDatabase();
                Session untouched = other.open()) {
            for (String sql : ManySteps.class.getAnnotation(Up.class).value()) {
                for (String statement : sql.split(";", -1)) {
                    untouched.execute(statement);
                }
            }
            untouched.execute("RESET search_path");
            assertThat(ServerDefinitions.diff(content(session), content(untouched)))
                    .isEmpty();
            assertThat(column("SELECT count(*) FROM item")).containsExactly("200");
        }
    }

    private static ServerDefinitions content(Session session) throws SQLException {
        List<QualifiedName> ledger = TrackingTable.tableNames().stream()
                .map(name -> QualifiedName.of(Identifier.of("public"), Identifier.of(name)))
                .toList();
        return ServerDefinitions.read(session, DefinitionScope.everything().without(ledger));
    }
}
