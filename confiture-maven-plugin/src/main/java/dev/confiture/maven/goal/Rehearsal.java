package dev.confiture.maven.goal;

import dev.confiture.hazard.Tier;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.PreflightReport;

/**
 * What decides after a rehearsal whether the real run follows.
 *
 * @param maxRisk the worst tier that nobody has to agree to
 * @param yes whether everything is agreed to
 */
record Rehearsal(Tier maxRisk, boolean yes, boolean isBatch) {

    /**
     * Returns if the real run may follow.
     *
     * @throws ConfitureException {@code preflight.too-risky} if it may not
     */
    void requireAgreement(PreflightReport report) {
        if (yes || report.migrations().isEmpty()) {
            return;
        }
        String tier = report.tier().text();
        if (isBatch && report.tier().exceeds(maxRisk)) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.PREFLIGHT_TOO_RISKY,
                    "Nothing was applied: the rehearsal found migrations of tier " + tier + ".",
                    "in batch mode everything above " + maxRisk.text() + " has to be agreed to",
                    "-Dconfiture.maxRisk=" + tier
                            + " agrees to this tier, -Dconfiture.yes to any; or take the risk out of"
                            + " the migrations"));
        }
        if (!isBatch && !Keyboard.agrees("Tier " + tier + ". Apply for real?")) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.PREFLIGHT_TOO_RISKY,
                    "Nothing was applied: nobody agreed to migrations of tier " + tier + ".",
                    "the terminal was asked, if there is one",
                    "answer y; or run with -Dconfiture.yes, or with -B and -Dconfiture.maxRisk=" + tier));
        }
    }
}
