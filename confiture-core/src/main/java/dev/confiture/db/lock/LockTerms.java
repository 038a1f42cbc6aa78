package dev.confiture.db.lock;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How to wait for another run.
 *
 * @param patience how long it may hold the locks; zero tries once
 * @param orphans whether what a killed run left behind is ended
 */
public record LockTerms(Duration patience, OrphanChoice orphans) {

    public LockTerms {
        requireNonNull(orphans, "orphans");
        if (patience.isNegative()) {
            throw new IllegalArgumentException("a wait is not negative: " + patience);
        }
    }

    /** Whoever holds the locks is left alone. */
    public static LockTerms patient(Duration patience) {
        return new LockTerms(patience, OrphanChoice.LEAVE);
    }
}
