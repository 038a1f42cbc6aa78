package dev.confiture.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.Golden;
import dev.confiture.config.BuildSettings.Existing;
import dev.confiture.config.BuildSettings.SortMode;
import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.config.MigrationSettings.Pooler;
import dev.confiture.config.url.Surroundings;
import dev.confiture.event.Event;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentReaderTest {

    /** The form that projects already have. */
    private static final String EXISTING = """
            environments:
              local:
                database_url: postgresql://localhost/app_local
                schema_dirs:
                  - path: db/schema/00_foundation
                    order: 0
                  - {path: db/schema/10_tables, order: 10}
                migrations_dir: db/migrations
              production:
                database_url: ${DATABASE_URL}
                schema_dir: db/schema
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private final Map<String, String> variables = new TreeMap<>();
    private final List<Problem> noticed = new ArrayList<>();

    @Test
    void anExistingConfigurationReadsUnchanged() throws IOException {
        write("confiture.yaml", EXISTING);
        Project project = read("local");
        assertThat(project.root()).isEqualTo(root.toAbsolutePath().normalize());
        assertThat(project.environmentNames()).containsExactly("local", "production");
        Environment local = project.environment();
        assertThat(local.database().redacted()).isEqualTo("postgresql://me@localhost:5432/app_local");
        assertThat(local.schemaFolders())
                .containsExactly(
                        SchemaFolder.of("db/schema/00_foundation", 0), SchemaFolder.of("db/schema/10_tables", 10));
        assertThat(local.build()).isEqualTo(BuildSettings.DEFAULTS);
        assertThat(local.migration()).isEqualTo(MigrationSettings.DEFAULTS);
        assertThat(local.isProtected()).isFalse();

        variables.put("DATABASE_URL", "postgres://deploy:pw@db.example.org/app");
        Environment production = read("production").environment();
        assertThat(production.database().redacted()).isEqualTo("postgresql://deploy@db.example.org:5432/app");
        assertThat(production.schemaFolders()).containsExactly(SchemaFolder.of("db/schema", 0));
    }

    @Test
    void variablesNeedNoQuotesOnOneLineEither() throws IOException {
        write(
                "confiture.yaml",
                "environments: {local: {database_url: postgresql://localhost/app_local,"
                        + " schema_dirs: [{path: db/schema/00_foundation, order: 0}], migrations_dir: db/migrations},"
                        + " production: {database_url: ${DATABASE_URL}, schema_dir: ${SCHEMA:-db/schema}}}\n");
        variables.put("DATABASE_URL", "postgres://deploy:pw@db.example.org/app");
        Environment production = read("production").environment();

        assertThat(production.database().redacted()).isEqualTo("postgresql://deploy@db.example.org:5432/app");
        assertThat(production.schemaFolders()).containsExactly(SchemaFolder.of("db/schema", 0));
    }

    @Test
    void everyKeyIsRead() throws IOException {
        write("db/environments/test.yaml", """
                name: test
                database_url: embedded:${MAJOR:-16}/app
                protected: ${PROTECTED:-false}
                schema_dirs:
                  - db/schema
                  - path: ./db/more/
                    order: -5
                    recursive: false
                    include: ["*.sql", "*.ddl"]
                    exclude: old_*.sql
                seed: {execution_mode: sequential}
                build: {sort_mode: hex, two_pass: true, existing: recreate, cache: false}
                ledger: {schema: "My Ledger"}
                session: {role: owner, search_path: [app, "My Schema"], lock_timeout: 250ms, statement_timeout: 1min}
                lock_wait: 0s
                concurrently_wait: 30min
                out_of_order: allow
                pooler: session
                group: true
                """);
        Environment test = read("test").environment();
        assertThat(test.database().redacted()).isEqualTo("embedded:16/app");
        assertThat(test.schemaFolders())
                .containsExactly(
                        SchemaFolder.of("db/schema", 0),
                        new SchemaFolder("db/more", -5, false, List.of("*.sql", "*.ddl"), List.of("old_*.sql")));
        assertThat(test.seedMode()).isEqualTo(SeedMode.SEQUENTIAL);
        assertThat(test.build())
                .isEqualTo(new BuildSettings(SortMode.HEX, true, Existing.RECREATE, Optional.of(false)));
        assertThat(test.migration())
                .isEqualTo(new MigrationSettings(
                        "My Ledger",
                        new SessionSettings(
                                Optional.of("owner"),
                                List.of("app", "My Schema"),
                                Duration.ofMillis(250),
                                Optional.of(Duration.ofMinutes(1))),
                        Duration.ZERO,
                        Optional.of(Duration.ofMinutes(30)),
                        OutOfOrder.ALLOW,
                        Pooler.SESSION,
                        true));
    }

    @Test
    void allMistakesAreReportedAtOnceEachAtItsPlace() throws IOException {
        write("confiture.yaml", """
                enviroments: {}
                environments:
                  local:
                    databse_url: embedded
                    schema_dir: /abs/schema
                    schema_dirs:
                      - {pth: db/schema}
                      - [nested]
                    protected: yes
                    protected: no
                    lock_timeout: 30s
                    session: {lock_timeout: 30, search_path: "a,,b", roll: x}
                    lock_wait:
                    out_of_order: refused
                    seed: sequential
                    build: {sort_mode: hexadecimal, two_pas: true, cache: {}}
                    ledger: {schema: ""}
                    include_dirs: [db/schema]
                  "bad name":
                    database_url: embedded
                  production:
                    database_url: ${DATABASE_URL}
                    protcted: true
                """);
        assertGolden("all-mistakes", () -> read("local"));
    }

    @Test
    void missingVariablesAreAllNamedButOnlyForTheChosenEnvironment() throws IOException {
        write("confiture.yaml", """
                environments:
                  local:
                    database_url: postgresql://${DB_USER}@${DB_HOST:-localhost}/${DB_NAME}
                    schema_dir: ${SCHEMA_DIR}
                    out_of_order: ${
                  production:
                    database_url: ${DATABASE_URL}
                """);
        assertGolden("missing-variables", () -> read("local"));
    }

    @Test
    void anUnknownEnvironmentListsTheKnownOnes() throws IOException {
        write("confiture.yaml", EXISTING);
        assertGolden("unknown-environment", () -> read("prodution"));
    }

    @Test
    void oneNameInBothPlacesIsAnError() throws IOException {
        write("confiture.yaml", EXISTING);
        write("db/environments/local.yaml", "database_url: embedded\n");
        assertGolden("two-sources", () -> read("local"));
    }

    @Test
    void brokenYamlIsShownWhereItBreaks() throws IOException {
        write("confiture.yaml", "environments:\n  local:\n   schema_dir: [db\n   build: {}\n");
        assertGolden("syntax", () -> read("local"));
    }

    @Test
    void sqlMigrationsAreNamedNotPassedOver() throws IOException {
        write("confiture.yaml", EXISTING);
        write("db/migrations/20260101000000_one.up.sql", "select 1");
        write("db/migrations/old/two.sql", "select 1");
        assertGolden("sql-migrations", () -> read("local"));
    }

    @Test
    void aMistakeInTheUrlIsShownWithoutIt() throws IOException {
        write("confiture.yaml", """
                environments:
                  local:
                    database_url: postgresql://ann:s3cr3t@db/app?sslmod=require
                """);
        assertGolden("bad-url", () -> read("local"));
    }

    @Test
    void aFolderWithoutConfigurationNamesInit() {
        ConfitureException error = catchThrowableOfType(ConfitureException.class, () -> read("local"));
        assertThat(error.problems()).extracting(Problem::code).containsExactly(ProblemCode.CONFIG_MISSING);
        assertThat(error).hasMessageContaining("confiture:init");
    }

    @Test
    void aFileThatIsNotUtf8IsNamed() throws IOException {
        Files.write(root.resolve("confiture.yaml"), new byte[] {'a', (byte) 0xff});
        ConfitureException error = catchThrowableOfType(ConfitureException.class, () -> read("local"));
        assertThat(error.problems()).extracting(Problem::code).containsExactly(ProblemCode.CONFIG_UNREADABLE);
    }

    @Test
    void aByteOrderMarkIsNoMistake() throws IOException {
        write("confiture.yaml", "\uFEFF" + EXISTING);
        assertThat(read("local").environment().name()).isEqualTo("local");
    }

    @Test
    void aUrlFromOutsideTakesTheConfiguredOnesPlace() throws IOException {
        write("confiture.yaml", EXISTING);
        variables.put("CONFITURE_DATABASE_URL", "postgresql://localhost/variable");
        assertThat(read("production").environment().database().redacted()).endsWith("/variable");
        Overrides overrides = new Overrides(
                Optional.of("postgresql://localhost/property"), Optional.of(new Overrides.Credentials("ann", "pw")));
        Environment local = read("local", overrides).environment();
        assertThat(local.database().redacted()).isEqualTo("postgresql://ann@localhost:5432/property");
        assertThat(local.isProtected()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // chosen, URL from outside, why it is protected
                "local, -, -",
                "production, -, 'environment \"production\" is marked protected'",
                "local, postgresql://127.0.0.1/x, -",
                "local, postgresql://db.example.org/x, 'its URL comes from -Dconfiture.databaseUrl and is not on this machine'",
                "local, jdbc:postgresql://DB.example.org/app, "
                        + "'environment \"production\" is marked protected and is the same database'",
                "twin, -, 'environment \"production\" is marked protected and is the same database'",
            })
    void protectionFollowsTheDatabase(String name, String url, String because) throws IOException {
        write("confiture.yaml", """
                environments:
                  local: {database_url: embedded}
                  production: {database_url: "postgresql://a@db.example.org/app", protected: true}
                  twin: {database_url: "postgresql://b@db.example.org:5432/app"}
                """);
        Environment environment = read(name, new Overrides(Optional.ofNullable(url), Optional.empty()))
                .environment();
        assertThat(environment.protectedBecause()).isEqualTo(Optional.ofNullable(because));
        assertThat(environment.migration().outOfOrder())
                .isEqualTo(because == null ? OutOfOrder.WARN : OutOfOrder.REFUSE);
    }

    @Test
    void credentialsForTheEmbeddedServerAreANote() throws IOException {
        write("confiture.yaml", "environments: {local: {database_url: embedded}}");
        read("local", new Overrides(Optional.empty(), Optional.of(new Overrides.Credentials("ann", "pw"))));
        assertThat(noticed).extracting(Problem::code).containsExactly(ProblemCode.CONFIG_NO_EFFECT);
    }

    private void assertGolden(String name, ThrowingCallable work) {
        ConfitureException error = catchThrowableOfType(ConfitureException.class, work);
        assertThat(error).isNotNull();
        Golden.assertMatches("config/" + name + ".txt", String.valueOf(error.getMessage()));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Project read(String environment) {
        return read(environment, Overrides.NONE);
    }

    private Project read(String environment, Overrides overrides) {
        Surroundings surroundings = new Surroundings(variables, "me", root.resolve("home"), List.of());
        return EnvironmentReader.read(root, surroundings, environment, overrides, event -> {
            if (event instanceof Event.Noticed notice) {
                noticed.add(notice.problem());
            }
        });
    }
}
