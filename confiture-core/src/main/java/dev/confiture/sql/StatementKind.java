package dev.confiture.sql;

/** What a statement is for, as far as its leading words tell: enough to know how and whether it may be sent. */
public enum StatementKind {
    /** BEGIN, START TRANSACTION. */
    BEGIN,
    /** COMMIT, END. */
    COMMIT,
    /** ROLLBACK, ABORT: of the whole transaction. */
    ROLLBACK,
    /** SAVEPOINT, RELEASE, ROLLBACK TO. */
    SAVEPOINT,
    /** PREPARE TRANSACTION, COMMIT PREPARED, ROLLBACK PREPARED. */
    PREPARED_TRANSACTION,
    /** SET TRANSACTION, SET transaction_isolation. */
    TRANSACTION_SETTING,
    /** CREATE or DROP DATABASE, ALTER DATABASE … SET TABLESPACE. */
    DATABASE,
    /** CREATE or DROP TABLESPACE. */
    TABLESPACE,
    /** CREATE or DROP ROLE, USER, GROUP. */
    ROLE,
    ALTER_SYSTEM,
    VACUUM,
    /** CREATE INDEX, DROP INDEX, REINDEX, DETACH PARTITION with CONCURRENTLY. */
    CONCURRENTLY,
    /** What else PostgreSQL refuses in every transaction: REINDEX DATABASE, CLUSTER of all tables, DISCARD ALL. */
    OUTSIDE_TRANSACTION,
    /** INSERT, with or without WITH. */
    INSERT,
    COPY_FROM_STDIN,
    /** COPY from a file or a program of the server. */
    COPY_FROM_SERVER,
    COPY_TO,
    /** UPDATE, DELETE, MERGE, TRUNCATE. */
    CHANGE_ROWS,
    /** SELECT, VALUES, TABLE, WITH. */
    SELECT,
    /** SET, RESET, but not SET TRANSACTION. */
    SETTING,
    COMMENT,
    DO,
    CALL,
    /** CREATE, ALTER, DROP, GRANT, … of something inside the database. */
    DDL,
    OTHER;

    /** Begins or ends a transaction; savepoints do not. */
    public boolean isTransactionControl() {
        return this == BEGIN || this == COMMIT || this == ROLLBACK || this == PREPARED_TRANSACTION;
    }

    /** Undoes the whole transaction. */
    public boolean isRollback() {
        return this == ROLLBACK;
    }

    public boolean isCopyFromStdin() {
        return this == COPY_FROM_STDIN;
    }

    /** PostgreSQL refuses it inside a transaction block (SQLSTATE 25001). */
    public boolean runsOutsideTransaction() {
        return switch (this) {
            case DATABASE, TABLESPACE, ALTER_SYSTEM, VACUUM, CONCURRENTLY, OUTSIDE_TRANSACTION -> true;
            default -> false;
        };
    }

    /** Makes or drops something that all databases of the server share. */
    public boolean isClusterWide() {
        return this == DATABASE || this == TABLESPACE || this == ROLE || this == ALTER_SYSTEM;
    }

    /** Its update count is a number of new rows. */
    public boolean insertsRows() {
        return this == INSERT || this == COPY_FROM_STDIN || this == COPY_FROM_SERVER;
    }
}
