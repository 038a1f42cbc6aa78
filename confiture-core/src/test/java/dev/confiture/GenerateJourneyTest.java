package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.GenerateReport.Written;
import dev.confiture.config.EnvironmentReader;
import dev.confiture.config.Overrides;
import dev.confiture.config.Project;
import dev.confiture.config.url.Surroundings;
import dev.confiture.embedded.EveryMajor;
import dev.confiture.event.EventSink;
import dev.confiture.problem.Problem;
import dev.confiture.runner.code.MigrationClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From two schemas to the class that leads from one to the other, as it is written. */
class GenerateJourneyTest {

    private static final String OLD = """
            CREATE TYPE mood AS ENUM ('sad', 'ok', 'gone');
            CREATE TABLE users (
                id int PRIMARY KEY,
                name varchar(80),
                bio text,
                mood mood,
                size bigint,
                price numeric(12, 4),
                seen timestamptz(6)
            );
            CREATE TABLE notes (id int PRIMARY KEY, text text);
            CREATE TABLE events (n int) PARTITION BY LIST (n);
            CREATE TABLE events_1 PARTITION OF events FOR VALUES IN (1);
            CREATE TABLE events_2 PARTITION OF events FOR VALUES IN (2);
            CREATE SEQUENCE numbers;
            """;

    private static final String NEW = """
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE TABLE users (
                id int PRIMARY KEY,
                name varchar(20),
                mood mood,
                size int,
                price numeric(12, 2),
                seen timestamptz(0)
            );
            CREATE TABLE events (n int) PARTITION BY LIST (n);
            CREATE TABLE events_1 PARTITION OF events FOR VALUES IN (1);
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @Test
    void whatDoesNotComeBackIsNamed() throws IOException {
        write("old.sql", OLD);
        write("new.sql", NEW);
        Golden.assertMatches("generate/lossy.java.txt", text(generated("embedded")));
    }

    @Test
    void whatCannotBeUndoneSaysSoInTheClassAndInTheReport() throws IOException {
        write("old.sql", "CREATE EXTENSION pg_trgm VERSION '1.3';\n");
        write("new.sql", "CREATE EXTENSION pg_trgm VERSION '1.5';\n");
        GenerateReport report = generated("embedded");
        Golden.assertMatches(
                "generate/one-way.java.txt",
                text(report) + "\n"
                        + report.problems().stream().map(Problem::text).collect(Collectors.joining("\n")) + "\n");
    }

    @Test
    void rowsThatTheSchemaInsertsAreNotInTheWay() throws IOException {
        write("old.sql", "CREATE TABLE users (id int, name text);\nINSERT INTO users (id) VALUES (1);\n");
        write("new.sql", "CREATE TABLE users (id int, name text NOT NULL);\nINSERT INTO users VALUES (1, 'a');\n");
        assertThat(generated("embedded").written()).isNotEmpty();
    }

    @Test
    void whatTheProofsOfSeveralClassesCouldNotShowIsToldOnce() throws IOException {
        String tables = """
                CREATE DOMAIN email AS text CHECK (VALUE = md5('nobody guesses this'));
                CREATE TABLE users (id int PRIMARY KEY, name text, email email NOT NULL);
                """;
        write("old.sql", tables);
        write("new.sql", tables + "CREATE INDEX ON users (name);\nCREATE TABLE notes (id int PRIMARY KEY);\n");
        GenerateReport report = generated("embedded");
        assertThat(report.written()).hasSizeGreaterThan(1);
        assertThat(report.notes()).containsExactly("no row could be put into public.users for the proof");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void theClassIsTheSameOnEveryMajor(int major) throws IOException {
        write("old.sql", "CREATE TABLE users (id int PRIMARY KEY, name text, bio text);\n");
        write("new.sql", """
                CREATE TABLE users (id int PRIMARY KEY, name text CHECK (name <> ''), size int DEFAULT 1);
                CREATE TABLE notes (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    user_id int NOT NULL REFERENCES users ON DELETE CASCADE
                );
                CREATE INDEX notes_user ON notes (user_id);
                CREATE VIEW counted AS SELECT count(*) AS users FROM users;
                """);
        Golden.assertMatches("generate/every-major.java.txt", text(generated("embedded:" + major)));
    }

    private GenerateReport generated(String database) throws IOException {
        write("confiture.yaml", "environments: {local: {database_url: \"" + database + "\"}}\n");
        Surroundings surroundings = Surroundings.ofThisProcess();
        Project project = EnvironmentReader.read(root, surroundings, "local", Overrides.NONE, EventSink.none());
        EngineSettings settings =
                new EngineSettings(root, artifact -> Optional.of(EveryMajor.jar(artifact)), EventSink.none());
        return Confiture.of(project, MigrationClassPath.of(GenerateJourneyTest.class.getClassLoader()), settings)
                .differences(surroundings)
                .generate(new GenerateRequest(
                        "change_it", "old.sql", "new.sql", Instant.parse("2026-11-21T10:15:00Z"), "db.migrations"));
    }

    private static String text(GenerateReport report) {
        assertThat(report.written()).isNotEmpty();
        return report.written().stream().map(GenerateJourneyTest::text).collect(Collectors.joining("\n"));
    }

    private static String text(Written written) {
        return "// " + written.files().sourcePath() + "\n" + written.files().source();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }
}
