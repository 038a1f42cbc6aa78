package dev.confiture.plan;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the plan does to one object.
 *
 * @param key of the object before the plan for DROP, ALTER and SET_ASIDE, after it for the rest
 */
record Operation(Verb verb, ObjectKey key) implements Comparable<Operation> {

    /** In the order in which they come where nothing else decides. */
    enum Verb {
        /** Renames a type or table that holds data, so that another can take its name. */
        SET_ASIDE,
        DROP,
        CREATE,
        ALTER,
        /** Takes over the rows of a table that was set aside. */
        MOVE_ROWS,
        /** Comment, owner and grants only. */
        DESCRIBE,
        /** Removes what was set aside. */
        DROP_ASIDE
    }

    /** Dropped late: what others may still stand on or hold data in. */
    private static final Set<ObjectKind> HEAVY = EnumSet.of(
            ObjectKind.EXTENSION,
            ObjectKind.SCHEMA,
            ObjectKind.LANGUAGE,
            ObjectKind.FOREIGN_DATA_WRAPPER,
            ObjectKind.FOREIGN_SERVER,
            ObjectKind.COLLATION,
            ObjectKind.ENUM,
            ObjectKind.DOMAIN,
            ObjectKind.COMPOSITE_TYPE,
            ObjectKind.RANGE,
            ObjectKind.BASE_TYPE,
            ObjectKind.SEQUENCE,
            ObjectKind.TABLE,
            ObjectKind.FOREIGN_TABLE,
            ObjectKind.COLUMN,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.AGGREGATE);

    /** Made from rows that are there, with commits in between. */
    private static final Set<ObjectKind> ON_ROWS =
            EnumSet.of(ObjectKind.INDEX, ObjectKind.CONSTRAINT, ObjectKind.FOREIGN_KEY);

    /** The last kind for the first, and so on. */
    private static final Map<ObjectKind, ObjectKind> OPPOSITE = opposite();

    Operation {
        requireNonNull(verb, "verb");
        requireNonNull(key, "key");
    }

    // As ObjectKey writes it out.
    @Override
    public boolean equals(Object other) {
        return other instanceof Operation operation && verb == operation.verb && key.equals(operation.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode() * 31 + verb.hashCode();
    }

    private int rank() {
        return switch (verb) {
            // new labels must be committed before anything uses them, so they begin the plan
            case ALTER ->
                switch (key.kind()) {
                    case ENUM -> 0;
                    case CONSTRAINT -> 5;
                    case INDEX -> 7;
                    default -> 4;
                };
            // indexes go outside the transaction, and come so: not while rows stand aside or a view is gone
            case DROP -> onIndex() ? 0 : HEAVY.contains(key.kind()) ? 6 : 1;
            case SET_ASIDE -> 2;
            case CREATE -> ON_ROWS.contains(key.kind()) ? 5 : 2;
            case MOVE_ROWS, DROP_ASIDE -> 3;
            case DESCRIBE -> 4;
        };
    }

    private static Map<ObjectKind, ObjectKind> opposite() {
        List<ObjectKind> backwards = new ArrayList<>(EnumSet.allOf(ObjectKind.class));
        Collections.reverse(backwards);
        Iterator<ObjectKind> next = backwards.iterator();
        Map<ObjectKind, ObjectKind> opposite = new EnumMap<>(ObjectKind.class);
        EnumSet.allOf(ObjectKind.class).forEach(kind -> opposite.put(kind, next.next()));
        return opposite;
    }

    /** Whether it reads rows that are there, with others at work meanwhile. */
    boolean mayCommit() {
        return (verb == Verb.CREATE || verb == Verb.ALTER) && ON_ROWS.contains(key.kind());
    }

    private boolean onIndex() {
        return key.kind() == ObjectKind.INDEX;
    }

    /** By kind; what is dropped goes the other way round. */
    private ObjectKind place() {
        return verb == Verb.DROP ? OPPOSITE.getOrDefault(key.kind(), key.kind()) : key.kind();
    }

    @Override
    public int compareTo(Operation other) {
        int byTurn = turn().compareInTurn(other.turn());
        return byTurn == 0 ? verb.compareTo(other.verb) : byTurn;
    }

    /**
     * A default that goes has the turn of its column's change: it may be in the way of that alone, and until it is back
     * writers store NULL, or are refused.
     */
    private Operation turn() {
        return verb == Verb.DROP && key.kind() == ObjectKind.COLUMN_DEFAULT
                ? new Operation(Verb.ALTER, ObjectKey.of(ObjectKind.COLUMN, key.container(), key.name()))
                : this;
    }

    private int compareInTurn(Operation other) {
        int byRank = Integer.compare(rank(), other.rank());
        int byPlace = byRank == 0 ? place().compareTo(other.place()) : byRank;
        int byVerb = byPlace == 0 ? verb.compareTo(other.verb) : byPlace;
        return byVerb == 0 ? key.compareTo(other.key) : byVerb;
    }
}
