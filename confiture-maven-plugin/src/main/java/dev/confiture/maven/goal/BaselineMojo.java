package dev.confiture.maven.goal;

import dev.confiture.BaselineOptions;
import dev.confiture.MigrationJourney;
import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.maven.Idle;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.runner.BaselineRequest.DataMigrations;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Adopts a database that somebody else made: compares it with db/schema, or with an earlier point, and gives it a ledger that
 * says which migrations it contains. Changes nothing else; a database that differs is left as it is.
 */
@Mojo(name = "baseline", threadSafe = true)
public final class BaselineMojo extends ComparingMojo {

    /** The point at which the database stands: a version of db/schema_history, or git:&lt;ref&gt;. Default: db/schema as it is */
    @Parameter(property = "confiture.from")
    private @Nullable String from;

    /** Whether the point's data migrations ran on the database before: contained or pending. */
    @Parameter(property = "confiture.dataMigrations")
    private @Nullable String dataMigrations;

    /** Compares and shows what the ledger would say, and writes nothing. */
    @Parameter(property = "confiture.dryRun", defaultValue = "false")
    private boolean dryRun;

    /** How long to wait for another run on the same database, as 30s or 10min; over lock_wait of the environment. */
    @Parameter(property = "confiture.lockWait")
    private @Nullable String lockWait;

    @Override
    protected List<Idle> idle() {
        return dryRun ? List.of(Idle.because("no lock is taken", "confiture.lockWait")) : List.of();
    }

    @Override
    protected GoalReport run(Workplace place) {
        BaselineOptions options = new BaselineOptions(
                Optional.ofNullable(from),
                filter(),
                Choice.of("confiture.dataMigrations", dataMigrations, DataMigrations.class));
        MigrationJourney migrations = place.waiting(Choice.duration("confiture.lockWait", lockWait), OrphanChoice.LEAVE)
                .withMigrations()
                .migrations();
        return Baselines.report(dryRun ? migrations.dryBaseline(options) : migrations.baseline(options));
    }
}
