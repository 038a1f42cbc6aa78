package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.confiture.migration.Down;
import dev.confiture.migration.JavaMigration;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.OnInterrupt;
import dev.confiture.migration.Up;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a migration that fails says about itself. */
class FailureTest extends MigratorFixture {

    @Migration(version = "1", name = "recursive", irreversible = "a test")
    public static final class Recursive implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE t ()");
            throw new StackOverflowError();
        }
    }

    @Migration(version = "1", name = "recursive", irreversible = "a test", transactional = false)
    public static final class RecursiveOutside implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            new Recursive().up(db);
        }
    }

    @Test
    void anErrorOfTheVirtualMachineIsAFailureOfTheMigration() throws SQLException {
        Problem problem = refusal(() -> migrate(Recursive.class)).get(0);
        assertThat(problem.code()).isEqualTo(ProblemCode.RUN_FAILED);
        assertThat(problem.where().orElseThrow().line()).isPositive();
        assertThat(problem.why()).startsWith("java.lang.StackOverflowError\nnothing of it stays");
        assertThat(tables()).isEmpty();
    }

    @Test
    void outsideATransactionItIsRecordedAsAFailure() throws SQLException {
        assertThat(refusal(() -> migrate(RecursiveOutside.class)).get(0).why())
                .startsWith("java.lang.StackOverflowError\n");
        assertThat(eventKinds()).endsWith("started", "failed");
    }

    @Migration(version = "1", name = "wraps", irreversible = "a test")
    public static final class Wraps implements JavaMigration {
        @Override
        public void up(MigrationContext db) {
            throw new IllegalStateException("no prices", new IllegalArgumentException("line 7 has no currency"));
        }
    }

    @Migration(version = "1", name = "initialises", irreversible = "a test")
    public static final class Initialises implements JavaMigration {

        private static final int LIMIT = Integer.parseInt("many");

        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("SELECT " + LIMIT);
        }
    }

    @Test
    void theCausesOfAnExceptionAreTold() {
        assertThat(refusal(() -> migrate(Wraps.class)).get(0).why()).startsWith("""
                        java.lang.IllegalStateException: no prices
                        caused by: java.lang.IllegalArgumentException: line 7 has no currency
                        """);
    }

    @Test
    void aStaticInitialiserThatFailsSaysWhyAndWhere() {
        Problem problem = refusal(() -> migrate(Initialises.class)).get(0);
        assertThat(problem.why()).contains("caused by: java.lang.NumberFormatException: For input string: \"many\"");
        assertThat(problem.where().orElseThrow().line()).isPositive();
    }

    @Migration(version = "1", name = "long_line", irreversible = "a test")
    public static final class LongLine implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("SELECT '" + "x".repeat(100_000) + "', nowhere, '" + "y".repeat(100_000) + "'");
        }
    }

    @Test
    void aLineLongerThanATerminalIsCutAroundTheCaret() {
        String why = refusal(() -> migrate(LongLine.class)).get(0).why();
        assertThat(why).hasSizeLessThan(600);
        List<String> lines = why.lines().toList();
        assertThat(lines.get(1).substring(lines.get(2).indexOf('^'))).startsWith("nowhere");
    }

    @Migration(version = "1", name = "scripted", irreversible = "a test")
    public static final class Scripted implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.script("/scripted.sql");
        }
    }

    @ParameterizedTest
    @CsvSource({"\\i other.sql, psql's", "SELECT \"open, ends inside a quoted name", "commit, may not run commit"})
    void aRefusedScriptIsNamedWithTheLine(String wrong, String what) throws Exception {
        Files.writeString(folder.resolve("scripted.sql"), "SELECT 1;\n" + wrong + "\n");
        Problem problem = refusal(() -> migrate(Scripted.class)).get(0);
        assertThat(problem.what()).contains(what);
        assertThat(problem.where().orElseThrow().position()).startsWith("scripted.sql:2:");
        assertThat(problem.why()).contains("called at dev/confiture/runner/FailureTest.java:");
    }

    @Test
    void anErrorInAScriptLeavesNoLineEmpty() throws Exception {
        Files.writeString(folder.resolve("scripted.sql"), "SELECT nowhere;\n");
        assertThat(refusal(() -> migrate(Scripted.class)).get(0).why().lines()).noneMatch(String::isBlank);
    }

    @Migration(version = "1", name = "asks", irreversible = "a test", transactional = false)
    public static class Asks implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.query("SELECT 1", row -> row.getInt(1));
            throw new IllegalStateException("after the answer");
        }
    }

    @Migration(
            version = "1",
            name = "asks",
            irreversible = "a test",
            transactional = false,
            onInterrupt = OnInterrupt.RESTART)
    public static final class AsksAgain extends Asks {}

    @Test
    void whatCannotBeReplayedDoesNotPromiseThatTheNextRunGoesOn() throws SQLException {
        assertThat(refusal(() -> migrate(Asks.class)).get(0).why())
                .endsWith("1 statement is done and stays; what a query or COPY gave cannot be replayed,"
                        + " so no run touches it until somebody looked");
        assertThat(refusal(() -> migrate(Asks.class)).get(0).code()).isEqualTo(ProblemCode.HISTORY_UNFINISHED);
        assertThat(eventKinds()).endsWith("started", "failed");
    }

    @Test
    void whatStartsOverSaysSo() throws SQLException {
        assertThat(refusal(() -> migrate(AsksAgain.class)).get(0).why())
                .endsWith("1 statement is done and stays; the next run starts it over, as onInterrupt = RESTART says");
        assertThat(status(AsksAgain.class).findings())
                .extracting(Problem::fix)
                .containsExactly("mvn confiture:migrate starts it over, as onInterrupt = RESTART says");
    }

    @Migration(version = "1", name = "commits", irreversible = "a test", transactional = false)
    public static final class CommitsOutside implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("COMMIT");
        }
    }

    @Test
    void outsideATransactionNobodyIsToldToLeaveIt() {
        Problem problem = refusal(() -> migrate(CommitsOutside.class)).get(0);
        assertThat(problem.why()).startsWith("Confiture begins and ends transactions");
        assertThat(problem.fix()).endsWith("with @Migration(transactional = false) each statement commits by itself");
    }

    @Migration(version = "1", name = "inserts", irreversible = "a test")
    public static final class Inserts implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE t (secret text, id int NOT NULL)");
            db.update("INSERT INTO t VALUES (?, NULL)", "hunter2");
        }
    }

    @Migration(version = "1", name = "copies", irreversible = "a test")
    public static final class Copies implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException, IOException {
            db.execute("CREATE TABLE t (secret text, id int NOT NULL)");
            db.copyIn("COPY t FROM STDIN", new ByteArrayInputStream("hunter2\t\\N\n".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void noRowIsShown() {
        assertThat(refusal(() -> migrate(Inserts.class)).get(0).why())
                .startsWith("null value in column \"id\" of relation \"t\"")
                .doesNotContain("hunter2");
        assertThat(refusal(() -> migrate(Copies.class)).get(0).why())
                .contains("\nin: COPY t, line 1\n")
                .doesNotContain("hunter2");
    }

    @Migration(version = "1", name = "batch", irreversible = "a test")
    public static final class InsertsMany implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE t (secret text, id int NOT NULL)");
            db.batch("INSERT INTO t VALUES (?, ?)", List.<Object[]>of(new Object[] {"hunter2", null}));
        }
    }

    @Test
    void noRowIsInAStackTrace() {
        assertThat(Throwables.getStackTrace(catchThrowable(() -> migrate(InsertsMany.class))))
                .contains("null value in column")
                .doesNotContain("hunter2");
    }

    @Migration(version = "1", name = "fills_the_disk")
    @Up("DO $$ BEGIN RAISE disk_full; END $$")
    @Down("SELECT 1")
    public static final class FillsTheDisk {}

    @Migration(version = "1", name = "lacks_a_right")
    @Up("DO $$ BEGIN RAISE insufficient_privilege; END $$")
    @Down("SELECT 1")
    public static final class LacksARight {}

    @Test
    void whatTheServerLacksIsNoFaultOfTheMigration() {
        assertThat(refusal(() -> migrate(FillsTheDisk.class)).get(0).fix())
                .isEqualTo("free space on the server's disk and run the goal again");
        assertThat(refusal(() -> migrate(LacksARight.class)).get(0).fix()).contains("grant", "session.role");
    }
}
