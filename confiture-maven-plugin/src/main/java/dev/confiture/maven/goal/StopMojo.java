package dev.confiture.maven.goal;

import dev.confiture.ServerJourney;
import dev.confiture.ServerJourney.ServerReport;
import dev.confiture.maven.ConfitureMojo;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import org.apache.maven.plugins.annotations.Mojo;

/** Stops the embedded PostgreSQL. Its databases stay on disk. */
@Mojo(name = "stop", threadSafe = true)
public final class StopMojo extends ConfitureMojo {

    @Override
    protected GoalReport run(Workplace workplace) {
        ServerJourney server = workplace.withoutMigrations().server();
        boolean ran = server.stop();
        ServerReport now = server.status();
        String text = "PostgreSQL " + now.major() + (ran ? " stopped" : " was not running") + "\n";
        return GoalReport.of(text, Servers.json(now));
    }
}
