package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.config.SessionSettings;
import dev.confiture.db.Session;
import dev.confiture.introspect.Definition;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.MigrateTest.AddBio;
import dev.confiture.runner.MigrateTest.AddUsers;
import dev.confiture.runner.MigrateTest.Fill;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementSplitter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The script that a DBA runs by hand leaves what a run of ours leaves. */
class SqlOutputTest extends MigratorFixture {

    @Migration(version = "1", name = "create_item", irreversible = "a test")
    @Up({
        "CREATE TABLE item (id int PRIMARY KEY, name text, parent int REFERENCES item DEFERRABLE INITIALLY DEFERRED)",
        "COPY item (id, name, parent) FROM STDIN;\n1\tcaf\u00e9\t2\n2\t\\N\t1\n\\.\n",
        "SET search_path = pg_temp; CREATE TEMP TABLE leftover (); SELECT 1 -- with a comment",
    })
    public static final class CreateItem {}

    @Migration(version = "2", name = "look_around", lockTimeout = "250ms", irreversible = "a test")
    @Up("CREATE TABLE found AS SELECT current_setting('lock_timeout') AS patience,"
            + " current_setting('statement_timeout') AS limit, replace(current_setting('search_path'), '\"', '') AS path,"
            + " to_regclass('leftover') IS NULL AS is_clean")
    public static final class LookAround {}

    @Migration(version = "3", name = "index_item", transactional = false)
    @Up({
        "ALTER TABLE item ADD COLUMN touched int NOT NULL DEFAULT 0",
        "UPDATE item SET touched = touched + 1",
        "CREATE UNIQUE INDEX CONCURRENTLY item_touched ON item ((touched * id))"
    })
    @Down("DROP INDEX CONCURRENTLY item_touched")
    public static final class IndexItem {}

    private static final List<Class<?>> ALL = List.of(CreateItem.class, LookAround.class, IndexItem.class);

    @Test
    void aPlainClientComesToTheSameCatalogRowsAndLedger() throws Exception {
        MigrationScript script = script(environment(false), ALL);
        assertThat(column("SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEmpty();
        send(script.sql());
        assertEqualToARun(environment(false), ALL);
    }

    @Test
    void psqlDoesSoToo() throws Exception {
        Path psql = Path.of("/usr/bin/psql");
        assumeTrue(Files.isExecutable(psql), "this machine has no psql");
        Path file = Files.writeString(
                folder.resolve("migrate.sql"), script(environment(false), ALL).sql());
        String[] server = database.database().hosts().split(":", -1);
        ProcessBuilder client = new ProcessBuilder(
                psql.toString(),
                "-X",
                "-q",
                "-h",
                server[0],
                "-p",
                server[1],
                "-U",
                "postgres",
                "-d",
                database.database().name(),
                "-f",
                file.toString());
        client.environment().put("PGPASSWORD", TestServer.password());
        client.environment().put("PGCLIENTENCODING", "LATIN1");
        Process running = client.redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(said).isZero();
        assertEqualToARun(environment(false), ALL);
    }

    @Test
    void whoeverRunsItReadsHowToFindAndClearAnInvalidIndex() {
        assertThat(script(environment(false), ALL).sql()).contains("""
                -- If it fails, it can leave an invalid index. This finds it:
                --   SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid;
                -- This removes it: DROP INDEX CONCURRENTLY item_touched; (with its schema, if that is not in the search_path)
                -- mvn confiture:migrate goes on from here, clears that away by itself and tries again.
                SET lock_timeout TO '0';
                CREATE UNIQUE INDEX CONCURRENTLY item_touched""");
    }

    @Test
    void aGroupIsOneTransactionInTheScriptToo() throws Exception {
        List<Class<?>> group = List.of(CreateItem.class, LookAround.class);
        send(script(environment(true), group).sql());
        assertThat(column("SELECT DISTINCT xmin::text FROM tb_confiture")).hasSize(1);
        assertEqualToARun(environment(true), group);
    }

    @Test
    void aDatabaseWithALedgerGetsWhatIsPending() throws Exception {
        migrate(CreateItem.class);
        send(script(environment(false), ALL).sql());
        assertThat(rows()).containsExactly("1 create_item applied", "2 look_around applied", "3 index_item applied");
    }

    @Test
    void aScriptThatStopsOutsideATransactionIsContinuedByARun() throws Exception {
        migrate(CreateItem.class);
        String script = script(environment(false), List.of(CreateItem.class, IndexItem.class))
                .sql();
        session.execute("ALTER TABLE item DROP CONSTRAINT item_pkey CASCADE; INSERT INTO item VALUES (0), (0)");

        assertThatThrownBy(() -> send(script)).hasMessageContaining("item_touched");
        assertThat(rows()).containsExactly("1 create_item applied", "3 index_item running");
        session.execute("DELETE FROM item WHERE id = 0");
        migrate(CreateItem.class, IndexItem.class);

        assertThat(rows()).containsExactly("1 create_item applied", "3 index_item applied");
        assertThat(column("SELECT DISTINCT touched::text FROM item")).containsExactly("1");
        assertThat(column("SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'item_touched'::regclass"))
                .containsExactly("true");
    }

    @Test
    void aScriptThatIsTooOldStopsAndLeavesNothing() throws Exception {
        String script = script(environment(false), ALL).sql();
        migrate(CreateItem.class);
        assertThatThrownBy(() -> send(script)).isInstanceOf(SQLException.class);
        assertThat(rows()).containsExactly("1 create_item applied");
    }

    @Test
    void nobodyRunsItBesideARun() throws Exception {
        String script = script(environment(false), ALL).sql();
        try (Session other = database.open()) {
            send(other, script.substring(0, script.indexOf("BEGIN;\n")));
            assertThatThrownBy(() -> send(script)).hasMessageContaining("a run of Confiture works on this database");
        }
    }

    @Test
    void javaCodeIsRefusedByName() {
        List<Problem> problems =
                refusal(() -> script(environment(false), List.of(AddUsers.class, AddBio.class, Fill.class)));
        assertThat(problems)
                .extracting(Problem::code)
                .containsExactly(ProblemCode.RUN_NOT_SCRIPTABLE, ProblemCode.RUN_NOT_SCRIPTABLE);
        assertThat(problems.get(0).what()).contains("add_users");
    }

    private static Environment environment(boolean group) {
        Environment plain = environment(Optional.of("a test"), OutOfOrder.WARN);
        return new Environment(
                plain.name(),
                plain.database(),
                plain.protectedBecause(),
                plain.schemaFolders(),
                plain.seedMode(),
                plain.build(),
                plain.migration()
                        .with(new SessionSettings(
                                Optional.empty(),
                                List.of("public", "no such schema"),
                                Duration.ofSeconds(3),
                                Optional.of(Duration.ofMinutes(2))))
                        .withGroup(group));
    }

    private MigrationScript script(Environment environment, List<Class<?>> migrations) {
        try (MigrationCode code = new TestProject(folder).with(migrations.toArray(Class<?>[]::new))) {
            return migrator(environment, events::add).script(code, all());
        }
    }

    private void assertEqualToARun(Environment environment, List<Class<?>> migrations) throws SQLException {
        try (FreshDatabase other = TestServer.freshDatabase();
                Session theirs = other.open();
                MigrationCode code = new TestProject(folder).with(migrations.toArray(Class<?>[]::new))) {
            new Migrator(other.database(), environment, events::add).migrate(code, all());
            assertThat(everything(session)).containsExactlyElementsOf(everything(theirs));
        }
    }

    private static List<String> everything(Session session) throws SQLException {
        List<String> everything = new ArrayList<>();
        ServerDefinitions.read(session, DefinitionScope.everything()).all().stream()
                .map(Definition::toString)
                .forEach(everything::add);
        for (String rows : List.of(
                "SELECT i.*::text FROM item i ORDER BY 1",
                "SELECT f.*::text FROM found f",
                "SELECT concat_ws(' ', version, version_key, identifier, name, class_name, state, source_digest, sql_digest,"
                        + " sql_digest_algorithm, applied_by) FROM tb_confiture ORDER BY pk_confiture",
                "SELECT concat_ws(' ', kind, version, detail - 'execution_time_ms') FROM tb_confiture_event"
                        + " ORDER BY pk_confiture_event",
                "SELECT sql FROM tb_confiture_statement")) {
            everything.addAll(session.query(rows, row -> row.getString(1)));
        }
        return everything;
    }

    private void send(String script) throws SQLException {
        try (Session client = database.open()) {
            send(client, script);
        }
    }

    /** As psql does it: statement by statement, stopping at the first error. */
    private static void send(Session client, String script) throws SQLException {
        SplitScript split = StatementSplitter.split(script);
        assertThat(split.unterminated()).isEmpty();
        for (SqlStatement statement : split.statements()) {
            String text = split.text(statement);
            if (statement.copyData().isPresent()) {
                client.copyIn(
                        text,
                        script.substring(
                                statement.copyData().get().start(),
                                statement.copyData().get().end()));
            } else {
                client.execute(text);
            }
        }
    }
}
