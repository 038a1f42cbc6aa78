package dev.confiture.maven.goal;

import dev.confiture.ServerJourney.ServerReport;
import dev.confiture.maven.ConfitureMojo;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Starts the embedded PostgreSQL, or finds it running. It stays when Maven ends. The other goals start it when they need
 * it.
 */
@Mojo(name = "start", threadSafe = true)
public final class StartMojo extends ConfitureMojo {

    @Override
    protected GoalReport run(Workplace workplace) {
        ServerReport server = workplace.withoutMigrations().server().start();
        return GoalReport.of(Servers.text(server), Servers.json(server));
    }
}
