package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.ProjectFolder.AddSize;
import dev.confiture.ProjectFolder.CreateUsers;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.config.EnvironmentReader;
import dev.confiture.config.Overrides;
import dev.confiture.config.Project;
import dev.confiture.config.url.Surroundings;
import dev.confiture.diff.Change;
import dev.confiture.event.EventSink;
import dev.confiture.index.MigrationVersion;
import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.TestProject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is compared with db/schema as "migrations". */
class ReplayTest {

    private static final String USERS = "CREATE TABLE users (id int, name text);\n";
    private static final String WITH_SIZE = "CREATE TABLE users (id int, name text, size int);\n";

    @SuppressWarnings("NullAway.Init")
    private ProjectFolder folder;

    @Migration(version = "2", name = "add_size")
    @Up("ALTER TABLE users ADD COLUMN size text")
    @Down("ALTER TABLE users DROP COLUMN size")
    public static final class AddWrongSize {}

    @Migration(version = "3", name = "let_read")
    @Up("GRANT SELECT ON users TO replay_reader")
    @Down("REVOKE SELECT ON users FROM replay_reader")
    public static final class LetRead {}

    @Migration(version = "3", name = "add_nobody", data = true)
    @Up("INSERT INTO users (id) VALUES (1)")
    @Down("DELETE FROM users WHERE id = 1")
    public static final class AddNobody {}

    @BeforeEach
    void layOut(@TempDir Path root) throws IOException {
        folder = new ProjectFolder(root);
        folder.write("confiture.yaml", "environments: {local: {database_url: embedded}}\n");
        folder.write("db/schema/users.sql", WITH_SIZE);
    }

    @Test
    void aMigrationThatDoesNotMakeItsSnapshotIsFound() throws IOException {
        folder.write("db/schema_history/1.sql", USERS);
        folder.write("db/schema_history/2.sql", WITH_SIZE);
        assertThat(changes(compared("migrations", CreateUsers.class, AddSize.class)))
                .isEmpty();
        assertThat(changes(compared("migrations", CreateUsers.class, AddWrongSize.class)))
                .containsExactly("column public.users.size");
    }

    @Test
    void migrationsThatAreGoneFromTheCodeAreInTheSnapshotBeforeTheFirst() throws IOException {
        folder.write("db/schema_history/1.sql", USERS);
        folder.write("db/schema_history/2.sql", "SELECT 'never run';\n");
        DiffReport report = compared("migrations", AddSize.class);
        assertThat(report.from()).isEqualTo("migrations, from db/schema_history 1");
        assertThat(changes(report)).isEmpty();
    }

    @Test
    void aNamedSnapshotIsTheStart() throws IOException {
        folder.write("db/schema_history/1.sql", USERS);
        DiffReport report = compared("migrations:1", CreateUsers.class, AddSize.class);
        assertThat(report.from()).isEqualTo("migrations, from db/schema_history 1");
        assertThat(changes(report)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9, schema.no-snapshot", "v1, build.unknown-point", "git:v1, git.no-repository"})
    void aStartThatIsNotThereIsAllThatIsSaid(String start, String code) {
        assertThat(catchThrowableOfType(
                                ConfitureException.class, () -> compared("migrations:" + start, CreateUsers.class))
                        .problems())
                .extracting(problem -> problem.code().id())
                .containsExactly(code);
    }

    @Test
    void aMigrationThatMissesAnEarlierOneSaysWhereItStarted() throws IOException {
        folder.write("db/schema_history/2.sql", WITH_SIZE);
        List<Problem> problems = catchThrowableOfType(
                        ConfitureException.class, () -> compared("migrations", AddSize.class))
                .problems();
        assertThat(problems)
                .extracting(Problem::code)
                .containsExactly(ProblemCode.RUN_FAILED, ProblemCode.DIFF_NOT_REPLAYED);
        assertThat(problems.get(1).what()).isEqualTo("The migrations do not run from an empty database.");
        assertThat(problems.get(1).fix()).contains("migrations:2");
    }

    @Test
    void rolesThatMigrationsNameAreThere() throws IOException {
        folder.write("db/schema/zz_rights.sql", "GRANT SELECT ON users TO replay_reader;\n");
        assertThat(changes(compared("migrations", CreateUsers.class, AddSize.class, LetRead.class)))
                .isEmpty();
    }

    @Test
    void theSchemaThatOnlyTheLedgerNeedsIsNoDifference() throws IOException {
        folder.write("confiture.yaml", "environments: {local: {database_url: embedded, ledger: {schema: Own}}}\n");
        assertThat(changes(compared("migrations", CreateUsers.class, AddSize.class)))
                .isEmpty();
    }

    @Test
    void theProofStartsWithoutTheRowsOfMigrations() throws IOException {
        folder.write("db/schema/users.sql", "CREATE TABLE users (id int, name text NOT NULL, size int);\n");
        TestProject.writeIndex(folder.root(), "1", CreateUsers.class, AddSize.class, AddNobody.class);
        GenerateReport report = journey()
                .generate(new GenerateRequest(
                        "require_name",
                        "migrations",
                        "db/schema",
                        Instant.parse("2026-11-21T10:15:00Z"),
                        "db.migrations"));
        assertThat(report.written()).isNotEmpty();
    }

    @Test
    void noMigrationOfTheCodeIsLeftOut() {
        assertThat(start(List.of("1", "5", "9"), "5", "6")).isEqualTo("1");
        assertThat(start(List.of("5", "9"), "6", "10")).isEqualTo("5");
        assertThat(start(List.of("5", "9"), "3", "10")).isEqualTo("nothing");
        assertThat(start(List.of("5", "9"))).isEqualTo("9");
        assertThat(start(List.of(), "1")).isEqualTo("nothing");
    }

    @Test
    void itIsSaidWhereItStarted() {
        assertThat(Replay.label(Optional.of("2"))).isEqualTo("db/schema_history 2");
        assertThat(Replay.label(Optional.of("git:v1.4"))).isEqualTo("git:v1.4");
        assertThat(Replay.label(Optional.empty())).isEqualTo("an empty database");
    }

    private static String start(List<String> snapshots, String... migrations) {
        return Replay.start(
                        snapshots.stream().map(MigrationVersion::of).toList(),
                        Stream.of(migrations).map(MigrationVersion::of).toList())
                .map(MigrationVersion::text)
                .orElse("nothing");
    }

    private DiffReport compared(String from, Class<?>... migrations) {
        TestProject.writeIndex(folder.root(), "1", migrations);
        return journey().compare(from, "db/schema");
    }

    private DiffJourney journey() {
        Surroundings surroundings = Surroundings.ofThisProcess();
        Project project =
                EnvironmentReader.read(folder.root(), surroundings, "local", Overrides.NONE, EventSink.none());
        return Confiture.of(project, folder.classPath(), folder.settings()).differences(surroundings);
    }

    private static List<String> changes(DiffReport report) {
        return report.changes().changes().stream()
                .map(Change::key)
                .map(ObjectKey::toString)
                .toList();
    }
}
