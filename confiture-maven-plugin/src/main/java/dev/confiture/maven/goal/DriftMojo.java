package dev.confiture.maven.goal;

import dev.confiture.DiffReport;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Compares the environment's database with db/schema. Writes nothing there. */
@Mojo(name = "drift", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class DriftMojo extends ComparingMojo {

    @Override
    protected GoalReport run(Workplace workplace) {
        DiffReport report = Differences.compare(workplace, "database", "db/schema", filter());
        return Differences.report(
                report,
                Differences.findings(
                        report,
                        "apply what is pending (mvn confiture:migrate), or take back what was changed by hand; mvn confiture:diff shows how"));
    }
}
