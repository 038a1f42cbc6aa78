package dev.confiture.faults;

/** What hits a run. */
enum Blow {
    SIGKILL("SIGKILL, JVM"),
    TERMINATE_WORKING("working connection ended"),
    TERMINATE_LOCK("lock's connection ended"),
    STOP_SERVER("server stopped"),
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
