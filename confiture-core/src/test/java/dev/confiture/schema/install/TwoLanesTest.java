package dev.confiture.schema.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import dev.confiture.event.EventSink;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.problem.ConfitureException;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoLanesTest {

    /** Whatever a script holds: two sessions make of it what one makes of it, or fail where one fails. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void twoLanesMakeTheDatabaseThatOneMakes(long seed) throws SQLException {
        BuiltSchema schema = schema(new RandomScript(seed).text());

        ServerDefinitions one = inOneTransaction(schema);
        ServerDefinitions two = inTwoLanes(schema);

        assertThat(ServerDefinitions.diff(one, two))
                .as("seed %d, one lane (-) and two (+)", seed)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Each is wrong only in its place: behind what comes later it would be right.
                "CREATE VIEW early AS SELECT * FROM late; CREATE TABLE late (a int);",
                "CREATE FUNCTION early() RETURNS int LANGUAGE sql AS 'SELECT late()';"
                        + " CREATE FUNCTION late() RETURNS int LANGUAGE sql AS 'SELECT 1';",
                "COMMENT ON TABLE late IS 'early'; CREATE TABLE late (a int);",
                "CREATE INDEX ON filling (late); ALTER TABLE filling ADD COLUMN late int;",
            })
    void whatFailsInItsPlaceFailsInTwoLanesToo(String wrong) throws SQLException {
        BuiltSchema schema =
                schema("CREATE TABLE filling (id int);" + "COMMENT ON TABLE filling IS 'x';".repeat(40) + wrong);

        assertThatThrownBy(() -> inOneTransaction(schema)).isInstanceOf(ConfitureException.class);
        assertThatThrownBy(() -> inTwoLanes(schema)).isInstanceOf(SQLException.class);
    }

    @Test
    void rowsAreCountedAndTheSessionIsAsBefore() throws SQLException {
        BuiltSchema schema = schema("SET search_path = pg_catalog; CREATE TABLE public.filling (id int);"
                + "COMMENT ON TABLE public.filling IS 'x';".repeat(40)
                + "INSERT INTO public.filling VALUES (1), (2);\nCOPY public.filling FROM stdin;\n3\n\\.\n");
        try (FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            assertThat(install(schema, session)).isEqualTo(new InstallReport(44, 3));
            assertThat(session.queryOne("SELECT sum(id) FROM filling", row -> row.getInt(1)))
                    .contains(6);
            assertThat(session.queryOne(
                            "SELECT string_agg(current_setting(name), '|' ORDER BY name) FROM pg_settings"
                                    + " WHERE name IN ('search_path', 'synchronous_commit')",
                            row -> row.getString(1)))
                    .contains("\"$user\", public|off");
        }
    }

    private static BuiltSchema schema(String text) {
        return SchemaBuilder.build(List.of(new SchemaFile("db/schema/a.sql", text, SchemaFile.Purpose.SCHEMA)));
    }

    private static ServerDefinitions inOneTransaction(BuiltSchema schema) throws SQLException {
        try (FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            session.inTransaction(open -> SchemaInstaller.install(schema, open, EventSink.none()));
            return ServerDefinitions.read(session, DefinitionScope.everything());
        }
    }

    private static InstallReport install(BuiltSchema schema, Session session) throws SQLException {
        return TwoLanes.of(schema).orElseThrow().install(session, "confiture:test", EventSink.none());
    }

    private static ServerDefinitions inTwoLanes(BuiltSchema schema) throws SQLException {
        try (FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            install(schema, session);
            return ServerDefinitions.read(session, DefinitionScope.everything());
        }
    }
}
