package dev.confiture.runner.rehearsal;

import dev.confiture.hazard.Tier;
import dev.confiture.history.ResolvedMigration;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One migration that ran.
 *
 * @param took from the start of its code to the end
 * @param statements in the order in which they ran
 */
public record MeasuredMigration(ResolvedMigration migration, Duration took, List<MeasuredStatement> statements) {

    public MeasuredMigration {
        statements = List.copyOf(statements);
    }

    public boolean isTransactional() {
        return migration.entry().options().transactional();
    }

    /** The worst of what it ran; another run of Java code may run something else. */
    public Tier tier() {
        return statements.stream().map(MeasuredStatement::tier).reduce(Tier.ADDITIVE, Tier::worst);
    }

    /** For how long others could not write to some table, or read from it. */
    public Optional<Exclusive> longestExclusive() {
        return statements.stream()
                .flatMap(statement -> statement.locks().stream()
                        .filter(lock -> lock.mode().blocksWrites())
                        .map(lock -> new Exclusive(lock, statement.held())))
                .max(Comparator.comparing(Exclusive::held));
    }

    /** A lock that keeps others from writing, and for how long. */
    public record Exclusive(HeldLock lock, Duration held) {}
}
