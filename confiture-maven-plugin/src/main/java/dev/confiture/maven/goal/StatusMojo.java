package dev.confiture.maven.goal;

import dev.confiture.maven.ConfitureMojo;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import org.apache.maven.plugins.annotations.Mojo;

/** Shows what ran, what is pending and what is wrong. Writes nothing, creates nothing. */
@Mojo(name = "status", threadSafe = true)
public final class StatusMojo extends ConfitureMojo {

    @Override
    protected GoalReport run(Workplace workplace) {
        return Migrations.status(workplace.withMigrations().migrations().status());
    }
}
