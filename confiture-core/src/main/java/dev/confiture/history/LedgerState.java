package dev.confiture.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a version came into the database, as its ledger row says. */
public enum LedgerState {
    /** Its {@code up} ran here. */
    APPLIED,
    /** A build of db/schema contained it; it never ran here. Promises no digest. */
    BUILT,
    /** The database was adopted with it; it never ran here. */
    BASELINE,
    /** It runs outside a transaction and has not come to its end. */
    RUNNING,
    /** It is undone outside a transaction, and that has not come to its end. */
    UNDOING;

    /** Whether something of it is in the database, and it is not known by the state alone what. */
    public boolean isUnderWay() {
        return this == RUNNING || this == UNDOING;
    }

    /** As the ledger stores it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty if no state is stored as this text. */
    public static Optional<LedgerState> parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text().equals(text))
                .findFirst();
    }
}
