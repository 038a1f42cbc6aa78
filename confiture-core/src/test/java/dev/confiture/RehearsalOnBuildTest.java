package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.config.Environment;
import dev.confiture.config.Project;
import dev.confiture.config.SchemaFolder;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Session;
import dev.confiture.migration.JavaMigration;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.PreflightReport;
import dev.confiture.runner.PreflightReport.Place;
import dev.confiture.runner.TestProject;
import dev.confiture.runner.code.MigrationClassPath;
import dev.confiture.runner.rehearsal.MeasuredStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A protected database that nobody may copy, and what can be rehearsed for it all the same. */
class RehearsalOnBuildTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private TestServer.FreshDatabase database;

    @Migration(version = "1", name = "create_users", irreversible = "a test")
    public static final class CreateUsers implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE users (id int, name text)");
        }
    }

    @Migration(version = "2", name = "add_size", irreversible = "a test")
    public static final class AddSize implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("ALTER TABLE users ADD COLUMN size int");
        }
    }

    @Migration(version = "3", name = "index_size", transactional = false, irreversible = "a test")
    public static final class IndexSize implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE INDEX CONCURRENTLY users_size ON users (size)");
        }
    }

    @Migration(version = "4", name = "fails", irreversible = "a test")
    public static final class Fails implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("ALTER TABLE nowhere ADD COLUMN size int");
        }
    }

    @BeforeEach
    void openDatabase() throws SQLException {
        database = TestServer.freshDatabase();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void whatRunsOutsideATransactionIsRehearsedForAProtectedDatabase() throws Exception {
        applied(CreateUsers.class, AddSize.class);
        List<String> before = ledger();

        PreflightReport report = rehearse(Optional.empty(), CreateUsers.class, AddSize.class, IndexSize.class);

        assertThat(report.place()).isEqualTo(Place.BUILD);
        assertThat(report.database()).isEqualTo(database.database().label());
        assertThat(report.migrations())
                .singleElement()
                .satisfies(migration -> assertThat(migration.statements())
                        .extracting(MeasuredStatement::sql)
                        .containsExactly("CREATE INDEX CONCURRENTLY users_size ON users (size)"));
        assertThat(why(report)).contains("built from an empty database, then 2 migrations;");
        assertThat(ledger()).isEqualTo(before);
    }

    @Test
    void theNewestSnapshotThatTheDatabaseHasPassedIsBuilt() throws Exception {
        write("db/schema_history/1.sql", "CREATE TABLE users (id int, name text);\n");
        write("db/schema_history/2.sql", "CREATE TABLE users (id int, name text, size int);\n");
        write("db/schema_history/3.sql", "CREATE TABLE nobody_is_here ();\n");
        applied(CreateUsers.class, AddSize.class);

        PreflightReport nearest = rehearse(Optional.empty(), CreateUsers.class, AddSize.class, IndexSize.class);
        PreflightReport named = rehearse(Optional.of("1"), CreateUsers.class, AddSize.class, IndexSize.class);

        assertThat(why(nearest)).contains("built from db/schema_history 2;");
        assertThat(why(named)).contains("built from db/schema_history 1, then 1 migration;");
        assertThat(named.migrations()).hasSize(1);
        assertThat(problems(Optional.of("3"), CreateUsers.class, AddSize.class, IndexSize.class))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.PREFLIGHT_NO_POINT);
                    assertThat(problem.why()).contains("3 index_size");
                });
    }

    @Test
    void theLedgerOfTheBuildSaysWhatThatOfTheDatabaseSays() throws Exception {
        applied(CreateUsers.class, AddSize.class);
        TestProject.writeIndex(root, "2", CreateUsers.class, AddSize.class, IndexSize.class);

        ConfitureException refused = catchThrowableOfType(
                ConfitureException.class,
                () -> guarded().migrations().preflightBuilt(Optional.empty(), Optional.empty()));

        assertThat(refused.problems()).extracting(Problem::code).containsOnly(ProblemCode.HISTORY_CHANGED);
    }

    @Test
    void whatStaysIsNotSaidOfTheDatabase() throws Exception {
        applied(CreateUsers.class);

        assertThat(problems(Optional.empty(), CreateUsers.class, AddSize.class, Fails.class))
                .first()
                .satisfies(problem -> assertThat(problem.why())
                        .contains("done before it, and staying: 2 add_size")
                        .endsWith("that was the rehearsal on a build of its point, which is dropped; "
                                + database.database().label() + " is as it was"));
    }

    @Test
    void aPointThatCannotBeBuiltIsTold() throws Exception {
        write("db/schema_history/2.sql", "CREATE TABLE users (id int, name text, size int) TABLESPACE elsewhere;\n");
        applied(CreateUsers.class, AddSize.class);

        assertThat(problems(Optional.empty(), CreateUsers.class, AddSize.class, IndexSize.class))
                .first()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.PREFLIGHT_NO_POINT);
                    assertThat(problem.why()).contains("db/schema_history 2");
                });
        assertThat(problems(Optional.empty(), CreateUsers.class))
                .as("a migration that the code has lost")
                .first()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.PREFLIGHT_NO_POINT));
    }

    private void applied(Class<?>... migrations) throws Exception {
        TestProject.writeIndex(root, "1", migrations);
        guarded().migrations().apply();
    }

    private PreflightReport rehearse(Optional<String> point, Class<?>... migrations) throws Exception {
        TestProject.writeIndex(root, "1", migrations);
        return guarded().migrations().preflightBuilt(Optional.empty(), point);
    }

    private List<Problem> problems(Optional<String> point, Class<?>... migrations) {
        return catchThrowableOfType(ConfitureException.class, () -> rehearse(point, migrations))
                .problems();
    }

    private static String why(PreflightReport report) {
        return report.notices().stream()
                .filter(notice -> notice.code() == ProblemCode.PREFLIGHT_NO_ROWS)
                .map(Problem::why)
                .findFirst()
                .orElseThrow();
    }

    private Confiture guarded() throws SQLException {
        String user;
        try (Session session = database.open()) {
            user = session.queryOne("SELECT current_user", row -> row.getString(1))
                    .orElseThrow();
        }
        DatabaseUrl url = new DatabaseUrl.Server(
                List.of(database.database().hosts()),
                database.database().name(),
                Map.of("user", user, "password", TestServer.password()));
        Environment plain = Environment.of("production", url);
        Environment guarded = new Environment(
                plain.name(),
                url,
                Optional.of("environment \"production\" is marked protected"),
                List.of(SchemaFolder.DEFAULT),
                plain.seedMode(),
                plain.build(),
                plain.migration());
        return Confiture.of(
                Project.of(root, guarded),
                MigrationClassPath.of(
                        List.of(root, TestProject.classes()), List.of(), RehearsalOnBuildTest.class.getClassLoader()),
                EngineSettings.of(root));
    }

    private List<String> ledger() throws SQLException {
        try (Session session = database.open()) {
            return session.query(
                    "SELECT 'row ' || to_jsonb(t)::text FROM tb_confiture t UNION ALL"
                            + " SELECT 'event ' || to_jsonb(e)::text FROM tb_confiture_event e ORDER BY 1",
                    row -> row.getString(1));
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
