package dev.confiture.runner.rehearsal;

import dev.confiture.hazard.LockMode;

/**
 * A lock that a statement took on a table or index that others can see.
 *
 * @param relation with its schema, quoted where needed
 * @param bytes how large it is, with indexes and TOAST
 */
public record HeldLock(String relation, LockMode mode, long bytes) {}
