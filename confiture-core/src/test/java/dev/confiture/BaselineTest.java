package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.ProjectFolder.AddSize;
import dev.confiture.ProjectFolder.CreateUsers;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.config.BuildSettings;
import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings;
import dev.confiture.config.Project;
import dev.confiture.config.SchemaFolder;
import dev.confiture.config.SeedMode;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Session;
import dev.confiture.diff.CatalogFilter;
import dev.confiture.diff.NamePattern;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.BaselineReport;
import dev.confiture.runner.BaselineReport.Outcome;
import dev.confiture.runner.BaselineRequest.DataMigrations;
import dev.confiture.runner.RollbackRequest;
import dev.confiture.runner.TestProject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that somebody else made becomes ours. */
class BaselineTest {

    private static final String USERS = "CREATE TABLE users (\n    id int,\n    name text\n);\n";
    private static final String WITH_SIZE = "CREATE TABLE users (\n    id int,\n    name text,\n    size int\n);\n";

    /** What another tool left beside the schema. */
    private static final String OTHER_LEDGER = "CREATE TABLE flyway_schema_history (installed_rank int)";

    @SuppressWarnings("NullAway.Init")
    private ProjectFolder folder;

    @SuppressWarnings("NullAway.Init")
    private FreshDatabase database;

    private Optional<String> protectedBecause = Optional.empty();

    @Migration(version = "2", name = "fill_names", data = true)
    @Up("UPDATE users SET name = 'nobody' WHERE name IS NULL")
    @Down("SELECT 1")
    public static final class FillNames {}

    @BeforeEach
    void prepare(@TempDir Path root) throws Exception {
        folder = new ProjectFolder(root);
        database = TestServer.freshDatabase();
        send(WITH_SIZE);
        send("INSERT INTO users VALUES (1, NULL, 7)");
        TestProject.writeIndex(root, "1", CreateUsers.class, AddSize.class);
        folder.write("db/schema/users.sql", WITH_SIZE);
    }

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    @Test
    void aDatabaseThatIsTheSchemaContainsAllMigrationsAndKeepsItsRows() throws Exception {
        BaselineReport report = migrations().baseline(BaselineOptions.DEFAULTS);
        assertThat(report.outcome()).isEqualTo(Outcome.ADOPTED);
        assertThat(labels(report.contained())).containsExactly("1 create_users", "2 add_size");
        assertThat(states()).containsExactly("1 create_users baseline", "2 add_size baseline");
        assertThat(kinds()).containsExactly("created", "adopted", "migrated_to");
        assertThat(column("SELECT size FROM users")).containsExactly("7");
        assertThat(migrations().apply().ran()).isEmpty();
        assertThat(kinds()).hasSize(3);
    }

    @Test
    void whatCameAfterThePointIsMigrated() throws Exception {
        send("ALTER TABLE users DROP COLUMN size");
        folder.write("db/schema_history/1.sql", USERS);
        BaselineReport report = migrations().baseline(at("1"));
        assertThat(labels(report.contained())).containsExactly("1 create_users");
        assertThat(labels(report.pending())).containsExactly("2 add_size");
        assertThat(kinds()).containsExactly("created", "adopted");
        migrations().apply();
        assertThat(states()).containsExactly("1 create_users baseline", "2 add_size applied");
    }

    @Test
    void aProjectMayBeginWithoutMigrations() throws Exception {
        TestProject.writeIndex(folder.root(), "1");
        assertThat(migrations().baseline(BaselineOptions.DEFAULTS).contained()).isEmpty();
        assertThat(kinds()).containsExactly("created", "adopted", "migrated_to");
        TestProject.writeIndex(folder.root(), "1", FillNames.class);
        migrations().apply();
        assertThat(column("SELECT name FROM users")).containsExactly("nobody");
    }

    @Test
    void aDatabaseThatIsAnotherIsLeftAsItIsAndEveryDifferenceIsNamed() throws Exception {
        send("ALTER TABLE users ALTER size TYPE bigint; " + OTHER_LEDGER);
        Problem problem = refusal(BaselineOptions.DEFAULTS);
        assertThat(problem.code()).isEqualTo(ProblemCode.BASELINE_DIFFERENT);
        assertThat(problem.why().lines())
                .containsExactly(
                        "- table public.flyway_schema_history",
                        "- column public.flyway_schema_history.installed_rank",
                        "~ column public.users.size: type bigint → integer (db/schema/users.sql:4:5)");
        assertThat(hasLedger()).isFalse();
    }

    @Test
    void whatIsNotOursMayBeLeftOutAndIsNamed() throws Exception {
        send(OTHER_LEDGER);
        BaselineReport report = migrations().baseline(without("public.flyway_schema_history"));
        assertThat(report.compared().orElseThrow().leftOut()).containsExactly("table public.flyway_schema_history");
        assertThat(states()).hasSize(2);
    }

    @Test
    void aDryRunSaysTheSameAndWritesNothing() throws Exception {
        BaselineReport report = migrations().dryBaseline(BaselineOptions.DEFAULTS);
        assertThat(report.outcome()).isEqualTo(Outcome.PLANNED);
        assertThat(labels(report.contained())).containsExactly("1 create_users", "2 add_size");
        assertThat(hasLedger()).isFalse();
        send("ALTER TABLE users DROP COLUMN size");
        assertThat(catchThrowableOfType(
                        ConfitureException.class, () -> migrations().dryBaseline(BaselineOptions.DEFAULTS)))
                .hasMessageContaining("baseline.different");
    }

    @Test
    void nobodyGuessesWhetherADataMigrationRan() throws Exception {
        TestProject.writeIndex(folder.root(), "1", CreateUsers.class, FillNames.class);
        assertThat(refusal(BaselineOptions.DEFAULTS).code()).isEqualTo(ProblemCode.BASELINE_DATA_MIGRATIONS);
        assertThat(hasLedger()).isFalse();
    }

    @Test
    void aDataMigrationThatRanIsContained() throws Exception {
        TestProject.writeIndex(folder.root(), "1", CreateUsers.class, FillNames.class);
        migrations().baseline(saying(DataMigrations.CONTAINED));
        assertThat(migrations().apply().ran()).isEmpty();
        assertThat(column("SELECT count(name) FROM users")).containsExactly("0");
    }

    @Test
    void aDataMigrationThatDidNotRunIsNotLate() throws Exception {
        TestProject.writeIndex(folder.root(), "1", CreateUsers.class, FillNames.class, Last.class);
        BaselineReport report = migrations().baseline(saying(DataMigrations.PENDING));
        assertThat(labels(report.pending())).containsExactly("2 fill_names");
        assertThat(migrations().apply().notices()).isEmpty();
        assertThat(column("SELECT name FROM users")).containsExactly("nobody");
    }

    @Migration(version = "3", name = "last")
    @Up("ALTER TABLE users ADD COLUMN size int")
    @Down("ALTER TABLE users DROP COLUMN size")
    public static final class Last {}

    @Test
    void whoeverAdoptsTwiceChangesNothing() throws Exception {
        migrations().baseline(BaselineOptions.DEFAULTS);
        send("ALTER TABLE users DROP COLUMN size");
        BaselineReport again = migrations().baseline(BaselineOptions.DEFAULTS);
        assertThat(again.outcome()).isEqualTo(Outcome.THERE_ALREADY);
        assertThat(again.compared()).isEmpty();
        assertThat(kinds()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLedgerThatLacksAVersionIsNotMended(boolean isDry) throws Exception {
        TestProject.writeIndex(folder.root(), "1", CreateUsers.class);
        migrations().baseline(BaselineOptions.DEFAULTS);
        TestProject.writeIndex(folder.root(), "1", CreateUsers.class, AddSize.class);
        ConfitureException refused =
                catchThrowableOfType(ConfitureException.class, () -> run(isDry, BaselineOptions.DEFAULTS));
        assertThat(refused).hasMessageContaining("baseline.has-ledger").hasMessageContaining("2 add_size");
        assertThat(states()).containsExactly("1 create_users baseline", "2 add_size pending");
    }

    private void run(boolean isDry, BaselineOptions options) {
        if (isDry) {
            migrations().dryBaseline(options);
        } else {
            migrations().baseline(options);
        }
    }

    @Test
    void whatItWasAdoptedWithIsNeverRolledBack() throws Exception {
        migrations().baseline(BaselineOptions.DEFAULTS);
        assertThat(catchThrowableOfType(
                        ConfitureException.class, () -> migrations().rollback(RollbackRequest.steps(1))))
                .hasMessageContaining("the database was adopted with it");
        assertThat(states()).hasSize(2);
    }

    @Test
    void aProtectedDatabaseIsAdoptedAndStaysProtected() throws Exception {
        protectedBecause = Optional.of("it is marked so");
        migrations().baseline(BaselineOptions.DEFAULTS);
        assertThat(kinds()).containsExactly("created", "adopted", "migrated_to", "protected");
    }

    @Test
    void whatMigrateRefusesSaysHowToAdoptIt() throws Exception {
        ConfitureException refused = catchThrowableOfType(
                ConfitureException.class, () -> migrations().apply());
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.DATABASE_FOREIGN);
            assertThat(problem.fix()).contains("mvn confiture:baseline");
        });
    }

    private static BaselineOptions at(String point) {
        return new BaselineOptions(Optional.of(point), CatalogFilter.NONE, Optional.empty());
    }

    private static BaselineOptions saying(DataMigrations data) {
        return new BaselineOptions(Optional.empty(), CatalogFilter.NONE, Optional.of(data));
    }

    private static BaselineOptions without(String pattern) {
        CatalogFilter filter = new CatalogFilter(
                List.of(), List.of(new NamePattern(pattern)), List.of(), Set.of(), Set.of(), Set.of());
        return new BaselineOptions(Optional.empty(), filter, Optional.empty());
    }

    private Problem refusal(BaselineOptions options) {
        ConfitureException refused = catchThrowableOfType(
                ConfitureException.class, () -> migrations().baseline(options));
        return refused.problems().get(0);
    }

    private static List<String> labels(List<ResolvedMigration> migrations) {
        return migrations.stream().map(ResolvedMigration::label).toList();
    }

    private List<String> states() {
        return migrations().status().entries().stream()
                .map(entry -> entry.label() + " " + entry.state().text())
                .toList();
    }

    private List<String> kinds() throws SQLException {
        return column("SELECT kind FROM tb_confiture_event ORDER BY pk_confiture_event");
    }

    private boolean hasLedger() throws SQLException {
        return column("SELECT to_regclass('tb_confiture') IS NOT NULL").equals(List.of("t"));
    }

    private List<String> column(String query) throws SQLException {
        try (Session session = database.open()) {
            return session.query(query, row -> row.getString(1));
        }
    }

    private void send(String sql) throws SQLException {
        try (Session session = database.open()) {
            session.execute(sql);
        }
    }

    private MigrationJourney migrations() {
        DatabaseUrl url = new DatabaseUrl.Server(
                List.of(database.database().hosts()),
                database.database().name(),
                Map.of("user", "postgres", "password", TestServer.password()));
        Environment environment = new Environment(
                "local",
                url,
                protectedBecause,
                List.of(SchemaFolder.DEFAULT),
                SeedMode.CONCATENATE,
                BuildSettings.DEFAULTS,
                MigrationSettings.DEFAULTS);
        return Confiture.of(Project.of(folder.root(), environment), folder.classPath(), folder.settings())
                .migrations();
    }
}
