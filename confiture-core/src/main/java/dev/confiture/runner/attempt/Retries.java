package dev.confiture.runner.attempt;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How often, and after which pauses, a migration is tried again that others were in the way of.
 *
 * @param attempts in all, at least 1
 * @param first the longest first pause; doubled with each attempt
 * @param longest no pause is longer
 * @param random makes each pause between half of it and all of it, so that two runs do not meet again
 */
public record Retries(int attempts, Duration first, Duration longest, RandomGenerator random) {

    public static Retries standard() {
        // Not RandomGenerator.getDefault(): it looks for services through the thread's context class loader, and that
        // is
        // the project's, which sees none of them.
        return new Retries(6, Duration.ofMillis(200), Duration.ofSeconds(5), new SplittableRandom());
    }

    /**
     * The pause after an attempt.
     *
     * @param attempt 1 for the first
     */
    Duration pauseAfter(int attempt) {
        long bound = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt - 1, 20));
        return Duration.ofMillis(bound / 2 + random.nextLong(bound / 2 + 1));
    }
}
