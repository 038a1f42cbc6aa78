package dev.confiture.runner.rehearsal;

import dev.confiture.hazard.StatementHazards;
import dev.confiture.hazard.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One statement that ran.
 *
 * @param sql as the migration wrote it
 * @param took until the server had answered
 * @param rows changed; empty where the answer was something else
 * @param locks newly held, the strongest first
 * @param held how long its locks are held: to the end of the migration, or of the statement outside a transaction
 * @param sampled whether the locks were looked at from beside while it ran, so that short ones may be missing
 * @param rewritten tables and indexes whose files it replaced
 * @param indexes built on tables that were there before, with their sizes
 * @param walBytes what the server wrote to its log meanwhile, for others too: at most that much
 * @param hazards what its text tells
 */
public record MeasuredStatement(
        String sql,
        Duration took,
        Optional<Long> rows,
        List<HeldLock> locks,
        Duration held,
        boolean sampled,
        List<String> rewritten,
        List<BuiltIndex> indexes,
        long walBytes,
        StatementHazards hazards) {

    public MeasuredStatement {
        locks = List.copyOf(locks);
        rewritten = List.copyOf(rewritten);
        indexes = List.copyOf(indexes);
    }

    /** An index that a statement built. */
    public record BuiltIndex(String name, long bytes) {}

    /** What its text tells, or what was seen, whichever is worse. */
    public Tier tier() {
        boolean stopsOthers = !rewritten.isEmpty()
                && locks.stream().anyMatch(lock -> lock.mode().blocksWrites());
        return stopsOthers ? hazards.tier().worst(Tier.LOCK_RISKY) : hazards.tier();
    }

    MeasuredStatement heldFor(Duration duration) {
        return new MeasuredStatement(sql, took, rows, locks, duration, sampled, rewritten, indexes, walBytes, hazards);
    }
}
