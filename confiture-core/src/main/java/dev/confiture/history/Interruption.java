package dev.confiture.history;

import java.util.Optional;

/**
 * How far a migration outside a transaction came that did not come to its end.
 *
 * @param done how many of its statements are done
 * @param inFlight the ordinal of the statement that was begun and has no end; 0 if there is none
 * @param sql the beginning of that statement
 * @param isAnswerable whether the records of its statements are enough to go on after them
 */
public record Interruption(int done, int inFlight, Optional<String> sql, boolean isAnswerable) {

    /** Begun, and no statement sent. */
    public static final Interruption AT_START = new Interruption(0, 0, Optional.empty(), true);

    /** {@code 2 statements are done; in flight was statement 3: CREATE INDEX CONCURRENTLY …}. */
    public String text() {
        String before = done == 1 ? "1 statement is done" : done + " statements are done";
        return before
                + sql.map(text -> "; in flight was statement " + inFlight + ": " + text)
                        .orElse("");
    }
}
