package dev.confiture.maven.goal;

import dev.confiture.maven.ConfitureMojo;
import dev.confiture.maven.Idle;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.init.ProjectLayout;
import dev.confiture.maven.init.ProjectLayout.Written;
import dev.confiture.maven.report.GoalReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Lays out a project that works as it is: a configuration, a schema, two migrations and an integration test. Writes over
 * no file; where a pom.xml exists, it prints the lines to add.
 */
@Mojo(name = "init", requiresProject = false, aggregator = true, threadSafe = true)
public final class InitMojo extends ConfitureMojo {

    @Override
    protected boolean needsConfiguration() {
        return false;
    }

    @Override
    protected List<Idle> idle() {
        return List.of(Idle.because("no database is touched", "confiture.databaseUrl", "confiture.serverId"));
    }

    @Override
    protected GoalReport run(Workplace workplace) {
        return report(new ProjectLayout(workplace.folder()));
    }

    static GoalReport report(ProjectLayout layout) {
        Written written = layout.write();
        StringBuilder text = new StringBuilder();
        written.created()
                .forEach(file -> text.append("  written  ").append(file).append('\n'));
        written.kept().forEach(file -> text.append("  kept     ").append(file).append('\n'));
        if (written.keptPom() && !layout.pomNamesConfiture()) {
            text.append("\nYour pom.xml stays as it is. It needs these lines:\n\n")
                    .append(ProjectLayout.pomLines());
        }
        text.append("\nNext:\n  mvn verify            builds the database, migrates it, runs the integration test\n")
                .append("  mvn confiture:status  what ran and what is pending\n")
                .append("  mvn confiture:stop    stops the embedded PostgreSQL\n");
        Map<String, Object> json = new LinkedHashMap<>(); // the order of Map.of is another in each JVM
        json.put("created", written.created());
        json.put("kept", written.kept());
        return GoalReport.of(text.toString(), json);
    }
}
