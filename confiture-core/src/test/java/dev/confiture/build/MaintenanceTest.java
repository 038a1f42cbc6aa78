package dev.confiture.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.build.BuildReport.Outcome;
import dev.confiture.build.BuildRequest.Consent;
import dev.confiture.build.BuildRequest.Server;
import dev.confiture.config.BuildSettings;
import dev.confiture.config.BuildSettings.Existing;
import dev.confiture.config.Environment;
import dev.confiture.config.SeedMode;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.SchemaFile.Purpose;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server whose usual databases are closed to the user; one of its own, because that concerns every database. */
class MaintenanceTest {

    private static final String SCHEMA = "create table t ();\n";

    private static DisposablePostgres server;

    @BeforeAll
    static void aServerThatIsClosedToBuilders() throws SQLException {
        server = DisposablePostgres.start(EmbeddedOptions.fast(), EventSink.none());
        run("CREATE ROLE filler LOGIN PASSWORD 'f'");
        run("CREATE ROLE creator LOGIN CREATEDB PASSWORD 'c'");
        run("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC");
        run("GRANT CONNECT ON DATABASE template1 TO creator");
    }

    @AfterAll
    static void isGone() {
        server.close();
    }

    @Test
    void anEmptyDatabaseIsFilledFromInside() throws SQLException {
        run("CREATE DATABASE empty OWNER filler");

        assertThat(build("filler", "empty", SCHEMA, Existing.FAIL).outcome()).isEqualTo(Outcome.FILLED);
        assertThat(build("filler", "empty", SCHEMA, Existing.FAIL).outcome()).isEqualTo(Outcome.UP_TO_DATE);
    }

    @Test
    void aDatabaseIsNotReplacedFromInside() throws SQLException {
        run("CREATE DATABASE mine OWNER filler");
        build("filler", "mine", SCHEMA, Existing.FAIL);

        Problem problem = problem("filler", "mine", SCHEMA + "create table u ();\n", Existing.RECREATE);

        assertThat(problem.code()).isEqualTo(ProblemCode.BUILD_NOT_PERMITTED);
        assertThat(problem.fix()).contains("GRANT CONNECT ON DATABASE postgres");
        assertThat(build("filler", "mine", SCHEMA, Existing.FAIL).outcome()).isEqualTo(Outcome.UP_TO_DATE);
    }

    @Test
    void anAbsentDatabaseThatNobodyCanCreateNamesWhoCan() {
        Problem problem = problem("filler", "absent", SCHEMA, Existing.FAIL);

        assertThat(problem.code()).isEqualTo(ProblemCode.BUILD_NOT_PERMITTED);
        assertThat(problem.fix()).contains("CREATE DATABASE \"absent\"");
    }

    @Test
    void theSecondUsualDatabaseServesWhereTheFirstIsClosed() {
        assertThat(build("creator", "new", SCHEMA, Existing.FAIL).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(build("creator", "new", SCHEMA + "create table u ();\n", Existing.RECREATE)
                        .outcome())
                .isEqualTo(Outcome.RECREATED);
    }

    private static BuildReport build(String user, String name, String script, Existing existing) {
        DatabaseUrl url = new DatabaseUrl.Server(List.of(server.database().hosts()), name, Map.of());
        SchemaFile file = new SchemaFile("db/schema/a.sql", script, Purpose.SCHEMA);
        Map<String, String> login = Map.of("user", user, "password", user.substring(0, 1));
        return new DatabaseBuilder(EventSink.none())
                .build(new BuildRequest(
                        Environment.of("local", url).with(BuildSettings.DEFAULTS.with(existing)),
                        Database.of(server.database().hosts(), name, login),
                        Server.EXTERNAL,
                        StartingPoint.today(SchemaBuilder.build(List.of(file)), SeedMode.CONCATENATE),
                        new KnownMigrations.Seen(List.of()),
                        new Consent(true, Optional.of(name))));
    }

    private static Problem problem(String user, String name, String script, Existing existing) {
        return catchThrowableOfType(ConfitureException.class, () -> build(user, name, script, existing))
                .problems()
                .get(0);
    }

    private static void run(String sql) throws SQLException {
        try (Session session = server.database().open("confiture:test")) {
            session.execute(sql);
        }
    }
}
