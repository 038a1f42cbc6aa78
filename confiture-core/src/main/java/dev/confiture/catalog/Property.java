package dev.confiture.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the server tells of an object. The columns of the introspection queries bear these names in lower case; a null
 * there means that the object lacks the property. A boolean one is there, with the text {@code true}, or lacks.
 */
public enum Property {
    // every kind
    /** The role; none where the reader owns it, and for schema {@code public} where it belongs to whom it did at first. */
    OWNER,
    /**
     * None also where the server writes it of itself (extensions, schema {@code public}); an empty text where it does and
     * somebody took that away.
     */
    COMMENT,
    /**
     * How the privileges differ from those that the server gives to a new object of the kind before any default
     * privileges; none where they do not. Sorted lines: {@code grantee PRIVILEGE} for more, {@code - grantee PRIVILEGE} for
     * less; {@code *} behind the privilege is the grant option, {@code BY role} behind that a grantor who is not the owner.
     * The grantee is a role, ready for SQL, {@code PUBLIC}, or {@code OWNER} whoever that is; for schema {@code public} the
     * measure is what initdb gives.
     */
    GRANTS,
    /** The comment of the index behind a constraint. */
    INDEX_COMMENT,
    /** The comment of the sequence of an identity. */
    SEQUENCE_COMMENT,
    /** The privileges on the sequence of an identity, as {@link #GRANTS}. */
    SEQUENCE_GRANTS,
    /** The privileges on the members of an extension or a range, where they are not those that it gave; lines of {@link MemberGrant}. */
    MEMBER_GRANTS,

    // several kinds
    /** The whole statement or expression as the server prints it. */
    DEFINITION,
    TYPE,
    COLLATION,
    OPTIONS,
    METHOD,
    /** A function that the object calls, with argument types where the server needs them. */
    FUNCTION,
    VERSION,
    VALID,
    TABLESPACE,

    // views, policies, triggers, publications
    /** The query did not run yet. */
    NO_DATA,
    EVENT,
    TAGS,
    /** {@code SELECT}, {@code INSERT} …; none for all. */
    COMMAND,
    RESTRICTIVE,
    /** Separated by commas; none for everybody. */
    ROLES,
    USING_EXPRESSION,
    CHECK_EXPRESSION,
    ALL_TABLES,
    /** Which rows of a table are published. */
    FILTER,

    // relations and columns
    /** The place among the live columns, from 1; not compared. */
    POSITION,
    NOT_NULL,
    /** The name of a NOT NULL constraint, from 18 on, where it is not the one that the server chooses. */
    NOT_NULL_NAME,
    /** {@code NO INHERIT}, {@code NOT VALID}, from 18 on. */
    NOT_NULL_OPTIONS,
    IDENTITY,
    SEQUENCE_OPTIONS,
    GENERATED,
    STORAGE,
    COMPRESSION,
    STATISTICS_TARGET,
    UNLOGGED,
    OF_TYPE,
    ROW_SECURITY,
    FORCE_ROW_SECURITY,
    PARTITION_KEY,
    /** It came from a parent table and is no statement of its own; not compared. */
    INHERITED,
    /** It came from a parent table and was stated by its own one too. */
    MERGED,
    BOUNDS,
    /** The place among several parents. */
    SEQUENCE_NUMBER,
    DETACH_PENDING,
    /** The bounds as a condition on the partition's rows, where the server can print one; not compared. */
    PARTITION_CHECK,
    /**
     * The index of the parent table that an index or key is part of, with its schema; the name of the key, if that is one; the
     * parent table that a trigger came from.
     */
    PARENT,
    UNIQUE,
    /** Options of a foreign table's column for its wrapper. */
    FDW_OPTIONS,
    /** The relation that an index, a publication member or an owned sequence belongs to. */
    RELATION,
    COLUMNS,
    SERVER,
    ENABLED,

    // types
    /** The labels of an enum in their order, a literal a line. */
    LABELS,
    DEFAULT,

    // routines
    /** What a routine returns; its definition tells it too, so it is not compared. */
    RETURNS,
    /** One line each: mode, name, type; the definition tells them too, so they are not compared. */
    ARGUMENTS,
    /** How many of a routine's last arguments have a default; the definition tells it too, so it is not compared. */
    ARGUMENT_DEFAULTS,

    // operators and text search
    /** What stands in an operator family on its own, an operator or function a line. */
    MEMBERS,
    TEMPLATE,
    PARSER,
    /** One line each: a kind of token {@code WITH} its dictionaries. */
    MAPPINGS,

    // what stands in the database itself
    SCHEMA,
    EXTENSION,
    /** The version is not the one that the server would choose; not compared. */
    VERSION_CHOSEN,
    /** An extension can change its schema; not compared. */
    RELOCATABLE,
    HANDLER,
    VALIDATOR,
    WRAPPER,
    PUBLICATIONS,
    SETTING,
    ROLE,
    /** Ready to stand behind {@code SET … TO}. */
    VALUE;

    /** Whether two objects that differ in it are different. */
    public boolean isCompared() {
        return switch (this) {
            case POSITION,
                    INHERITED,
                    RETURNS,
                    ARGUMENTS,
                    ARGUMENT_DEFAULTS,
                    VERSION_CHOSEN,
                    RELOCATABLE,
                    PARTITION_CHECK -> false;
            default -> true;
        };
    }

    /** Whether it describes an object of any kind, and is read and written apart from what the kind is. */
    public boolean isDescription() {
        return switch (this) {
            case OWNER, COMMENT, GRANTS, INDEX_COMMENT, SEQUENCE_COMMENT, SEQUENCE_GRANTS, MEMBER_GRANTS -> true;
            default -> false;
        };
    }

    private static final Map<String, Property> BY_COLUMN =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Property::column, property -> property));

    /** @throws IllegalArgumentException if no property has such a column: the query behind it is wrong */
    public static Property ofColumn(String column) {
        Property property = BY_COLUMN.get(column);
        if (property == null) {
            throw new IllegalArgumentException("no property: " + column);
        }
        return property;
    }

    /** The column of a query: {@code not_null}. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people: {@code not null}. */
    public String text() {
        return column().replace('_', ' ');
    }
}
