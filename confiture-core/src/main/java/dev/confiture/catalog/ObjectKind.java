package dev.confiture.catalog;

import java.util.Locale;

/**
 * What an object is. The order is the one in which a script names them where nothing else decides: what others stand on
 * comes first.
 */
public enum ObjectKind {
    EXTENSION("EXTENSION", Place.DATABASE),
    SCHEMA("SCHEMA", Place.DATABASE),
    LANGUAGE("LANGUAGE", Place.DATABASE),
    FOREIGN_DATA_WRAPPER("FOREIGN DATA WRAPPER", Place.DATABASE),
    FOREIGN_SERVER("SERVER", Place.DATABASE),
    USER_MAPPING("USER MAPPING", Place.SERVER),
    DEFAULT_PRIVILEGES("DEFAULT PRIVILEGES", Place.DATABASE),
    COLLATION("COLLATION", Place.SCHEMA),
    TEXT_SEARCH_PARSER("TEXT SEARCH PARSER", Place.SCHEMA),
    TEXT_SEARCH_TEMPLATE("TEXT SEARCH TEMPLATE", Place.SCHEMA),
    TEXT_SEARCH_DICTIONARY("TEXT SEARCH DICTIONARY", Place.SCHEMA),
    TEXT_SEARCH_CONFIGURATION("TEXT SEARCH CONFIGURATION", Place.SCHEMA),
    SHELL_TYPE("TYPE", Place.SCHEMA),
    ENUM("TYPE", Place.SCHEMA),
    /** A value of an enum: a property of its type in a catalog, but with a name of its own that may change. */
    ENUM_LABEL("VALUE", Place.RELATION),
    DOMAIN("DOMAIN", Place.SCHEMA),
    COMPOSITE_TYPE("TYPE", Place.SCHEMA),
    ATTRIBUTE("COLUMN", Place.RELATION),
    RANGE("TYPE", Place.SCHEMA),
    BASE_TYPE("TYPE", Place.SCHEMA),
    SEQUENCE("SEQUENCE", Place.SCHEMA),
    TABLE("TABLE", Place.SCHEMA),
    FOREIGN_TABLE("FOREIGN TABLE", Place.SCHEMA),
    /** Columns of tables and foreign tables. */
    COLUMN("COLUMN", Place.RELATION),
    /** CHECK constraints of domains. */
    DOMAIN_CONSTRAINT("CONSTRAINT", Place.RELATION),
    FUNCTION("FUNCTION", Place.SCHEMA),
    PROCEDURE("PROCEDURE", Place.SCHEMA),
    AGGREGATE("AGGREGATE", Place.SCHEMA),
    CAST("CAST", Place.DATABASE),
    OPERATOR("OPERATOR", Place.SCHEMA),
    OPERATOR_FAMILY("OPERATOR FAMILY", Place.SCHEMA),
    OPERATOR_CLASS("OPERATOR CLASS", Place.SCHEMA),
    CONVERSION("CONVERSION", Place.SCHEMA),
    /** The default or the generation expression of one column: an object of its own, as it needs and frees others. */
    COLUMN_DEFAULT("DEFAULT", Place.RELATION),
    /** The column that owns a sequence; dropping the column drops the sequence. */
    SEQUENCE_OWNERSHIP("SEQUENCE", Place.SCHEMA),
    /** A table's parent: a partition's bounds, or plain inheritance. */
    INHERITANCE("INHERITANCE", Place.RELATION),
    /** CHECK, primary key, unique and exclusion constraints of tables, with the index that stands behind. */
    CONSTRAINT("CONSTRAINT", Place.RELATION),
    INDEX("INDEX", Place.SCHEMA),
    FOREIGN_KEY("CONSTRAINT", Place.RELATION),
    /** The index that a table is clustered on. */
    CLUSTERING("CLUSTERING", Place.RELATION),
    REPLICA_IDENTITY("REPLICA IDENTITY", Place.RELATION),
    STATISTICS("STATISTICS", Place.SCHEMA),
    VIEW("VIEW", Place.SCHEMA),
    MATERIALIZED_VIEW("MATERIALIZED VIEW", Place.SCHEMA),
    /** What a view's definition does not say of its columns; they come and go with it. */
    VIEW_COLUMN("COLUMN", Place.RELATION),
    RULE("RULE", Place.RELATION),
    TRIGGER("TRIGGER", Place.RELATION),
    POLICY("POLICY", Place.RELATION),
    EVENT_TRIGGER("EVENT TRIGGER", Place.DATABASE),
    /** {@code ALTER … DEPENDS ON EXTENSION}. */
    EXTENSION_DEPENDENCY("EXTENSION DEPENDENCY", Place.DATABASE),
    PUBLICATION("PUBLICATION", Place.DATABASE),
    /** A table or schema of a publication. */
    PUBLICATION_MEMBER("PUBLICATION MEMBER", Place.PUBLICATION),
    SUBSCRIPTION("SUBSCRIPTION", Place.DATABASE),
    /** {@code ALTER DATABASE … SET}: one setting. */
    DATABASE_SETTING("DATABASE SETTING", Place.DATABASE);

    /** What an object's name is unique in; the container of its key. */
    public enum Place {
        /** The container is empty. */
        DATABASE,
        /** The container is a schema. */
        SCHEMA,
        /** The container is a table, view, domain, composite type or enum, with its schema. */
        RELATION,
        /** The container is a foreign server. */
        SERVER,
        /** The container is a publication. */
        PUBLICATION
    }

    private final String words;
    private final Place place;

    ObjectKind(String words, Place place) {
        this.words = words;
        this.place = place;
    }

    /** The words of {@code COMMENT ON …} and {@code DROP …}; for kinds that have no such statement, words for people. */
    public String words() {
        return words;
    }

    public Place place() {
        return place;
    }

    /** As people write it: {@code materialized view}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
