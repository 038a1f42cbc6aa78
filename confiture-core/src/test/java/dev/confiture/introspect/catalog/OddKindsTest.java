package dev.confiture.introspect.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.db.Session;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is neither a relation nor a part of one: types, routines, operators, text search, foreign data. */
class OddKindsTest {

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void everyKindIsReadOnEveryMajor(int major) throws SQLException, IOException {
        Catalog catalog = read(major);
        Set<ObjectKind> kinds = catalog.keys().stream().map(ObjectKey::kind).collect(Collectors.toSet());
        assertThat(kinds)
                .contains(
                        ObjectKind.SCHEMA,
                        ObjectKind.EXTENSION,
                        ObjectKind.LANGUAGE,
                        ObjectKind.FOREIGN_DATA_WRAPPER,
                        ObjectKind.FOREIGN_SERVER,
                        ObjectKind.USER_MAPPING,
                        ObjectKind.COLLATION,
                        ObjectKind.TEXT_SEARCH_PARSER,
                        ObjectKind.TEXT_SEARCH_TEMPLATE,
                        ObjectKind.TEXT_SEARCH_DICTIONARY,
                        ObjectKind.TEXT_SEARCH_CONFIGURATION,
                        ObjectKind.SHELL_TYPE,
                        ObjectKind.ENUM,
                        ObjectKind.DOMAIN,
                        ObjectKind.DOMAIN_CONSTRAINT,
                        ObjectKind.COMPOSITE_TYPE,
                        ObjectKind.ATTRIBUTE,
                        ObjectKind.RANGE,
                        ObjectKind.BASE_TYPE,
                        ObjectKind.FUNCTION,
                        ObjectKind.PROCEDURE,
                        ObjectKind.AGGREGATE,
                        ObjectKind.CAST,
                        ObjectKind.OPERATOR,
                        ObjectKind.OPERATOR_FAMILY,
                        ObjectKind.OPERATOR_CLASS,
                        ObjectKind.CONVERSION,
                        ObjectKind.EXTENSION_DEPENDENCY,
                        ObjectKind.DATABASE_SETTING);
        assertThat(catalog.notModelled())
                .containsExactly("transform for app.comp language sql: from sql with prsd_lextype(internal)");
        assertThat(catalog.toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void whatAnObjectIsMadeOfIsNeeded(int major) throws SQLException, IOException {
        Catalog catalog = read(major);
        assertThat(needs(catalog, ObjectKind.FUNCTION, "h_plain(public.hstore)"))
                .containsExactly("extension hstore", "schema app");
        assertThat(needs(catalog, ObjectKind.FUNCTION, "g()")).containsExactly("schema app", "enum app.mood");
        assertThat(needs(catalog, ObjectKind.OPERATOR_CLASS, "comp_b USING btree"))
                .contains("operator app.===(app.comp, app.comp)", "operator family app.cf USING btree");
        assertThat(needs(catalog, ObjectKind.TEXT_SEARCH_CONFIGURATION, "tc"))
                .contains("text search dictionary app.td");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aTypeAndItsOwnFunctionsNeedNoCircle(int major) throws SQLException, IOException {
        Catalog catalog = read(major);
        assertThat(needs(catalog, ObjectKind.FUNCTION, "bt_out(app.bt)"))
                .containsExactly("schema app", "shell type app.bt");
        assertThat(needs(catalog, ObjectKind.BASE_TYPE, "bt"))
                .containsExactly(
                        "schema app",
                        "shell type app.bt",
                        "function app.bt_in(cstring)",
                        "function app.bt_out(app.bt)");
        assertThat(needs(catalog, ObjectKind.RANGE, "cr")).contains("function app.cr_canon(app.cr)");
    }

    private static List<String> needs(Catalog catalog, ObjectKind kind, String name) {
        return catalog.needs(ObjectKey.of(kind, "app", name)).stream()
                .map(ObjectKey::toString)
                .toList();
    }

    private static Catalog read(int major) throws SQLException, IOException {
        try (FreshDatabase database = TestServer.freshDatabase(major);
                Session session = database.open();
                InputStream file = OddKindsTest.class.getResourceAsStream("odd_kinds.sql")) {
            session.execute(new String(file.readAllBytes(), UTF_8));
            return new CatalogReader(List.of()).read(session);
        }
    }
}
