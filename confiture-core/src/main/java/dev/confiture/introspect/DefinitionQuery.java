package dev.confiture.introspect;

import dev.confiture.introspect.DefinitionScope.ColumnOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The queries, one resource each; every row is a kind, an identity and a text. They see the objects to leave out as
 * {@code omitted (classid, objid)}.
 */
enum DefinitionQuery {
    SCHEMAS,
    EXTENSIONS,
    LANGUAGES,
    RELATIONS,
    COLUMNS,
    COLUMN_ORDER,
    CONSTRAINTS,
    INDEXES,
    SEQUENCES,
    STATISTICS,
    TRIGGERS,
    POLICIES,
    ROUTINES,
    AGGREGATES,
    TYPES,
    OPERATORS,
    COLLATIONS,
    TEXT_SEARCH,
    FOREIGN_DATA,
    PUBLICATIONS,
    PUBLICATION_MEMBERS_14,
    PUBLICATION_MEMBERS,
    SUBSCRIPTIONS,
    COMMENTS,
    PRIVILEGES,
    SETTINGS;

    /** A CTE that every query begins with; two parameters: arrays of catalog ids and object ids. */
    private static final String OMITTED =
            "WITH omitted (classid, objid) AS (SELECT * FROM unnest(?::oid[], ?::oid[]))\n";

    boolean isFor(int major, ColumnOrder order) {
        return switch (this) {
            case COLUMN_ORDER -> order == ColumnOrder.COMPARED;
            case PUBLICATION_MEMBERS_14 -> major <= 14;
            case PUBLICATION_MEMBERS -> major >= 15;
            default -> true;
        };
    }

    String sql() {
        return OMITTED + resource(name().toLowerCase(Locale.ROOT));
    }

    /** What to leave out; two parameters: arrays of schemas and names. */
    static String omittedObjects() {
        return resource("omitted");
    }

    private static String resource(String name) {
        try (InputStream sql = DefinitionQuery.class.getResourceAsStream(name + ".sql")) {
            if (sql == null) {
                throw new IllegalStateException("this jar is damaged: " + name + ".sql is missing");
            }
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
