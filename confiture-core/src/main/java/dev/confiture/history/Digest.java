package dev.confiture.history;

import java.util.regex.Pattern;

/**
 * A hash together with the name of the way it was made; digests of different algorithms say nothing about each other.
 *
 * @param algorithm for example {@code java-tokens-1}
 * @param sha256 64 lower-case hexadecimal digits
 */
public record Digest(String algorithm, String sha256) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Digest {
        if (algorithm.isBlank() || !FORM.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a digest: " + algorithm + " " + sha256);
        }
    }

    /** For messages: enough of it to tell two apart. */
    public String shortened() {
        return sha256.substring(0, 12) + "…";
    }
}
