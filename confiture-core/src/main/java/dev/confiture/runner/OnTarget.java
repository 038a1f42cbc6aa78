package dev.confiture.runner;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Terms of a rehearsal that is rolled back.
 *
 * @param isCopy whether the database is said to be a copy that somebody made for this; protection counts all the same
 * @param confirmed the database's name, repeated by whoever means it; needed where it is protected
 * @param limit how long all of it may take
 */
public record OnTarget(boolean isCopy, Optional<String> confirmed, Duration limit) {

    public static final Duration USUAL_LIMIT = Duration.ofMinutes(1);

    public OnTarget {
        requireNonNull(confirmed, "confirmed");
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a limit is positive: " + limit);
        }
    }
}
