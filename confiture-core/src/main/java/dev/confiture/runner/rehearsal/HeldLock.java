package dev.confiture.runner.rehearsal;

import dev.confiture.hazard.LockMode;

/**
 * A lock that a statement took on a table or index that others can see.
 *
 * @param relation with its schema, quoted where needed
 * @param bytes how large it is, with indexes and TOAST
 * @param isAgain whether an earlier migration of the same transaction held it already: what the statement's text tells, not
 *     what was seen
 */
public record HeldLock(String relation, LockMode mode, long bytes, boolean isAgain) {

    /** One that was seen. */
    public static HeldLock of(String relation, LockMode mode, long bytes) {
        return new HeldLock(relation, mode, bytes, false);
    }

    HeldLock again() {
        return new HeldLock(relation, mode, bytes, true);
    }
}
