package dev.confiture.plan.ddl;

/** Whether a statement may share a transaction. */
public enum Execution {
    /** Runs with others in one transaction. */
    TRANSACTIONAL,
    /** The server refuses it inside a transaction: CONCURRENTLY forms. */
    ALONE,
    /** Must be committed before anything uses what it made: ALTER TYPE … ADD VALUE. */
    COMMITTED_FIRST
}
