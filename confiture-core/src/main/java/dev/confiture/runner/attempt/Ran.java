package dev.confiture.runner.attempt;

import dev.confiture.history.ResolvedMigration;
import java.time.Duration;

/**
 * One migration that ran.
 *
 * @param took its own time, without waiting for other runs
 * @param statements how many it sent; a run of batches counts as one
 * @param changedRows how many rows they changed, as far as the server tells
 */
public record Ran(ResolvedMigration migration, Duration took, int statements, long changedRows) {}
