package dev.confiture;

import java.time.Instant;

/**
 * What to generate.
 *
 * @param name as {@code @Migration} wants it
 * @param from and {@code to}: sources as diff takes them
 * @param now the moment that the version is made of
 * @param packageName of the classes
 * @param demand whether what cannot be proved is written too
 */
public record GenerateRequest(String name, String from, String to, Instant now, String packageName, Demand demand) {

    /** What a migration has to have to be written. */
    public enum Demand {
        PROOF,
        /** The class says what was not proved. */
        BEST_EFFORT
    }

    /** Only what is proved is written. */
    public GenerateRequest(String name, String from, String to, Instant now, String packageName) {
        this(name, from, to, now, packageName, Demand.PROOF);
    }
}
