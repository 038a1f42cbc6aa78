package dev.confiture.maven.goal;

import dev.confiture.MigrationJourney;
import dev.confiture.index.MigrationVersion;
import dev.confiture.maven.Idle;
import dev.confiture.maven.Workplace;
import dev.confiture.runner.OnTarget;
import dev.confiture.runner.PreflightReport;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal that can run the pending migrations without anything of them staying. */
abstract class RehearsingMojo extends LockingMojo {

    static final String AGAINST = "confiture.against";
    static final String CONFIRM = "confiture.confirm";
    static final String LIMIT = "confiture.limit";

    /** What {@code confiture.against} says for the environment's own database. */
    private static final String TARGET = "target";

    /** The last version to apply. Default: everything that is pending. */
    @Parameter(property = "confiture.target")
    private @Nullable String target;

    /** The database's name, repeated by whoever means to rehearse on a protected one. */
    @Parameter(property = CONFIRM)
    private @Nullable String confirm;

    /** How long a rehearsal that is rolled back may take in all, as 30s or 10min. */
    @Parameter(property = LIMIT, defaultValue = "1min")
    private @Nullable String limit;

    /** Without {@code confiture.against}. */
    final List<Idle> idleOnCopy() {
        return against().isPresent()
                ? List.of()
                : List.of(Idle.because("it is for a rehearsal that is rolled back (" + AGAINST + ")", CONFIRM, LIMIT));
    }

    final Optional<MigrationVersion> last() {
        return Choice.version("confiture.target", target);
    }

    /** Runs them on a copy, or where {@code confiture.against} says. */
    final PreflightReport rehearse(Workplace workplace) {
        Optional<String> against = against();
        if (against.isEmpty()) {
            return journey(workplace).preflight(last());
        }
        boolean isCopy = !against.get().equals(TARGET);
        OnTarget terms = new OnTarget(
                isCopy,
                Optional.ofNullable(confirm),
                Choice.duration(LIMIT, limit).orElse(OnTarget.USUAL_LIMIT));
        return journey(isCopy ? workplace.on(against.get()) : workplace).preflightRolledBack(last(), terms);
    }

    static MigrationJourney journey(Workplace workplace) {
        return workplace.withMigrations().migrations();
    }
}
