package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.config.EnvironmentReader;
import dev.confiture.config.Overrides;
import dev.confiture.config.Project;
import dev.confiture.config.url.Surroundings;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.event.EventSink;
import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.PreflightReport;
import dev.confiture.runner.TestProject;
import dev.confiture.runner.code.MigrationClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scratch databases on a server that others use. Nothing embedded can be started here: there are no programs. */
class ScratchUrlTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private FreshDatabase mine;

    @Migration(version = "1", name = "create_users")
    @Up("CREATE TABLE users (id int, name text)")
    @Down("DROP TABLE users")
    public static final class CreateUsers {}

    @BeforeEach
    void layOut() throws Exception {
        mine = TestServer.freshDatabase();
        write("db/schema/users.sql", "CREATE TABLE users (\n    id int,\n    name text,\n    bio text\n);\n");
        configure(url(TestServer.maintenance(), TestServer.password()));
        TestProject.writeIndex(root, "1", CreateUsers.class);
    }

    @AfterEach
    void drop() throws SQLException {
        mine.close();
    }

    @Test
    void schemasAreComparedAndProvedThereAndNothingStays() throws Exception {
        DiffJourney journey = confiture().differences(Surroundings.ofThisProcess());
        assertThat(journey.compare("migrations", "db/schema").changes().changes())
                .singleElement()
                .satisfies(change -> assertThat(change.key()).hasToString("column public.users.bio"));
        GenerateReport report = journey.generate(new GenerateRequest(
                "add_bio", "migrations", "db/schema", Instant.parse("2026-11-21T10:15:00Z"), "db.migrations"));
        assertThat(report.written())
                .singleElement()
                .satisfies(written -> assertThat(written.draft().up())
                        .containsExactly("ALTER TABLE public.users ADD COLUMN bio text"));
        assertThat(scratchDatabasesOfNobody()).isEmpty();
    }

    @Test
    void aRehearsalOnABuildIsThereToo() throws Exception {
        PreflightReport report = confiture().migrations().preflightBuilt(Optional.empty(), Optional.empty());
        assertThat(report.migrations()).hasSize(1);
    }

    @Test
    void aRoleThatIsNotThereIsNamedAndNotMade() throws Exception {
        write("db/schema/zz_rights.sql", "GRANT SELECT ON users TO nobody_here;\n");
        Problem problem = problem("empty", "db/schema");
        assertThat(problem.code()).isEqualTo(ProblemCode.DIFF_MISSING_ROLE);
        assertThat(problem.text())
                .contains("\"nobody_here\"", "db/schema/zz_rights.sql:1:")
                .doesNotContain(TestServer.password());
        try (Session session = TestServer.maintenance().open("confiture:test")) {
            assertThat(session.query("SELECT 1 FROM pg_roles WHERE rolname = 'nobody_here'", row -> true))
                    .isEmpty();
        }
    }

    @Test
    void aServerOfAnotherMajorIsRefused() throws Exception {
        configure(url(TestServer.maintenance(14), TestServer.password(14)));
        Problem problem = problem("database", "db/schema");
        assertThat(problem.code()).isEqualTo(ProblemCode.DIFF_OTHER_MAJOR);
        assertThat(problem.what()).contains("scratch_url is 14");
    }

    @Test
    void aServerThatIsNotThereIsToldWithoutItsPassword() throws Exception {
        write(
                "confiture.yaml",
                "environments: {local: {database_url: embedded, scratch_url: 'postgresql://me:s3cret@127.0.0.1:1/x'}}\n");
        Problem problem = problem("empty", "db/schema");
        assertThat(problem.code()).isEqualTo(ProblemCode.DATABASE_UNREACHABLE);
        assertThat(problem.text()).contains("scratch_url", "127.0.0.1:1").doesNotContain("s3cret");
    }

    @Test
    void twoDatabasesAreComparedWithoutAnyServerToWorkOn() throws Exception {
        configure("postgresql://me@127.0.0.1:1/x");
        try (FreshDatabase other = TestServer.freshDatabase();
                Session session = other.open()) {
            session.execute("CREATE TABLE notes (id int)");
            DiffReport report = confiture()
                    .differences(Surroundings.ofThisProcess())
                    .compare("database", url(other.database(), TestServer.password()));
            assertThat(report.changes().changes())
                    .extracting(change -> change.key().toString())
                    .contains("table public.notes");
        }
    }

    @Test
    void itIsTheUrlOfAServer() throws Exception {
        write("confiture.yaml", "environments:\n  local:\n    database_url: embedded\n    scratch_url: embedded\n");
        Problem problem = problem("empty", "db/schema");
        assertThat(problem.code()).isEqualTo(ProblemCode.CONFIG_BAD_VALUE);
        assertThat(problem.where().orElseThrow().position()).isEqualTo("confiture.yaml:4:18");
    }

    private Problem problem(String from, String to) {
        return catchThrowableOfType(
                        ConfitureException.class,
                        () -> confiture()
                                .differences(Surroundings.ofThisProcess())
                                .compare(from, to))
                .problems()
                .get(0);
    }

    private Confiture confiture() {
        Project project =
                EnvironmentReader.read(root, Surroundings.ofThisProcess(), "local", Overrides.NONE, EventSink.none());
        EngineSettings settings = new EngineSettings(
                root,
                artifact -> {
                    throw new AssertionError("an embedded server is started");
                },
                EventSink.none());
        return Confiture.of(
                project,
                MigrationClassPath.of(
                        List.of(root, TestProject.classes()), List.of(), ScratchUrlTest.class.getClassLoader()),
                settings);
    }

    /** Sessions of ours are over, so their databases are nobody's; those of other tests are somebody's. */
    private static List<String> scratchDatabasesOfNobody() throws SQLException {
        try (Session session = TestServer.maintenance().open("confiture:test")) {
            return session.query(
                    "SELECT datname FROM pg_database WHERE datname LIKE 'confiture_scratch_%'"
                            + " AND split_part(datname, '_', 3) NOT IN (SELECT pid::text FROM pg_stat_activity)",
                    row -> row.getString(1));
        }
    }

    private void configure(String scratch) throws IOException {
        write(
                "confiture.yaml",
                "environments:\n  local:\n    database_url: \"" + url(mine.database(), TestServer.password())
                        + "\"\n    scratch_url: \"" + scratch + "\"\n");
    }

    private static String url(Database database, String password) {
        return "jdbc:postgresql://" + database.hosts() + "/" + database.name() + "?user=postgres&password=" + password;
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
