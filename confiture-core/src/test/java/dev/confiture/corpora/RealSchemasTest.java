package dev.confiture.corpora;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.config.BuildSettings.SortMode;
import dev.confiture.config.SchemaFolder;
import dev.confiture.corpora.Corpora.SchemaOnMajor;
import dev.confiture.db.Session;
import dev.confiture.event.EventSink;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaDirectory;
import dev.confiture.schema.install.InstallReport;
import dev.confiture.schema.install.SchemaInstaller;
import dev.confiture.schema.install.TwoLanes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Schemas of public projects, built by the engine, equal those that plain clients make of the same files. */
class RealSchemasTest {

    @TestFactory
    Stream<DynamicTest> aRealSchemaEqualsWhatPlainClientsMakeOfIt() {
        return Corpora.orSkip().schemas().stream()
                .map(schema -> DynamicTest.dynamicTest(schema.toString(), () -> compare(schema)));
    }

    private static void compare(SchemaOnMajor schema) throws SQLException, IOException {
        List<Path> files = Corpora.files(schema.folder(), ".sql");
        try (FreshDatabase ours = TestServer.freshDatabase(schema.major())) {
            BuiltSchema script = script(schema.folder());
            InstallReport report = build(script, ours);
            DatabaseContent built = DatabaseContent.of(ours.database());
            compareTwoLanes(script, schema.major(), built);
            assertThat(built.definitions().size()).isGreaterThan(100);
            for (PlainClient client : PlainClient.values()) {
                if (client.isHere()) {
                    try (FreshDatabase theirs = TestServer.freshDatabase(schema.major())) {
                        client.run(files, theirs.database(), TestServer.password(schema.major()));
                        DatabaseContent loaded = DatabaseContent.of(theirs.database());
                        assertThat(ServerDefinitions.diff(built.definitions(), loaded.definitions()))
                                .as("built (-) against %s (+)", client)
                                .isEmpty();
                        assertThat(built.rows()).as("against %s", client).isEqualTo(loaded.rows());
                    }
                }
            }
            say(schema, report, built);
        }
    }

    private static BuiltSchema script(Path folder) {
        return SchemaBuilder.build(SchemaDirectory.of(folder, List.of(SchemaFolder.of(".", 0)), SortMode.ALPHABETICAL)
                .readAll());
    }

    private static InstallReport build(BuiltSchema script, FreshDatabase database) throws SQLException {
        try (Session session = database.open()) {
            return session.inTransaction(open -> SchemaInstaller.install(script, open, EventSink.none()));
        }
    }

    /** The way of a build that creates the database, if the script is large enough for it. */
    private static void compareTwoLanes(BuiltSchema script, int major, DatabaseContent built) throws SQLException {
        Optional<TwoLanes> lanes = TwoLanes.of(script);
        if (lanes.isPresent()) {
            try (FreshDatabase fresh = TestServer.freshDatabase(major);
                    Session session = fresh.open()) {
                lanes.get().install(session, "confiture:test", EventSink.none());
                DatabaseContent twoLanes = DatabaseContent.of(fresh.database());
                assertThat(ServerDefinitions.diff(built.definitions(), twoLanes.definitions()))
                        .as("in one lane (-) and in two (+)")
                        .isEmpty();
                assertThat(twoLanes.rows()).as("in two lanes").isEqualTo(built.rows());
            }
        }
    }

    /** The lines that {@code .ci/run} counts. */
    private static void say(SchemaOnMajor schema, InstallReport report, DatabaseContent content) {
        System.out.printf(
                "corpora: schema %s: %d statements, %d rows, %d definitions, equal to %s%n",
                schema,
                report.statements(),
                report.rows(),
                content.definitions().size(),
                Stream.of(PlainClient.values())
                        .filter(PlainClient::isHere)
                        .map(PlainClient::name)
                        .collect(joining(" and ")));
    }
}
