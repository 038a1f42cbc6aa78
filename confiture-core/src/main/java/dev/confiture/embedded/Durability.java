package dev.confiture.embedded;

/** What a server's data survives. */
public enum Durability {
    /** Everything that a server usually survives, the machine's crash included: for data that people keep. */
    DURABLE(""),

    /** A stopped server only, not a crash: several times faster, for tests. */
    FAST("fsync = off\nsynchronous_commit = off\nfull_page_writes = off");

    private final String settings;

    Durability(String settings) {
        this.settings = settings;
    }

    /** Lines for the server's configuration. */
    String settings() {
        return settings;
    }
}
