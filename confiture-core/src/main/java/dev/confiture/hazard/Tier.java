package dev.confiture.hazard;

import java.util.Locale;

/** How much a statement may hurt, the least first. */
public enum Tier {
    /** Only adds; what was there works on. */
    ADDITIVE,
    /** Changes something in place; its opposite brings it back. */
    REVERSIBLE,
    /** Holds a lock that others feel while it reads or rewrites a whole table. */
    LOCK_RISKY,
    /** Takes away what the code can make again: an index, a view, a constraint. */
    DESTRUCTIVE,
    /** Loses what no way back restores: rows, values, columns. */
    IRREVERSIBLE,
    /** Could not be judged. Ranks as the worst, because it may be that. */
    UNKNOWN;

    /** As people write it: {@code lock-risky}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Tier worst(Tier other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean exceeds(Tier limit) {
        return compareTo(limit) > 0;
    }
}
