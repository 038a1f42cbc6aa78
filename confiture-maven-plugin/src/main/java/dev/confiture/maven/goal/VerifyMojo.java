package dev.confiture.maven.goal;

import dev.confiture.DiffReport;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Replays the migrations and compares the result with db/schema. Touches no database of the project. */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyMojo extends ComparingMojo {

    /** Starts from this snapshot of db/schema_history. Default: the newest one that contains no migration of the code, so that all run. */
    @Parameter(property = "confiture.from")
    private @Nullable String from;

    @Override
    protected GoalReport run(Workplace workplace) {
        DiffReport report = Differences.compare(workplace, source(), "db/schema", filter());
        return Differences.report(
                report,
                Differences.findings(
                        report,
                        "write what is missing (mvn confiture:generate -Dconfiture.name=…), or put the change into db/schema"));
    }

    private String source() {
        return from == null ? Differences.MIGRATIONS : Differences.MIGRATIONS + ':' + from.strip();
    }
}
