package dev.confiture.maven.goal;

import dev.confiture.maven.Idle;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Runs the pending migrations for real, by default on a copy of the database, and takes everything back. Says of every
 * statement how long it took, which locks it held and what it rewrote. {@code -Dconfiture.against=target} runs them on the
 * database itself, {@code -Dconfiture.against=<url>} on a copy of yours; both are rolled back.
 */
@Mojo(name = "preflight", threadSafe = true)
public final class PreflightMojo extends RehearsingMojo {

    @Override
    protected List<Idle> idle() {
        return idleOnCopy();
    }

    @Override
    protected GoalReport runAlone(Workplace workplace) {
        return Preflights.report(rehearse(workplace));
    }
}
