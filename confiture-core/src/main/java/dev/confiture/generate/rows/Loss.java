package dev.confiture.generate.rows;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.ObjectKey;

/**
 * Data that a plan lost and did not say that it would.
 *
 * @param object whose data it is
 * @param text one sentence that names it, without a full stop
 */
public record Loss(ObjectKey object, String text) {

    public Loss {
        requireNonNull(object, "object");
        requireNonNull(text, "text");
    }

    /** @param rest of the sentence that the object begins */
    static Loss of(ObjectKey object, String rest) {
        return new Loss(object, object + rest);
    }
}
