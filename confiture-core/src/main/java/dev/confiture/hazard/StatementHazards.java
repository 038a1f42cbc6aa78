package dev.confiture.hazard;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the text of one statement tells.
 *
 * @param lock the strongest table lock that it takes; empty if none that keeps others from anything but DDL, or if unknown
 * @param notes what to know, one sentence each
 */
public record StatementHazards(Tier tier, Optional<LockMode> lock, List<String> notes) {

    public StatementHazards {
        requireNonNull(tier, "tier");
        requireNonNull(lock, "lock");
        notes = List.copyOf(notes);
    }

    static StatementHazards of(Tier tier, String... notes) {
        return new StatementHazards(tier, Optional.empty(), List.of(notes));
    }

    static StatementHazards of(Tier tier, LockMode lock, String... notes) {
        return new StatementHazards(tier, Optional.of(lock), List.of(notes));
    }

    static StatementHazards unknown(String why) {
        return of(Tier.UNKNOWN, why);
    }

    /** Both in one statement. */
    StatementHazards and(StatementHazards other) {
        List<String> all = new ArrayList<>(notes);
        other.notes.stream().filter(note -> !all.contains(note)).forEach(all::add);
        Optional<LockMode> strongest = lock.isEmpty()
                ? other.lock
                : Optional.of(other.lock
                        .filter(mode -> mode.compareTo(lock.get()) > 0)
                        .orElse(lock.get()));
        return new StatementHazards(tier.worst(other.tier), strongest, all);
    }

    /** The same on a table that nobody else sees yet: its locks hurt nobody. */
    StatementHazards onNewTable() {
        if (tier.exceeds(Tier.LOCK_RISKY)) {
            return this;
        }
        return of(tier == Tier.LOCK_RISKY ? Tier.ADDITIVE : tier, "the table is new in this migration");
    }
}
