package dev.confiture.maven.goal;

import dev.confiture.DiffReport;
import dev.confiture.maven.SchemaName;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Shows what differs between two schemas, and the statements that lead from one to the other and back. Writes nothing. */
@Mojo(name = "diff", threadSafe = true)
public final class DiffMojo extends ComparingMojo {

    /**
     * What is compared: database, an environment, a database's URL, db/schema, migrations, empty, git:&lt;ref&gt;, a version of
     * db/schema_history, a folder of DDL or a script.
     */
    @Parameter(property = "confiture.from", defaultValue = "database")
    private SchemaName from;

    /** What it is compared with. */
    @Parameter(property = "confiture.to", defaultValue = "db/schema")
    private SchemaName to;

    /** Fails if anything differs. */
    @Parameter(property = "confiture.failOnDifference", defaultValue = "false")
    private boolean failOnDifference;

    @Override
    protected GoalReport run(Workplace workplace) {
        DiffReport report = Differences.compare(workplace, from.text(), to.text(), filter());
        return Differences.report(
                report,
                failOnDifference
                        ? Differences.findings(report, "make them equal, or leave -Dconfiture.failOnDifference out")
                        : List.of());
    }
}
