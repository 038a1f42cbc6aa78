package dev.confiture.build;

import dev.confiture.problem.Problem;
import java.time.Duration;
import java.util.List;

/**
 * What a build did.
 *
 * @param outcome what became of the database
 * @param database its name and server, for people
 * @param from which point was built, for people
 * @param schemaSha256 of the script
 * @param stamped labels of the migrations that the ledger now records as contained; empty where nothing was built
 * @param pending labels of the migrations that a migrate would run, as far as they are known
 * @param findings warnings and notes
 * @param took wall time
 */
public record BuildReport(
        Outcome outcome,
        String database,
        String from,
        String schemaSha256,
        List<String> stamped,
        List<String> pending,
        List<Problem> findings,
        Duration took) {

    public BuildReport {
        stamped = List.copyOf(stamped);
        pending = List.copyOf(pending);
        findings = List.copyOf(findings);
    }

    /** What became of the database. */
    public enum Outcome {
        /** It did not exist; the script was loaded into a new one. */
        CREATED,
        /** It did not exist; it is a copy of an earlier build of the same script. */
        CLONED,
        /** It was empty; the script was loaded. */
        FILLED,
        /** It was dropped and made anew by loading the script. */
        RECREATED,
        /** It was dropped and made anew as a copy of an earlier build of the same script. */
        RECREATED_AS_CLONE,
        /** Nothing was written: it is what the script says. */
        UP_TO_DATE,
        /** Nothing was written: it is ours, and has another schema. */
        KEPT
    }
}
