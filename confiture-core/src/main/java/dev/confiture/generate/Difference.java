package dev.confiture.generate;

import static java.util.Objects.requireNonNull;

import dev.confiture.generate.rows.Loss;

/**
 * Something that is not as it should be at the end of a run.
 *
 * @param object kind and name, for people
 * @param text one sentence that names it, without a full stop; lines of its definition may follow
 */
public record Difference(String object, String text) {

    public Difference {
        requireNonNull(object, "object");
        requireNonNull(text, "text");
    }

    /** @param rest of the sentence that the object begins */
    static Difference of(Object object, String rest) {
        return new Difference(object.toString(), object + rest);
    }

    static Difference of(Loss loss) {
        return new Difference(loss.object().toString(), loss.text());
    }

    @Override
    public String toString() {
        return text;
    }
}
