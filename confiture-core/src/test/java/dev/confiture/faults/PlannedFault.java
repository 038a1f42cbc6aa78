package dev.confiture.faults;

/**
 * What goes wrong in the next run.
 *
 * @param place as the functions of {@link FaultSql} name it
 */
record PlannedFault(String place, Kind kind) {

    static final PlannedFault NONE = new PlannedFault("", Kind.FAIL);

    enum Kind {
        /** An error of the server. */
        FAIL,
        /** The server process of the connection that works ends. */
        KILL_WORKING,
        /** That of the connection which only holds a lock ends. */
        KILL_LOCK
    }

    static String inBody(int version, boolean isUp) {
        return version + (isUp ? " up" : " down");
    }

    /** @param operation as PostgreSQL names it: INSERT, UPDATE, DELETE */
    static String atRow(int version, String operation) {
        return "row " + version + " " + operation;
    }

    static String atRecord(int version, int ordinal, boolean isDone) {
        return "record " + version + " " + ordinal + (isDone ? " done" : " begun");
    }
}
