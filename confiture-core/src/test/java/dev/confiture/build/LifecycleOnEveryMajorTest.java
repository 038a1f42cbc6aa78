package dev.confiture.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
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
import dev.confiture.event.EventSink;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.SchemaFile.Purpose;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link DatabaseBuilderTest} goes into the details, on the default major; this goes through the lifecycle on all others. */
class LifecycleOnEveryMajorTest {

    private static final String BEFORE = "create table users (id int primary key);\n";
    private static final String AFTER = BEFORE + "create table orders (id int references users);\n";

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 18})
    void aDatabaseIsFilledLeftMadeAnewCreatedAndCloned(int major) throws SQLException {
        try (FreshDatabase fresh = TestServer.freshDatabase(major)) {
            Database database = fresh.database();

            assertThat(build(database, BEFORE)).isEqualTo(Outcome.FILLED);
            assertThat(build(database, BEFORE)).isEqualTo(Outcome.UP_TO_DATE);
            assertThat(tables(database)).containsExactly("users");

            assertThat(build(database, AFTER)).isEqualTo(Outcome.RECREATED);
            assertThat(tables(database)).containsExactly("orders", "users");

            drop(fresh);
            assertThat(build(database, BEFORE)).isEqualTo(Outcome.CREATED);
            drop(fresh);
            assertThat(build(database, AFTER)).isEqualTo(Outcome.CLONED);
            assertThat(tables(database)).containsExactly("orders", "users");
            assertThat(build(database, BEFORE)).isEqualTo(Outcome.RECREATED_AS_CLONE);
            assertThat(tables(database)).containsExactly("users");
        }
    }

    private static Outcome build(Database database, String script) {
        Environment environment = Environment.of(
                        "local", new DatabaseUrl.Embedded(OptionalInt.empty(), Optional.empty()))
                .with(BuildSettings.DEFAULTS.with(Existing.RECREATE));
        SchemaFile file = new SchemaFile("db/schema/a.sql", script, Purpose.SCHEMA);
        BuildRequest request = new BuildRequest(
                environment,
                database,
                Server.EMBEDDED,
                StartingPoint.today(SchemaBuilder.build(List.of(file)), SeedMode.CONCATENATE),
                new KnownMigrations.Seen(List.of()),
                new Consent(true, Optional.empty()));
        return new DatabaseBuilder(EventSink.none()).build(request).outcome();
    }

    private static void drop(FreshDatabase fresh) throws SQLException {
        try (Session session = fresh.server().open("confiture:test")) {
            session.execute("DROP DATABASE " + fresh.database().name() + " WITH (FORCE)");
        }
    }

    private static List<String> tables(Database database) throws SQLException {
        try (Session session = database.open("confiture:test")) {
            return session.query(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'tb\\_confiture%'"
                            + " ORDER BY 1",
                    row -> row.getString(1));
        }
    }
}
