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
 * @param statementLimit how long one statement may take, where the environment's session does not say less
 */
public record OnTarget(boolean isCopy, Optional<String> confirmed, Duration limit, Duration statementLimit) {

    public static final Duration USUAL_LIMIT = Duration.ofMinutes(1);

    public static final Duration USUAL_STATEMENT_LIMIT = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofDays(1);

    public OnTarget {
        requireNonNull(confirmed, "confirmed");
        requireLimit(limit);
        requireLimit(statementLimit);
    }

    private static void requireLimit(Duration limit) {
        if (limit.toMillis() < 1 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a limit is 1 ms to a day: " + limit);
        }
    }
}
