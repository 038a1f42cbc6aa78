package dev.confiture.plan.ddl.access;

import dev.confiture.catalog.ObjectKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How COMMENT ON, ALTER … OWNER TO and GRANT … ON name an object of each kind. */
final class AttributeTarget {

    private static final Pattern SCHEMA = Pattern.compile("(\"(?:[^\"]|\"\")+\"|[^\".]+)\\..*", Pattern.DOTALL);

    private AttributeTarget() {}

    /** Empty for kinds that the server keeps no comment for. */
    static Optional<String> ofComment(ObjectKey key) {
        return switch (key.kind()) {
            case USER_MAPPING,
                    DEFAULT_PRIVILEGES,
                    COLUMN_DEFAULT,
                    SEQUENCE_OWNERSHIP,
                    INHERITANCE,
                    CLUSTERING,
                    REPLICA_IDENTITY,
                    PUBLICATION_MEMBER,
                    DATABASE_SETTING -> Optional.empty();
            case CONSTRAINT, FOREIGN_KEY, RULE, TRIGGER, POLICY ->
                Optional.of(key.kind().words() + ' ' + key.name() + " ON " + key.container());
            case DOMAIN_CONSTRAINT -> Optional.of("CONSTRAINT " + key.name() + " ON DOMAIN " + key.container());
            default -> Optional.of(key.kind().words() + ' ' + key.path());
        };
    }

    /** The index behind a constraint of a table, which bears its name. */
    static String ofIndexComment(ObjectKey constraint) {
        Matcher table = SCHEMA.matcher(constraint.container());
        if (!table.matches()) {
            throw new IllegalArgumentException("no table with its schema: " + constraint.container());
        }
        return "INDEX " + table.group(1) + '.' + constraint.name();
    }

    static String ofOwner(ObjectKey key) {
        return key.kind().words() + ' ' + key.path();
    }

    static String ofGrant(ObjectKey key) {
        return switch (key.kind()) {
            case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> "TABLE " + key.path();
            case COLUMN, VIEW_COLUMN -> "TABLE " + key.container();
            case FOREIGN_SERVER -> "FOREIGN SERVER " + key.path();
            // GRANT knows aggregates as functions, and no star for those without arguments
            case AGGREGATE -> "FUNCTION " + key.path().replaceFirst("\\(\\*\\)$", "()");
            default -> key.kind().words() + ' ' + key.path();
        };
    }
}
