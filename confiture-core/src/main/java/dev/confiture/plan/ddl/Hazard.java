package dev.confiture.plan.ddl;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.ObjectKey;
import java.util.Optional;

/**
 * What a planned statement may hurt.
 *
 * @param note one sentence without a full stop
 * @param probe a query whose first row's first column is true where the statement will fail or lose data; to be asked
 *     beforehand
 * @param object that is hurt; empty for what the statement is about
 */
public record Hazard(Kind kind, String note, Optional<String> probe, Optional<ObjectKey> object) {

    /** The sort of harm. */
    public enum Kind {
        DATA_LOSS,
        EXCLUSIVE_LOCK,
        LONG_SCAN,
        MAY_FAIL_ON_DATA,
        BREAKS_READERS,
        PRIVILEGE_CHANGE,
        CANNOT_BE_PROVED
    }

    public Hazard {
        requireNonNull(kind, "kind");
        requireNonNull(note, "note");
        requireNonNull(probe, "probe");
        requireNonNull(object, "object");
    }

    public Hazard(Kind kind, String note, Optional<String> probe) {
        this(kind, note, probe, Optional.empty());
    }

    public static Hazard of(Kind kind, String note) {
        return new Hazard(kind, note, Optional.empty());
    }

    public static Hazard of(Kind kind, String note, String probe) {
        return new Hazard(kind, note, Optional.of(probe));
    }

    /** The same, where it hurts something else than what its statement is about. */
    public Hazard to(ObjectKey other) {
        return new Hazard(kind, note, probe, Optional.of(other));
    }

    /** The note for people who see nothing else of the hazard. */
    public String warning() {
        return kind == Kind.MAY_FAIL_ON_DATA ? "may fail: " + note : note;
    }
}
