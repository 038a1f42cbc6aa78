package dev.confiture.introspect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Owners, comments and grants; roles that every server has save the making of others. */
class AttributesTest {

    @ParameterizedTest
    @ValueSource(ints = {14, 17, 18})
    void aFreshDatabaseAndANewSchemaHaveNone(int major) throws SQLException {
        assertThat(schema(read(major, "SELECT"), "public").properties()).isEmpty();
        assertThat(schema(read(major, "CREATE SCHEMA app"), "app").properties()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 17, 18})
    void grantsSayWhatDiffersFromTheServersDefault(int major) throws SQLException {
        CatalogObject app = schema(read(major, """
                CREATE SCHEMA app;
                COMMENT ON SCHEMA app IS 'ours';
                GRANT USAGE ON SCHEMA app TO pg_monitor WITH GRANT OPTION;
                GRANT USAGE, CREATE ON SCHEMA app TO PUBLIC;
                REVOKE CREATE ON SCHEMA app FROM CURRENT_USER;
                SET ROLE pg_monitor;
                GRANT USAGE ON SCHEMA app TO pg_signal_backend;
                RESET ROLE;
                """), "app");
        assertThat(app.text(Property.COMMENT)).hasValue("ours");
        assertThat(app.lines(Property.GRANTS))
                .containsExactly(
                        "- OWNER CREATE",
                        "PUBLIC CREATE",
                        "PUBLIC USAGE",
                        "pg_monitor USAGE*",
                        "pg_signal_backend USAGE BY pg_monitor");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 17, 18})
    void theOwnersPrivilegesAreTheOwnersWhoeverItIs(int major) throws SQLException {
        CatalogObject app = schema(read(major, """
                CREATE SCHEMA app;
                GRANT USAGE ON SCHEMA app TO pg_signal_backend;
                ALTER SCHEMA app OWNER TO pg_monitor;
                """), "app");
        assertThat(app.text(Property.OWNER)).hasValue("pg_monitor");
        assertThat(app.lines(Property.GRANTS)).containsExactly("pg_signal_backend USAGE");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 17, 18})
    void schemaPublicIsMeasuredByWhatInitdbMakesOfIt(int major) throws SQLException {
        CatalogObject changed = schema(read(major, """
                COMMENT ON SCHEMA public IS NULL;
                REVOKE ALL ON SCHEMA public FROM PUBLIC;
                ALTER SCHEMA public OWNER TO pg_monitor;
                """), "public");
        assertThat(changed.text(Property.COMMENT)).hasValue("");
        assertThat(changed.text(Property.OWNER)).hasValue("pg_monitor");
        assertThat(changed.lines(Property.GRANTS))
                .isEqualTo(major < 15 ? List.of("- PUBLIC CREATE", "- PUBLIC USAGE") : List.of("- PUBLIC USAGE"));
        assertThat(schema(read(major, "DROP SCHEMA public; CREATE SCHEMA public"), "public")
                        .lines(Property.GRANTS))
                .contains("- PUBLIC USAGE");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 17, 18})
    void whatIsOnNoKnownObjectIsNamed(int major) throws SQLException {
        assertThat(read(major, """
                        REVOKE EXECUTE ON FUNCTION pg_sleep(double precision) FROM PUBLIC;
                        """).notModelled())
                .containsExactly("grants on function pg_catalog.pg_sleep(double precision): - PUBLIC EXECUTE");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 17, 18})
    void rightsOnMembersOfAnExtensionAreToldWithIt(int major) throws SQLException {
        Catalog catalog = read(major, """
                CREATE EXTENSION hstore;
                REVOKE EXECUTE ON FUNCTION akeys(hstore) FROM PUBLIC;
                GRANT EXECUTE ON FUNCTION akeys(hstore) TO pg_monitor WITH GRANT OPTION;
                REVOKE USAGE ON TYPE hstore FROM PUBLIC;
                CREATE EXTENSION postgres_fdw;
                GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO pg_monitor;
                """);
        assertThat(catalog.get(ObjectKey.of(ObjectKind.EXTENSION, "", "hstore")).lines(Property.MEMBER_GRANTS))
                .containsExactly(
                        "- PUBLIC EXECUTE ON FUNCTION public.akeys(public.hstore)",
                        "- PUBLIC USAGE ON TYPE public.hstore",
                        "pg_monitor EXECUTE* ON FUNCTION public.akeys(public.hstore)");
        assertThat(catalog.get(ObjectKey.of(ObjectKind.EXTENSION, "", "postgres_fdw"))
                        .lines(Property.MEMBER_GRANTS))
                .containsExactly("pg_monitor USAGE ON FOREIGN DATA WRAPPER postgres_fdw");
        assertThat(catalog.notModelled()).isEmpty();
    }

    private static CatalogObject schema(Catalog catalog, String name) {
        return catalog.get(ObjectKey.of(ObjectKind.SCHEMA, "", name));
    }

    private static Catalog read(int major, String sql) throws SQLException {
        try (FreshDatabase database = TestServer.freshDatabase(major);
                Session session = database.open()) {
            session.execute(sql);
            return new CatalogReader(List.of()).read(session);
        }
    }
}
