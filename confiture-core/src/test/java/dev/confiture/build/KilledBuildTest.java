package dev.confiture.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.TestServer;
import dev.confiture.build.BuildReport.Outcome;
import dev.confiture.build.BuildRequest.Consent;
import dev.confiture.build.BuildRequest.Server;
import dev.confiture.config.BuildSettings;
import dev.confiture.config.BuildSettings.Existing;
import dev.confiture.config.Environment;
import dev.confiture.config.SeedMode;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.NewDatabase;
import dev.confiture.db.Session;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.SchemaFile.Purpose;
import dev.confiture.sql.Identifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The old database, or none: never something in between that the next build cannot tell. */
class KilledBuildTest {

    private static final String NAME = "killed build";
    private static final Identifier OLD = OtherName.of("old", NAME);
    private static final Identifier DRAFT = OtherName.of("new", NAME);
    private static final String BEFORE = "create table before (id int);\n";
    private static final String NAMES_DATABASE = "-- for the database";

    private final Database database = TestServer.maintenance().named(NAME);
    private final List<Problem> noticed = new ArrayList<>();

    @BeforeEach
    @AfterEach
    void noDatabases() throws SQLException {
        onServer(admin -> {
            admin.dropAndDisconnect(Identifier.of(NAME));
            admin.dropAndDisconnect(OLD);
            admin.dropAndDisconnect(DRAFT);
        });
    }

    @Test
    void killedWhileTheSchemaLoadsTheOldDatabaseComesBack() throws Exception {
        buildWithARow();

        kill(Moment.LOADING, "loading");

        assertThat(exists(OLD)).isTrue();
        assertTheNextBuildFindsTheOldDatabase();
    }

    @Test
    void killedBetweenContentAndLedgerTheOldDatabaseComesBack() throws Exception {
        buildWithARow();

        kill(Moment.BEFORE_STAMP, NAMES_DATABASE);

        assertThat(column("SELECT count(*) FROM after_1")).containsExactly("0");
        assertTheNextBuildFindsTheOldDatabase();
    }

    @Test
    void killedBetweenContentAndNameTheOldDatabaseComesBack() throws Exception {
        buildWithARow();

        kill(Moment.BEFORE_STAMP, "before name");

        assertThat(exists(Identifier.of(NAME))).isFalse();
        assertThat(exists(DRAFT)).isTrue();
        assertTheNextBuildFindsTheOldDatabase();
    }

    @Test
    void killedBetweenTheTwoNamesTheOldDatabaseComesBack() throws Exception {
        buildWithARow();
        rename(NAME, OLD.name());

        assertTheNextBuildFindsTheOldDatabase();
    }

    @Test
    void killedBeforeTheOldDatabaseIsDroppedTheNewOneStays() throws Exception {
        buildWithARow();
        onServer(admin -> admin.create(NewDatabase.named(OLD)));

        assertThat(build(BEFORE, Existing.RECREATE).outcome()).isEqualTo(Outcome.UP_TO_DATE);

        assertThat(column("SELECT id FROM before")).containsExactly("1");
        assertThat(exists(OLD)).isFalse();
    }

    @Test
    void aKilledFirstBuildLeavesNoDatabaseAndIsMadeAgain() throws Exception {
        kill(Moment.BEFORE_STAMP, "first");

        assertThat(exists(Identifier.of(NAME))).isFalse();
        assertThat(build(after("first"), Existing.FAIL).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(noticed).extracting(Problem::code).contains(ProblemCode.BUILD_UNFINISHED);
        assertThat(exists(DRAFT)).isFalse();
        assertThat(build(after("first"), Existing.FAIL).outcome()).isEqualTo(Outcome.UP_TO_DATE);
    }

    @Test
    void aKilledFirstBuildUnderItsOwnNameIsMadeAgainAndNobodyTakesItForAFinishedOne() throws Exception {
        kill(Moment.BEFORE_STAMP, NAMES_DATABASE);

        try (Session session = database.open("confiture:test")) {
            ConfitureException refused = catchThrowableOfType(
                    ConfitureException.class, () -> new TrackingTable(Identifier.of("public")).read(session));
            assertThat(refused.problems()).extracting(Problem::code).containsExactly(ProblemCode.BUILD_UNFINISHED);
        }
        assertThat(build(after(NAMES_DATABASE), Existing.FAIL).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(noticed).extracting(Problem::code).contains(ProblemCode.BUILD_UNFINISHED);
        assertThat(build(after(NAMES_DATABASE), Existing.FAIL).outcome()).isEqualTo(Outcome.UP_TO_DATE);
    }

    @Test
    void aCloneThatWasNotStampedIsMadeAgain() throws Exception {
        build(after("clone"), Existing.FAIL);
        onServer(admin -> {
            admin.dropAndDisconnect(Identifier.of(NAME));
            List<Identifier> templates = admin.namesStartingWith("confiture_template_");
            for (Identifier template : templates) {
                if (holdsLabelOfOurs(template)) {
                    admin.create(NewDatabase.named(Identifier.of(NAME)).from(template));
                    break;
                }
            }
        });
        assertThat(exists(Identifier.of(NAME))).isTrue();

        assertThat(build(after("clone"), Existing.FAIL).outcome()).isEqualTo(Outcome.CLONED);
        assertThat(build(after("clone"), Existing.FAIL).outcome()).isEqualTo(Outcome.UP_TO_DATE);
    }

    @Test
    void aBuildThatLosesItsConnectionLeavesTheOldDatabase() throws Exception {
        buildWithARow();

        ConfitureException failed = catchThrowableOfType(
                ConfitureException.class,
                () -> build(after("lost"), Existing.RECREATE, terminate("datname = '" + DRAFT.name() + "'")));

        assertThat(failed.problems()).extracting(Problem::code).containsExactly(ProblemCode.DATABASE_ERROR);
        assertThat(column("SELECT id FROM before")).containsExactly("1");
        assertThat(exists(OLD)).isFalse();
    }

    @Test
    void aBuildThatLosesAllItsConnectionsLeavesTheOldDatabaseToTheNextOne() throws Exception {
        buildWithARow();

        assertThat(catchThrowableOfType(
                        ConfitureException.class,
                        () -> build(
                                after("all lost"),
                                Existing.RECREATE,
                                terminate("application_name LIKE 'confiture:build:%'"))))
                .isNotNull();

        assertTheNextBuildFindsTheOldDatabase();
    }

    private void buildWithARow() throws SQLException {
        build(BEFORE, Existing.FAIL);
        column("INSERT INTO before VALUES (1) RETURNING id");
    }

    private void assertTheNextBuildFindsTheOldDatabase() throws SQLException {
        assertThat(build(BEFORE, Existing.FAIL).outcome()).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(column("SELECT id FROM before")).containsExactly("1");
        assertThat(exists(OLD)).isFalse();
        assertThat(exists(DRAFT)).isFalse();
        assertThat(noticed).extracting(Problem::code).contains(ProblemCode.BUILD_UNFINISHED);
    }

    private static boolean holdsLabelOfOurs(Identifier template) throws SQLException {
        try (Session session = TestServer.maintenance().open("confiture:test")) {
            return session.queryOne(
                            "SELECT shobj_description(oid, 'pg_database') LIKE '%made for " + NAME + "%'"
                                    + " FROM pg_database WHERE datname = ?",
                            row -> row.getBoolean(1),
                            template.name())
                    .orElseThrow();
        }
    }

    /** More statements than go to the server at once, so that something is left to do after the first event. */
    private static String after(String name) {
        StringBuilder script = new StringBuilder("-- " + name + "\n");
        for (int i = 1; i <= 200; i++) {
            script.append("create table after_").append(i).append(" (id int);\n");
        }
        return script.toString();
    }

    private BuildReport build(String script, Existing existing) {
        return build(script, existing, event -> {});
    }

    private BuildReport build(String script, Existing existing, EventSink sink) {
        return build(database, script, existing, event -> {
            if (event instanceof Event.Noticed notice) {
                noticed.add(notice.problem());
            }
            sink.accept(event);
        });
    }

    private static BuildReport build(Database database, String script, Existing existing, EventSink sink) {
        Environment environment = Environment.of(
                        "local", new DatabaseUrl.Embedded(OptionalInt.empty(), Optional.empty()))
                .with(BuildSettings.DEFAULTS.with(existing));
        SchemaFile file = new SchemaFile("db/schema/a.sql", script, Purpose.SCHEMA);
        return new DatabaseBuilder(sink)
                .build(new BuildRequest(
                        environment,
                        database,
                        Server.EMBEDDED,
                        StartingPoint.today(SchemaBuilder.build(List.of(file)), SeedMode.CONCATENATE),
                        new KnownMigrations.Seen(List.of()),
                        new Consent(true, Optional.empty())));
    }

    /** Ends the sessions of a build at its first sign of progress. */
    private static EventSink terminate(String which) {
        return event -> {
            if (event instanceof Event.Progressed) {
                try (Session session = TestServer.maintenance().open("confiture:test")) {
                    session.execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE " + which);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private void kill(Moment moment, String name) throws Exception {
        Process builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        database.hosts(),
                        moment.name(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        builder.getOutputStream().write((TestServer.password() + "\n").getBytes(StandardCharsets.UTF_8));
        builder.getOutputStream().close();
        assertThat(builder.waitFor()).isEqualTo(Killed.CODE);
    }

    enum Moment {
        /** In the middle of the script. */
        LOADING,
        /** The script is there; the ledger is not. */
        BEFORE_STAMP
    }

    /** A build that ends as if by SIGKILL: no handler, no hook, no {@code finally}. */
    static final class Killed {

        static final int CODE = 137;

        private Killed() {}

        public static void main(String[] arguments) throws Exception {
            String password = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
            Database database = Database.of(arguments[0], NAME, Map.of("user", "postgres", "password", password));
            Moment moment = Moment.valueOf(arguments[1]);
            List<Session> open = new ArrayList<>();
            build(database, after(arguments[2]), Existing.RECREATE, event -> {
                if (event instanceof Event.Progressed && moment == Moment.LOADING) {
                    Runtime.getRuntime().halt(CODE);
                } else if (event instanceof Event.Progressed && open.isEmpty()) {
                    // Somebody is connected: the database cannot be copied to a template, and the build tells so.
                    try {
                        String name = arguments[2].equals(NAMES_DATABASE) ? NAME : DRAFT.name();
                        open.add(database.named(name).open("confiture:test"));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                } else if (event instanceof Event.Noticed notice
                        && notice.problem().code() == ProblemCode.BUILD_NOT_CACHED) {
                    Runtime.getRuntime().halt(CODE);
                }
            });
        }
    }

    private List<String> column(String sql) throws SQLException {
        try (Session session = database.open("confiture:test")) {
            return session.query(sql, row -> row.getString(1));
        }
    }

    private static boolean exists(Identifier name) throws SQLException {
        try (Session session = TestServer.maintenance().open("confiture:test")) {
            return DatabaseAdmin.on(session).exists(name);
        }
    }

    private static void rename(String from, String to) throws SQLException {
        onServer(admin -> admin.rename(Identifier.of(from), Identifier.of(to)));
    }

    private static void onServer(Administration work) throws SQLException {
        try (Session session = TestServer.maintenance().open("confiture:test")) {
            work.run(DatabaseAdmin.on(session));
        }
    }

    @FunctionalInterface
    private interface Administration {
        void run(DatabaseAdmin admin) throws SQLException;
    }
}
