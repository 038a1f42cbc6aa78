package dev.confiture.runner;

import dev.confiture.history.HistoryEntry;
import dev.confiture.problem.Problem;
import java.util.List;

/**
 * What is where.
 *
 * @param environment its name
 * @param database name and server
 * @param ledger what the database had to say
 * @param entries one per version that code or ledger know, in version order
 * @param findings what is wrong, errors among it
 */
public record StatusReport(
        String environment, String database, LedgerFound ledger, List<HistoryEntry> entries, List<Problem> findings) {

    public StatusReport {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }

    /** Whether the ledger could be read. */
    public enum LedgerFound {
        PRESENT,
        /** The database exists; nothing was ever built or migrated in it. */
        ABSENT,
        NO_DATABASE
    }
}
