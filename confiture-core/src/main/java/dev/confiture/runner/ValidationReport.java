package dev.confiture.runner;

import dev.confiture.problem.Problem;
import java.util.List;

/**
 * What was checked and what is wrong.
 *
 * @param migrations how many the code has
 * @param compared how many of them the ledger has too, so that digests could be compared; 0 without a database
 * @param findings of index, rules, digests; errors, warnings and notes
 */
public record ValidationReport(int migrations, int compared, List<Problem> findings) {

    public ValidationReport {
        findings = List.copyOf(findings);
    }

    public boolean isValid() {
        return findings.stream().noneMatch(Problem::isError);
    }
}
