package dev.confiture.maven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.BaselineOptions;
import dev.confiture.BuildOptions;
import dev.confiture.Confiture;
import dev.confiture.EngineSettings;
import dev.confiture.MigrationJourney;
import dev.confiture.ServerJourney.ServerReport;
import dev.confiture.config.Environment;
import dev.confiture.config.Project;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Session;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.ServerStatus;
import dev.confiture.event.EventSink;
import dev.confiture.maven.init.ProjectLayout;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.processor.MigrationProcessor;
import dev.confiture.runner.RollbackRequest;
import dev.confiture.runner.code.MigrationClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One project from its first build to a failure, and the JSON report of every goal on the way: as in the golden files, and
 * as docs/schemas/report.schema.json says. {@code -Dgolden.update=true} writes the files.
 */
class ReportGoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/reports");

    /** What another moment, machine or port makes another. */
    private static final Map<String, String> MOMENT = Map.of(
            "127\\.0\\.0\\.1:\\d+", "127.0.0.1:5432",
            "(\"(?:milliseconds|heldMilliseconds|walBytes|pid|port)\": )\\d+", "$10",
            "(\"since\": )\"[^\"]+\"", "$1\"2026-11-20T10:15:00Z\"",
            "\\(connection [0-9a-f]+\\)", "(connection)");

    private static final String CREATE_NOTE = """
            @Migration(version = "1", name = "create_note")
            @Up("CREATE TABLE note (id bigint PRIMARY KEY, text text NOT NULL)")
            @Down("DROP TABLE note")
            public final class CreateNote {}
            """;

    private static final String ADD_AUTHOR = """
            @Migration(version = "2", name = "add_author")
            @Up({"ALTER TABLE note ADD COLUMN author text", "CREATE INDEX note_author ON note (author)"})
            @Down("ALTER TABLE note DROP COLUMN author")
            public final class AddAuthor {}
            """;

    private static final String SCHEMA = """
            CREATE TABLE note (id bigint PRIMARY KEY, text text NOT NULL, author text);
            CREATE INDEX note_author ON note (author);
            """;

    private static final String BROKEN = """
            @Migration(version = "3", name = "broken", irreversible = "a test")
            @Up("ALTER TABLE nobody ADD COLUMN author text")
            public final class Broken {}
            """;

    @TempDir
    private Path folder;

    private final JsonSchema schema;
    private final List<String> different = new ArrayList<>();

    ReportGoldenTest() throws IOException {
        this.schema = JsonSchema.read(Path.of("../docs/schemas/report.schema.json"));
    }

    @Test
    void everyReportIsAsPublished() throws Exception {
        write("db/schema/note.sql", SCHEMA);
        write("db/schema_history/1.sql", "CREATE TABLE note (id bigint PRIMARY KEY, text text NOT NULL);\n");
        compile(Map.of("CreateNote", CREATE_NOTE, "AddAuthor", ADD_AUTHOR));
        try (DisposablePostgres server = DisposablePostgres.start(EmbeddedOptions.fast(), EventSink.none())) {
            compareAll(server);
        }
        assertThat(different).isEmpty();
    }

    private void compareAll(DisposablePostgres server) throws IOException, SQLException {
        Confiture project = project(server);
        MigrationJourney migrations = project.migrations();
        compare("build", "script", Builds.script(project.schema().script(BuildOptions.DEFAULTS), "target/schema.sql"));
        compare("build", "build", Builds.report(project.schema().build(BuildOptions.from("1")), "target/schema.sql"));
        compare("status", "status", Migrations.status(migrations.status()));
        compare("validate", "validate", Migrations.validation(migrations.validate()));
        compare("migrate", "dry-run", DryRuns.report(migrations.dryApply(Optional.empty())));
        compare("migrate", "sql-output", sqlOutput(migrations));
        compare("preflight", "preflight", Preflights.report(migrations.preflight(Optional.empty())));
        compare(
                "preflight",
                "preflight-build",
                Preflights.report(migrations.preflightBuilt(Optional.empty(), Optional.empty())));
        compare("migrate", "migrate", Migrations.ran(migrations.apply(), "applied"));
        compare("rollback", "dry-rollback", DryRuns.report(migrations.dryRollback(RollbackRequest.steps(1))));
        compare("rollback", "rollback", Migrations.ran(migrations.rollback(RollbackRequest.steps(1)), "rolled back"));
        compare("snapshot", "snapshot", SnapshotMojo.report(project.schema().snapshot(Optional.empty())));
        compare("init", "init", InitMojo.report(new ProjectLayout(Files.createDirectories(folder.resolve("new")))));
        compare(
                "baseline",
                "baseline",
                Baselines.report(adopting(server).migrations().baseline(BaselineOptions.DEFAULTS)));
        compare("start", "start", embedded(Optional.of(new ServerStatus(12, 5432))));
        compare("stop", "stop", embedded(Optional.empty()));
        compile(Map.of("CreateNote", CREATE_NOTE, "AddAuthor", ADD_AUTHOR, "Broken", BROKEN));
        ConfitureException failure = catchThrowableOfType(ConfitureException.class, migrations::apply);
        compare("migrate", "failure", Optional.empty(), failure.problems());
    }

    private static GoalReport sqlOutput(MigrationJourney migrations) {
        return MigrationScripts.report(migrations.script(Optional.empty()), "target/migrate.sql");
    }

    private static GoalReport embedded(Optional<ServerStatus> running) {
        ServerReport report = new ServerReport(17, Path.of("/app/.confiture/pg-17"), "notes", running);
        return GoalReport.of(Servers.text(report), Servers.json(report));
    }

    private void compare(String goal, String name, GoalReport report) throws IOException {
        compare(goal, name, Optional.of(report), report.problems());
    }

    private void compare(String goal, String name, Optional<GoalReport> report, List<Problem> problems)
            throws IOException {
        String json = GoalReport.json(goal, "local", report, problems);
        assertThat(schema.findings(json)).as(name).isEmpty();
        String actual = json;
        for (Map.Entry<String, String> moment : MOMENT.entrySet()) {
            actual = actual.replaceAll(moment.getKey(), moment.getValue());
        }
        Path file = GOLDEN.resolve(name + ".json");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        if (!actual.equals(Files.readString(file))) {
            different.add(file + " is now\n" + actual);
        }
    }

    /** On a database that somebody else made. */
    private Confiture adopting(DisposablePostgres server) throws SQLException {
        try (Session session = server.database().open("confiture:test")) {
            session.execute("CREATE DATABASE theirs");
        }
        try (Session session = server.database().named("theirs").open("confiture:test")) {
            session.execute(SCHEMA);
        }
        return project(server, "theirs");
    }

    private Confiture project(DisposablePostgres server) {
        return project(server, "notes");
    }

    private Confiture project(DisposablePostgres server, String database) {
        DatabaseUrl url = new DatabaseUrl.Server(
                List.of(server.database().hosts()),
                database,
                Map.of("user", server.user(), "password", server.password()));
        return Confiture.of(
                Project.of(folder, Environment.of("local", url)),
                MigrationClassPath.of(List.of(classes()), List.of(), ReportGoldenTest.class.getClassLoader()),
                EngineSettings.of(folder));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Path classes() {
        return folder.resolve("classes");
    }

    private void compile(Map<String, String> sources) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            String name = "src/db/migrations/" + source.getKey() + ".java";
            write(name, "package db.migrations;\n\nimport dev.confiture.migration.*;\n\n" + source.getValue());
            files.add(folder.resolve(name));
        }
        Files.createDirectories(classes());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes()));
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            task.setProcessors(List.of(new MigrationProcessor()));
            assertThat(task.call()).isTrue();
        }
    }
}
