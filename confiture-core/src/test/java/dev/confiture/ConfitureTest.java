package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.confiture.build.BuildReport.Outcome;
import dev.confiture.config.Environment;
import dev.confiture.config.EnvironmentReader;
import dev.confiture.config.Overrides;
import dev.confiture.config.Project;
import dev.confiture.config.SeedMode;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.config.url.Surroundings;
import dev.confiture.db.Session;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.EmbeddedPostgres;
import dev.confiture.embedded.disk.DirectoryTree;
import dev.confiture.event.EventSink;
import dev.confiture.history.HistoryEntry;
import dev.confiture.history.MigrationState;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.ReversibleMigration;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.RollbackRequest;
import dev.confiture.runner.StatusReport.LedgerFound;
import dev.confiture.runner.TestProject;
import dev.confiture.runner.code.MigrationClassPath;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole journeys, as a Java program takes them. */
class ConfitureTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @Migration(version = "1", name = "create_users")
    public static final class CreateUsers implements ReversibleMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE users (id int)");
        }

        @Override
        public void down(MigrationContext db) throws SQLException {
            db.execute("DROP TABLE users");
        }
    }

    @Migration(version = "2", name = "add_bio")
    public static final class AddBio implements ReversibleMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("ALTER TABLE users ADD COLUMN bio text");
        }

        @Override
        public void down(MigrationContext db) throws SQLException {
            db.execute("ALTER TABLE users DROP COLUMN bio");
        }
    }

    @Test
    void aProjectIsBuiltMigratedAndRolledBackOnTheEmbeddedServer() throws Exception {
        write("confiture.yaml", "environments: {test: {database_url: embedded, build: {existing: recreate}}}\n");
        write("db/schema/users.sql", "CREATE TABLE users (id int, bio text);\n");
        write("db/schema_history/1.sql", "CREATE TABLE users (id int);\n");
        TestProject.writeIndex(root.resolve("classes"), "1", CreateUsers.class, AddBio.class);
        ClassLoader former = Thread.currentThread().getContextClassLoader();
        URL[] classes = {root.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, ConfitureTest.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Confiture confiture = Confiture.of(root, "test");

            assertThat(confiture.migrations().status().ledger()).isEqualTo(LedgerFound.NO_DATABASE);
            assertThat(confiture.migrations().validate().isValid()).isTrue();
            assertThat(confiture.server().stop()).isFalse();
            assertThat(root.resolve(".confiture")).doesNotExist();

            assertThat(confiture.schema().build(BuildOptions.from("1")).pending())
                    .containsExactly("2 add_bio");
            assertThat(confiture.server().status().running()).isPresent();
            assertThat(confiture.migrations().apply().ran())
                    .extracting(ran -> ran.migration().label())
                    .containsExactly("2 add_bio");
            assertThat(states(confiture)).containsExactly(MigrationState.BUILT, MigrationState.APPLIED);

            assertThat(confiture.migrations().rollback(RollbackRequest.steps(1)).pending())
                    .extracting(ResolvedMigration::label)
                    .containsExactly("2 add_bio");
            assertThat(confiture.migrations().apply().pending()).isEmpty();
            assertThat(confiture.schema().build(BuildOptions.DEFAULTS).outcome())
                    .isEqualTo(Outcome.UP_TO_DATE);
            assertThat(confiture.migrations().validate().compared()).isEqualTo(2);
            assertThat(confiture.schema().snapshot(Optional.empty())).isEqualTo("db/schema_history/2.sql");
            assertThat(confiture.server().stop()).isTrue();
        } finally {
            Thread.currentThread().setContextClassLoader(former);
            EmbeddedPostgres.inProject(root, EmbeddedOptions.fast()).destroy();
        }
    }

    @Test
    void aServerThatGoesDownDuringABuildSaysWhy() throws Exception {
        assumeTrue(DirectoryTree.isPosix(root));
        write("confiture.yaml", "environments: {test: {database_url: embedded, build: {existing: recreate}}}\n");
        write("db/schema/users.sql", "COPY (SELECT 1) TO PROGRAM 'kill -9 $PPID';\n");
        Confiture confiture = Confiture.of(root, "test");
        try {
            ConfitureException failure = catchThrowableOfType(
                    ConfitureException.class, () -> confiture.schema().build(BuildOptions.DEFAULTS));

            assertThat(failure.problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.DATABASE_ERROR, ProblemCode.EMBEDDED_CRASHED);
            assertThat(failure).hasMessageContaining("was terminated by signal 9");
            write("db/schema/users.sql", "CREATE TABLE users (id int);\n");
            assertThat(confiture.schema().build(BuildOptions.DEFAULTS).outcome())
                    .isEqualTo(Outcome.CREATED);
        } finally {
            EmbeddedPostgres.inProject(root, EmbeddedOptions.fast()).destroy();
        }
    }

    @Test
    void migrationsNeedNoSchema() throws Exception {
        TestProject.writeIndex(root, "1", CreateUsers.class, AddBio.class);
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase()) {
            Confiture confiture = onTestServer(fresh);
            assertThat(confiture.migrations().apply().ran()).hasSize(2);
            try (Session session = fresh.open()) {
                assertThat(session.query("SELECT bio FROM users", row -> row.getString(1)))
                        .isEmpty();
            }
            assertThat(states(confiture)).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED);
        }
    }

    @Test
    void aProjectWithoutSchemaGetsItsEmbeddedDatabaseFromTheStart() throws Exception {
        write("confiture.yaml", "environments: {test: {database_url: embedded, build: {existing: recreate}}}\n");
        TestProject.writeIndex(root, "1", CreateUsers.class, AddBio.class);
        Project project =
                EnvironmentReader.read(root, Surroundings.ofThisProcess(), "test", Overrides.NONE, EventSink.none());
        Confiture confiture = Confiture.of(project, classPath(), EngineSettings.of(root));
        try {
            assertThatThrownBy(() -> confiture.migrations().apply())
                    .isInstanceOf(ConfitureException.class)
                    .hasMessageContaining("[database.absent]")
                    .hasMessageContaining("mvn confiture:start");

            confiture.server().start();
            confiture.server().start();

            assertThat(confiture.migrations().apply().ran()).hasSize(2);
        } finally {
            EmbeddedPostgres.inProject(root, EmbeddedOptions.fast()).destroy();
        }
    }

    @Test
    void aBuildWithoutSeedsIsUpToDateAfterAMigrate() throws Exception {
        write("db/schema/10.sql", "CREATE TABLE users (id int);\n");
        write("db/schema/20_seeds/users.sql", "INSERT INTO users VALUES (1);\n");
        TestProject.writeIndex(root, "1", CreateUsers.class, AddBio.class);
        BuildOptions withoutSeeds = BuildOptions.with(SeedMode.SEQUENTIAL);
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase()) {
            Confiture confiture = onTestServer(fresh);
            confiture.schema().build(withoutSeeds);
            write("db/schema/10.sql", "CREATE TABLE users (id int); -- as the migrations leave it\n");

            assertThat(confiture.migrations().apply().pending()).isEmpty();

            assertThat(confiture.schema().build(withoutSeeds).outcome()).isEqualTo(Outcome.UP_TO_DATE);
            assertThat(confiture.schema().build(BuildOptions.DEFAULTS).outcome())
                    .isEqualTo(Outcome.KEPT);
        }
    }

    @Test
    void aServerThatIsNotOursIsNeitherStartedNorStopped() throws Exception {
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase()) {
            Confiture confiture = onTestServer(fresh);
            assertThatThrownBy(() -> confiture.server().stop())
                    .isInstanceOf(ConfitureException.class)
                    .hasMessageContaining("config.not-embedded");
        }
    }

    private Confiture onTestServer(TestServer.FreshDatabase fresh) throws IOException, SQLException {
        String user;
        try (Session session = fresh.open()) {
            user = session.queryOne("SELECT current_user", row -> row.getString(1))
                    .orElseThrow();
        }
        DatabaseUrl url = new DatabaseUrl.Server(
                List.of(fresh.database().hosts()),
                fresh.database().name(),
                Map.of("user", user, "password", TestServer.password()));
        return Confiture.of(Project.of(root, Environment.of("local", url)), classPath(), EngineSettings.of(root));
    }

    private MigrationClassPath classPath() {
        return MigrationClassPath.of(
                List.of(root, TestProject.classes()), List.of(), ConfitureTest.class.getClassLoader());
    }

    private static List<MigrationState> states(Confiture confiture) {
        return confiture.migrations().status().entries().stream()
                .map(HistoryEntry::state)
                .toList();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
