package dev.confiture.maven.goal;

import dev.confiture.MigrationJourney;
import dev.confiture.index.MigrationVersion;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.runner.OnTarget;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Runs the pending migrations for real, by default on a copy of the database, and takes everything back. Says of every
 * statement how long it took, which locks it held and what it rewrote.
 */
@Mojo(name = "preflight", threadSafe = true)
public final class PreflightMojo extends LockingMojo {

    /** The last version to rehearse. Default: everything that is pending. */
    @Parameter(property = "confiture.target")
    private @Nullable String target;

    /**
     * Where to rehearse: {@code target} for the database itself, or the URL of a copy; both are rolled back. Default: a
     * copy on the same server, which is dropped.
     */
    @Parameter(property = "confiture.against")
    private @Nullable String against;

    /** The database's name, repeated by whoever means to rehearse on a protected one. */
    @Parameter(property = "confiture.confirm")
    private @Nullable String confirm;

    /** How long a rehearsal on the database itself may take in all, as 30s or 10min. */
    @Parameter(property = "confiture.limit", defaultValue = "1min")
    private @Nullable String limit;

    @Override
    protected GoalReport runAlone(Workplace workplace) {
        Optional<MigrationVersion> last = Choice.version("confiture.target", target);
        if (against == null) {
            return Preflights.report(journey(workplace).preflight(last));
        }
        boolean isCopy = !against.equals("target");
        OnTarget terms = new OnTarget(
                isCopy,
                Optional.ofNullable(confirm),
                Choice.duration("confiture.limit", limit).orElse(OnTarget.USUAL_LIMIT));
        Workplace place = isCopy ? workplace.on(against) : workplace;
        return Preflights.report(journey(place).preflightRolledBack(last, terms));
    }

    private static MigrationJourney journey(Workplace workplace) {
        return workplace.withMigrations().migrations();
    }
}
