package dev.confiture.introspect.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The queries, one resource each; every row is one object. Columns:
 *
 * <ul>
 *   <li>{@code kind}: a name of ObjectKind in lower case; {@code container}: null for what stands in the database;
 *       {@code name}: all as ObjectKey says
 *   <li>{@code address}: where pg_depend knows the object, as {@code classid:objid:objsubid}; null where it does not
 *   <li>{@code needs}, which a query may lack: addresses with spaces between, needed beyond what pg_depend says
 *   <li>the rest: names of Property in lower case; null where the object lacks it
 * </ul>
 *
 * They see what to leave out as {@code omitted (classid, objid)}.
 */
enum CatalogQuery {
    SCHEMAS,
    TABLES,
    COLUMNS,
    COLUMN_DEFAULTS,
    INHERITANCE,
    CONSTRAINTS,
    INDEXES,
    SEQUENCES,
    SEQUENCE_OWNERSHIPS,
    CLUSTERINGS,
    REPLICA_IDENTITIES,
    STATISTICS,
    VIEWS,
    VIEW_COLUMNS,
    RULES,
    TRIGGERS,
    EVENT_TRIGGERS,
    POLICIES,
    PUBLICATIONS,
    PUBLICATION_MEMBERS_14,
    PUBLICATION_MEMBERS,
    DEFAULT_PRIVILEGES,
    EXTENSIONS,
    EXTENSION_DEPENDENCIES,
    LANGUAGES,
    FOREIGN_DATA_WRAPPERS,
    FOREIGN_SERVERS,
    USER_MAPPINGS,
    COLLATIONS,
    TEXT_SEARCH_PARSERS,
    TEXT_SEARCH_DICTIONARIES,
    TEXT_SEARCH_CONFIGURATIONS,
    SHELL_TYPES,
    ENUMS,
    DOMAINS,
    DOMAIN_CONSTRAINTS,
    COMPOSITE_TYPES,
    RANGES,
    BASE_TYPES,
    ROUTINES,
    AGGREGATES,
    CASTS,
    OPERATORS,
    OPERATOR_FAMILIES,
    CONVERSIONS,
    SUBSCRIPTIONS,
    DATABASE_SETTINGS;

    /** A CTE that every query begins with; two parameters: arrays of catalog ids and object ids. */
    private static final String OMITTED =
            "WITH omitted (classid, objid) AS (SELECT * FROM unnest(?::oid[], ?::oid[]))\n";

    /** The query as a whole stands in here, so that it may begin with CTEs of its own. */
    private static final String ROWS = "SELECT * FROM (\n%s) object";

    /** Whether this server's catalogs have what the query names. */
    boolean isFor(int major) {
        return switch (this) {
            case PUBLICATION_MEMBERS_14 -> major == 14;
            case PUBLICATION_MEMBERS -> major > 14;
            default -> true;
        };
    }

    /** The name of its file, without ending. */
    String resource() {
        return name().toLowerCase(Locale.ROOT);
    }

    String sql() {
        return OMITTED + ROWS.formatted(resource(resource()));
    }

    /** The queries that would find nothing, each as {@link #resource} says it. */
    static String idle() {
        return resource("idle");
    }

    /** What to leave out; two parameters: arrays of schemas and names. */
    static String omittedObjects() {
        return resource("omitted");
    }

    /** Owners, comments and grants of everything: address, property, value. */
    static String attributes() {
        return OMITTED + resource("attributes");
    }

    /** What pg_depend knows under another address than its object: address, address of the object. */
    static String aliases() {
        return resource("aliases");
    }

    /** Edges: the {@link Address} of who needs, and of what is needed. */
    static String dependencies() {
        return resource("dependencies");
    }

    /** What is at addresses: type, name; one parameter: an array of each {@link Address}. */
    static String identities() {
        return resource("identities");
    }

    /** Texts that name objects of no kind known here. */
    static String notModelled() {
        return OMITTED + resource("not_modelled");
    }

    private static String resource(String name) {
        try (InputStream sql = CatalogQuery.class.getResourceAsStream(name + ".sql")) {
            if (sql == null) {
                throw new IllegalStateException("this jar is damaged: catalog/" + name + ".sql is missing");
            }
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
