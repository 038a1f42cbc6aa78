package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.config.EnvironmentReader;
import dev.confiture.config.Overrides;
import dev.confiture.config.Project;
import dev.confiture.config.url.Surroundings;
import dev.confiture.db.Session;
import dev.confiture.diff.CatalogFilter;
import dev.confiture.diff.Change;
import dev.confiture.diff.NamePattern;
import dev.confiture.embedded.EveryMajor;
import dev.confiture.event.EventSink;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.code.MigrationClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiffJourneyTest {

    private static final String USERS = """
            CREATE TABLE users (
                id int PRIMARY KEY,
                name text
            );
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @Test
    void environmentsAndUrlsAreReadAndNothingIsWrittenThere() throws Exception {
        try (FreshDatabase mine = database("CREATE TABLE users (id int PRIMARY KEY)");
                FreshDatabase staging = database("CREATE TABLE users (id int PRIMARY KEY, name text)")) {
            DiffJourney differences = project(mine, staging);
            List<String> before = List.of(definitions(mine), definitions(staging));
            assertThat(changes(differences.compare("local", "staging"))).containsExactly("column public.users.name");
            assertThat(changes(differences.compare("staging", url(mine)))).containsExactly("column public.users.name");
            assertThat(differences.compare(url(staging), "staging").isEqual()).isTrue();
            assertThat(differences.compare(url(mine), "local").from())
                    .startsWith("postgresql://")
                    .doesNotContain(TestServer.password());
            assertThat(List.of(definitions(mine), definitions(staging))).isEqualTo(before);
        }
    }

    @Test
    void rightsOfARoleThatOnlyTheDatabaseKnowsAreTakenAway() throws Exception {
        write("db/schema/users.sql", USERS);
        try (FreshDatabase mine = database(USERS);
                Session session = mine.database().open("confiture:test")) {
            session.execute("CREATE ROLE only_here");
            try {
                session.execute("GRANT SELECT ON users TO only_here");
                GenerateReport report = project(mine, mine)
                        .generate(new GenerateRequest(
                                "close_users", "database", "db/schema", Instant.EPOCH, "db.migrations"));
                assertThat(report.written())
                        .singleElement()
                        .satisfies(written -> assertThat(written.draft().up())
                                .containsExactly("REVOKE SELECT ON TABLE public.users FROM only_here"));
            } finally {
                session.execute("DROP OWNED BY only_here; DROP ROLE only_here");
            }
        }
    }

    @Test
    void aDatabaseThatItsServerDoesNotHaveIsAbsent() throws Exception {
        write("db/schema/users.sql", USERS);
        try (FreshDatabase mine = database("")) {
            String missing = url(mine).replace(mine.database().name(), "nowhere");
            ConfitureException failure = catchThrowableOfType(
                    ConfitureException.class, () -> project(mine, mine).compare(missing, "db/schema"));
            assertThat(failure.problems()).extracting(Problem::code).containsExactly(ProblemCode.DATABASE_ABSENT);
        }
    }

    @Test
    void anEnvironmentWhoseServerWasNeverStartedIsNamed() throws Exception {
        write("db/schema/users.sql", USERS);
        try (FreshDatabase mine = database("")) {
            Problem problem = problem(project(url(mine), "embedded"), "staging", "db/schema");
            assertThat(problem.code()).isEqualTo(ProblemCode.DATABASE_ABSENT);
            assertThat(problem.what()).isEqualTo("The database of staging does not exist.");
            assertThat(problem.fix()).contains("-Dconfiture.env=staging");
        }
    }

    @Test
    void bothSchemasMayMakeTheSameRole() throws Exception {
        String role = """
                DO $$ BEGIN
                  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'in_both') THEN CREATE ROLE in_both; END IF;
                  PERFORM pg_sleep(1);
                END $$;
                """;
        write("one/role.sql", role);
        write("two/role.sql", role + "COMMENT ON ROLE in_both IS 'of both';" + USERS);
        try (FreshDatabase mine = database("")) {
            DiffReport report = project(mine, mine).compare("one", "two");
            assertThat(changes(report)).contains("table public.users");
        }
    }

    @Test
    void whatDiffersIsToldWithThePlaceThatDefinesIt() throws Exception {
        try (FreshDatabase mine = database("CREATE TABLE users (id int PRIMARY KEY, age int)")) {
            write("db/schema/users.sql", USERS);
            DiffReport report = project(mine, mine).compare("database", "db/schema");
            assertThat(report.places())
                    .extractingFromEntries(
                            entry -> entry.getKey() + " " + entry.getValue().position())
                    .containsExactlyInAnyOrder(
                            "column public.users.name db/schema/users.sql:3:5",
                            "column public.users.age db/schema/users.sql:1:1");
        }
    }

    @Test
    void theScratchServerIsOfTheMajorOfTheDatabase() throws Exception {
        try (FreshDatabase old = TestServer.freshDatabase(14)) {
            write("db/schema/users.sql", USERS);
            try (Session session = old.open()) {
                session.execute(USERS);
            }
            DiffJourney differences = project(url(old, TestServer.password(14)), "embedded");
            assertThat(differences.compare("database", "db/schema").isEqual()).isTrue();
            try (FreshDatabase other = TestServer.freshDatabase()) {
                assertThat(code(differences, "database", url(other))).isEqualTo(ProblemCode.DIFF_OTHER_MAJOR);
            }
        }
    }

    @Test
    void whatIsNoSourceIsAnsweredWithTheListOfThem() throws Exception {
        try (FreshDatabase mine = database("")) {
            Problem problem = problem(project(mine, mine), "stagign", "empty");
            assertThat(problem.code()).isEqualTo(ProblemCode.DIFF_UNKNOWN_SOURCE);
            assertThat(problem.why()).contains("local, staging, migrations:<version>, git:<ref>");
            assertThat(problem.fix()).startsWith("Did you mean \"staging\"?");
        }
    }

    @Test
    void twoSourcesThatAreNoneAreBothTold() throws Exception {
        DiffJourney differences = project("embedded", "embedded");
        assertThat(problems(differences, "stagign", "lcoal"))
                .extracting(Problem::what)
                .containsExactly("\"stagign\" is no source of a schema.", "\"lcoal\" is no source of a schema.");
        assertThat(problems(differences, "stagign", "stagign")).hasSize(1);
    }

    @Test
    void aFilterThatLeavesNothingToCompareIsAnError() throws Exception {
        write("db/schema/a.sql", "CREATE SCHEMA shop; CREATE TABLE shop.users (id int);\n");
        DiffJourney differences = project("embedded", "embedded");
        assertThat(differences.compare("empty", "db/schema", only("shop")).isEqual())
                .isFalse();
        assertThat(catchThrowableOfType(
                                ConfitureException.class, () -> differences.compare("empty", "db/schema", only("shp")))
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.DIFF_IDLE_FILTER);
                    assertThat(problem.fix()).startsWith("Did you mean \"shop\"?");
                });
    }

    private static CatalogFilter only(String pattern) {
        return new CatalogFilter(List.of(new NamePattern(pattern)), List.of(), List.of(), Set.of(), Set.of(), Set.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void anExtensionThatTheScratchServerLacksIsNamed(int major) throws Exception {
        write("db/schema/a.sql", "SELECT 1;\nCREATE EXTENSION not_there;\n");
        Problem problem = problem(project("embedded:" + major, "embedded"), "empty", "db/schema");
        assertThat(problem.code()).isEqualTo(ProblemCode.DIFF_MISSING_EXTENSION);
        assertThat(problem.what()).contains("\"not_there\"");
        assertThat(problem.where().orElseThrow().position()).startsWith("db/schema/a.sql:2:");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamedAsSuch() throws Exception {
        String nobody = "postgresql://app:s3cret@127.0.0.1:1/app";
        Problem problem = problem(project("embedded", "embedded"), nobody, "empty");
        assertThat(problem.code()).isEqualTo(ProblemCode.DATABASE_UNREACHABLE);
        assertThat(problem.text()).contains("127.0.0.1:1").doesNotContain("s3cret");
    }

    @Test
    void aHostThatNobodyKnowsIsNamedAsTheReason() throws Exception {
        Problem problem = problem(project("embedded", "embedded"), "postgresql://app@nowhere.invalid/app", "empty");
        assertThat(problem.why()).endsWith("\ncaused by: java.net.UnknownHostException: nowhere.invalid");
    }

    private static ProblemCode code(DiffJourney differences, String from, String to) {
        return problem(differences, from, to).code();
    }

    private static Problem problem(DiffJourney differences, String from, String to) {
        return problems(differences, from, to).get(0);
    }

    private static List<Problem> problems(DiffJourney differences, String from, String to) {
        return catchThrowableOfType(ConfitureException.class, () -> differences.compare(from, to))
                .problems();
    }

    private static List<String> changes(DiffReport report) {
        return report.changes().changes().stream()
                .map(Change::key)
                .map(ObjectKey::toString)
                .toList();
    }

    private static FreshDatabase database(String ddl) throws SQLException {
        FreshDatabase database = TestServer.freshDatabase();
        try (Session session = database.open()) {
            if (!ddl.isEmpty()) {
                session.execute(ddl);
            }
        }
        return database;
    }

    private static String definitions(FreshDatabase database) throws SQLException {
        try (Session session = database.open()) {
            return ServerDefinitions.read(session, DefinitionScope.everything()).toString();
        }
    }

    private DiffJourney project(FreshDatabase local, FreshDatabase staging) throws IOException {
        return project(url(local), url(staging));
    }

    private DiffJourney project(String local, String staging) throws IOException {
        write(
                "confiture.yaml",
                "environments:\n  local:\n    database_url: \"" + local + "\"\n  staging:\n    database_url: \""
                        + staging + "\"\n");
        Surroundings surroundings = Surroundings.ofThisProcess();
        Project project = EnvironmentReader.read(root, surroundings, "local", Overrides.NONE, EventSink.none());
        EngineSettings settings =
                new EngineSettings(root, artifact -> Optional.of(EveryMajor.jar(artifact)), EventSink.none());
        return Confiture.of(project, MigrationClassPath.of(DiffJourneyTest.class.getClassLoader()), settings)
                .differences(surroundings);
    }

    /** With the password: the URL as somebody may write it. */
    private static String url(FreshDatabase database) {
        return url(database, TestServer.password());
    }

    private static String url(FreshDatabase database, String password) {
        return "jdbc:postgresql://" + database.database().hosts() + "/"
                + database.database().name() + "?user=postgres&password=" + password;
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
