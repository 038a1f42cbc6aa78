package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.event.Event;
import dev.confiture.migration.JavaMigration;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.code.MigrationCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

class ContextTest extends MigratorFixture {

    @Migration(version = "1", name = "verbatim", irreversible = "a test")
    public static final class Verbatim implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("SELECT 1; CREATE TABLE t AS SELECT '{\"a\": 1}'::jsonb ? 'a' AS has, '{d}' AS braces;;"
                    + " -- done\n SAVEPOINT s; DROP TABLE t; ROLLBACK TO s");
        }
    }

    @Test
    void operatorsAndBracesArriveVerbatimAndSavepointsWork() throws SQLException {
        migrate(Verbatim.class);
        assertThat(column("SELECT has || braces FROM t")).containsExactly("true{d}");
    }

    @Migration(version = "1", name = "parameters", irreversible = "a test")
    public static final class Parameters implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE t (id int, name text, tags text[])");
            long inserted = db.batch(
                    "INSERT INTO t VALUES (?, ?, ?)",
                    () -> IntStream.rangeClosed(1, 2500)
                            .mapToObj(i -> new Object[] {i, i == 1 ? null : "n" + i, new String[] {"a"}})
                            .iterator());
            long deleted = db.update("DELETE FROM t WHERE id > ?", 2400);
            List<String> names = db.query(
                    "SELECT name FROM t WHERE id IN (?, ?) ORDER BY id", row -> String.valueOf(row.getString(1)), 1, 2);
            db.note(inserted + " " + deleted + " " + names);
        }
    }

    @Test
    void parametersQueriesAndBatchesWorkAndNotesAreProgress() throws SQLException {
        migrate(Parameters.class);
        assertThat(events).contains(new Event.Progressed("applying 1 parameters", "2500 100 [null, n2]"));
        assertThat(column("SELECT count(*) FROM t WHERE tags = '{a}'")).containsExactly("2400");
    }

    @Migration(version = "1", name = "copies", irreversible = "a test")
    public static final class Copies implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException, IOException {
            db.script("/copies.sql");
            byte[] more = "3\tcy\n".getBytes(StandardCharsets.UTF_8);
            db.copyIn("COPY t FROM STDIN", new ByteArrayInputStream(more));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            long rows = db.copyOut("COPY (SELECT name FROM t ORDER BY id) TO STDOUT", out);
            db.note(rows + " " + out.toString(StandardCharsets.UTF_8).replace('\n', ' '));
        }
    }

    @Test
    void aScriptWithCopyDataAndCopyStreamsWork() throws Exception {
        Files.writeString(
                folder.resolve("copies.sql"),
                "\uFEFFCREATE TABLE t (id int, name text);\r\nCOPY t FROM stdin;\n1\tann\n2\tbé\n\\.\nANALYZE t;\n");
        migrate(Copies.class);
        assertThat(events).contains(new Event.Progressed("applying 1 copies", "3 ann bé cy "));
    }

    @Test
    void anErrorInAScriptPointsIntoTheScript() throws Exception {
        Files.writeString(folder.resolve("copies.sql"), "CREATE TABLE t ();\nCREATE TABLE u (\n  a tex\n);\n");
        Problem problem = refusal(() -> migrate(Copies.class)).get(0);
        assertThat(problem.where().orElseThrow().position()).isEqualTo("copies.sql:3:5");
        assertThat(problem.where().orElseThrow().excerpt()).isEqualTo("  a tex");
        assertThat(problem.why()).contains("called at dev/confiture/runner/ContextTest.java:");
    }

    @Test
    void aMissingScriptIsNamed() {
        assertThat(refusal(() -> migrate(Copies.class)).get(0).why())
                .contains("there is no resource copies.sql on the class path");
    }

    @Migration(version = "1", name = "commits", irreversible = "a test", rawConnection = true)
    public static final class Commits implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws Exception {
            db.execute("CREATE TABLE t ()");
            Connection connection = db.connection();
            try (Statement statement = connection.createStatement()) {
                switch (System.getProperty("confiture.test.way", "")) {
                    case "execute" -> db.execute("COMMIT");
                    case "update" -> db.update("START TRANSACTION");
                    case "setting" -> db.execute("SET TRANSACTION READ ONLY");
                    case "two-phase" -> db.execute("PREPARE TRANSACTION 'x'");
                    case "commit" -> connection.commit();
                    case "autocommit" -> connection.setAutoCommit(true);
                    case "statement" -> statement.execute("  /* so? */ rollback work");
                    case "swallowed" -> swallow(db);
                    case "metadata" -> connection.getMetaData().getConnection().commit();
                    case "result" ->
                        statement
                                .executeQuery("SELECT 1")
                                .getStatement()
                                .getConnection()
                                .commit();
                    case "result of metadata" ->
                        connection.getMetaData().getSchemas().getStatement().execute("COMMIT");
                    default -> statement.getConnection().rollback();
                }
            }
        }

        private static void swallow(MigrationContext db) throws SQLException {
            try {
                db.execute("END");
            } catch (RuntimeException e) {
                db.note("never mind");
            }
        }
    }

    @Test
    void whatWouldEndTheTransactionIsRefusedBeforeItIsSent() throws SQLException {
        List<String> ways = List.of(
                "execute",
                "update",
                "setting",
                "two-phase",
                "commit",
                "autocommit",
                "statement",
                "swallowed",
                "metadata",
                "result",
                "result of metadata",
                "rollback");
        try {
            for (String way : ways) {
                System.setProperty("confiture.test.way", way);
                assertThat(refusal(() -> migrate(Commits.class)))
                        .as(way)
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.RUN_FORBIDDEN);
                assertThat(tables()).as(way).isEmpty();
            }
        } finally {
            System.clearProperty("confiture.test.way");
        }
        assertThat(rows()).isEmpty();
    }

    @Migration(version = "1", name = "raw", irreversible = "a test", rawConnection = true)
    public static final class Raw implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            Connection connection = db.connection();
            Savepoint point = connection.setSavepoint();
            connection.rollback(point);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t ()");
                statement.unwrap(PGStatement.class).setPrepareThreshold(1);
            }
            db.note(connection.unwrap(PGConnection.class).getParameterStatus("client_encoding"));
        }
    }

    @Test
    void theConnectionUnwrapsAndItsSavepointsWork() throws SQLException {
        migrate(Raw.class);
        assertThat(tables()).containsExactly("t");
        assertThat(events).contains(new Event.Progressed("applying 1 raw", "UTF8"));
    }

    @Migration(version = "1", name = "sneaks", irreversible = "a test")
    public static final class Sneaks implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.connection();
        }
    }

    @Test
    void theConnectionIsRefusedToWhoDoesNotDeclareIt() {
        Problem problem = refusal(() -> migrate(Sneaks.class)).get(0);
        assertThat(problem.code()).isEqualTo(ProblemCode.RUN_FORBIDDEN);
        assertThat(problem.fix()).contains("rawConnection = true");
    }

    @Migration(version = "1", name = "other_thread", irreversible = "a test")
    public static final class OtherThread implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws Exception {
            Throwable[] thrown = new Throwable[1];
            Thread thread = new Thread(() -> db.note("from elsewhere"));
            thread.setUncaughtExceptionHandler((where, what) -> thrown[0] = what);
            thread.start();
            thread.join();
            throw new IllegalStateException(thrown[0]);
        }
    }

    @Test
    void theContextBelongsToOneThread() {
        assertThat(refusal(() -> migrate(OtherThread.class)).get(0).why()).contains("on another thread");
    }

    @Migration(version = "1", name = "catches", irreversible = "a test")
    public static final class Catches implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            try {
                db.execute("SELECT nothing");
            } catch (SQLException e) {
                db.note("caught");
            }
        }
    }

    @Test
    void aCaughtErrorIsStillTheReasonOfTheFailure() throws SQLException {
        assertThat(refusal(() -> migrate(Catches.class)).get(0).why()).contains("SQLSTATE 42703");
        assertThat(rows()).isEmpty();
    }

    @Test
    void theSameSqlGivesTheSameDigestAndOtherParametersAnother() throws SQLException {
        migrate(Parameters.class);
        String first = column("SELECT sql_digest FROM tb_confiture").get(0);
        session.execute("DROP TABLE t, tb_confiture, tb_confiture_event, tb_confiture_statement");
        migrate(Parameters.class);
        assertThat(column("SELECT sql_digest FROM tb_confiture")).containsExactly(first);
        session.execute("DROP TABLE t, tb_confiture, tb_confiture_event, tb_confiture_statement");
        migrate(Verbatim.class);
        assertThat(column("SELECT sql_digest FROM tb_confiture")).doesNotContain(first);
    }

    @Test
    void theContextClassLoaderIsTheProjectsAndIsPutBack() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (MigrationCode code = new TestProject(folder).with(Raw.class)) {
            assertThat(code.migrations()).hasSize(1);
            assertThat(Thread.currentThread().getContextClassLoader().getName()).isEqualTo("project");
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
}
