package dev.confiture.runner;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.migration.Batches;
import dev.confiture.migration.JavaMigration;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a migration asks of its context that cannot be meant, and what it is told. */
class MisuseTest extends MigratorFixture {

    private static final String WAY = "confiture.test.way";

    @FunctionalInterface
    private interface Call {
        void on(MigrationContext db) throws Exception;
    }

    @Migration(version = "1", name = "misuses", irreversible = "a test")
    public static final class Misuses implements JavaMigration {

        @SuppressWarnings("NullAway") // users have no such checker
        private static final Map<String, Call> CALLS = Map.ofEntries(
                entry(
                        "two updates",
                        db -> db.update("DELETE FROM t WHERE id = ?; INSERT INTO t VALUES (?, 'b')", 1, 2)),
                entry("two queries", db -> db.query("SELECT 1; SELECT 2", row -> row.getInt(1))),
                entry("two batches", db -> db.batch("DELETE FROM t; DELETE FROM t", List.of())),
                entry(
                        "two copies",
                        db -> db.copyOut("COPY t TO STDOUT; COPY t TO STDOUT", OutputStream.nullOutputStream())),
                entry("too few", db -> db.update("INSERT INTO t VALUES (?, ?)", 1)),
                entry("none", db -> db.query("SELECT id FROM t WHERE id = ?", row -> row.getInt(1))),
                entry("too many", db -> db.update("DELETE FROM t WHERE id = ?", 1, 2)),
                entry("operator", db -> db.update("DELETE FROM t WHERE '{}'::jsonb ? 'a' AND id = ?", 1)),
                entry("no array", db -> db.update("DELETE FROM t WHERE id = ?", (Object[]) null)),
                entry(
                        "short row",
                        db -> db.batch("INSERT INTO t VALUES (?, ?)", rows(new Object[] {1, "a"}, new Object[] {2}))),
                entry("type", db -> db.update("DELETE FROM t WHERE now() > ?", Instant.EPOCH)),
                entry("nul", db -> db.execute("SELECT 1;\nSELECT 'a\0b'")),
                entry("isolation", db -> db.execute("SET transaction_isolation TO 'serializable'")));

        private static List<Object[]> rows(Object[]... rows) {
            return List.of(rows);
        }

        @Override
        public void up(MigrationContext db) throws Exception {
            db.execute("CREATE TABLE t (id int, name text)");
            requireNonNull(CALLS.get(System.getProperty(WAY))).on(db);
        }
    }

    @AfterEach
    void forgetTheWay() {
        System.clearProperty(WAY);
    }

    @ParameterizedTest
    @Timeout(60)
    @CsvSource(delimiter = '|', textBlock = """
            two updates | This call takes one statement, and the SQL holds 2.                  | line 1, column 29 of the SQL
            two queries | This call takes one statement, and the SQL holds 2.                  | line 1, column 11 of the SQL
            two batches | This call takes one statement, and the SQL holds 2.                  | line 1, column 16 of the SQL
            two copies  | This call takes one statement, and the SQL holds 2.                  | line 1, column 19 of the SQL
            too few     | The SQL has 2 placeholders, and the call gives 1 parameter.          | each ? stands for
            none        | The SQL has 1 placeholder, and the call gives no parameters.         | each ? stands for
            too many    | The SQL has 1 placeholder, and the call gives 2 parameters.          | each ? stands for
            operator    | The SQL has 2 placeholders, and the call gives 1 parameter.          | each ? stands for
            no array    | The array of parameters is null.                                     | Java takes a null
            short row   | The SQL has 2 placeholders, and the call gives 1 parameter.          | each ? stands for
            type        | Parameter 1 is a java.time.Instant.                                  | the PostgreSQL driver
            nul         | The SQL holds a NUL character.                                       | line 2, column 10 of the SQL
            isolation   | A migration may not run SET transaction_isolation TO 'serializable'. | Confiture begins
            """)
    void whatCannotBeMeantIsRefusedBeforeItIsSent(String way, String what, String why) throws SQLException {
        System.setProperty(WAY, way);
        Problem problem = refusal(() -> migrate(Misuses.class)).get(0);
        assertThat(problem.code()).isEqualTo(ProblemCode.RUN_FORBIDDEN);
        assertThat(problem.what()).isEqualTo("Migration 1 misuses: " + what);
        assertThat(problem.why()).startsWith(why);
        assertThat(problem.where().orElseThrow().position()).startsWith("dev/confiture/runner/MisuseTest.java:");
        assertThat(tables()).isEmpty();
    }

    @Migration(version = "1", name = "batches", irreversible = "a test", transactional = false)
    public static final class InBatches implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE t AS SELECT 1 AS id; ALTER TABLE t ADD PRIMARY KEY (id), ADD name text");
            db.inBatches(
                    "fill",
                    Batches.of("t", "id"),
                    batch -> batch.update("UPDATE t SET name = 'a' WHERE id BETWEEN ? AND ?", batch.first()));
        }
    }

    @Test
    void aBatchIsHeldToTheSame() {
        assertThat(refusal(() -> migrate(InBatches.class)).get(0).what())
                .endsWith("The SQL has 2 placeholders, and the call gives 1 parameter.");
    }

    @Migration(version = "1", name = "asks", irreversible = "a test")
    public static final class AsksWithUpdate implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.update("SELECT 1");
        }
    }

    @Migration(version = "1", name = "deletes", irreversible = "a test")
    public static final class DeletesWithQuery implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE t (id int)");
            db.query("DELETE FROM t", row -> row.getInt(1));
        }
    }

    @Test
    void whoTookTheOtherMethodIsToldWhich() {
        assertThat(refusal(() -> migrate(AsksWithUpdate.class)).get(0).fix()).contains("use query");
        assertThat(refusal(() -> migrate(DeletesWithQuery.class)).get(0).fix()).contains("use update");
    }
}
