package dev.confiture.faults;

/** What hits a run. */
enum Blow {
    SIGKILL("SIGKILL of the process"),
    TERMINATE_WORKING("pg_terminate_backend, connection that works"),
    TERMINATE_LOCK("pg_terminate_backend, connection with the lock"),
    STOP_SERVER("server stopped, mode immediate, and started"),
    CUT_NETWORK("network cut"),
    SILENT_NETWORK("network silent"),
    DISK_FULL("disk full");

    private final String label;

    Blow(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
