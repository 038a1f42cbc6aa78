package dev.confiture.maven.goal;

import dev.confiture.DiffReport;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows what differs between two schemas, and the statements that lead from one to the other and back. Writes nothing.
 * {@code -Dconfiture.from} (default database) and {@code -Dconfiture.to} (default db/schema) name them: database, an environment,
 * a database's URL, db/schema, migrations, empty, git:&lt;ref&gt;, a version of db/schema_history, a folder of DDL or a script.
 */
@Mojo(name = "diff", threadSafe = true)
public final class DiffMojo extends ComparingMojo {

    static final String FROM = "confiture.from";
    static final String TO = "confiture.to";

    /** Fails if anything differs. */
    @Parameter(property = "confiture.failOnDifference", defaultValue = "false")
    private boolean failOnDifference;

    @Override
    protected GoalReport run(Workplace workplace) {
        DiffReport report = Differences.compare(
                workplace, unprinted(FROM).orElse("database"), unprinted(TO).orElse("db/schema"), filter());
        return Differences.report(
                report,
                failOnDifference
                        ? Differences.findings(report, "make them equal, or leave -Dconfiture.failOnDifference out")
                        : List.of());
    }
}
