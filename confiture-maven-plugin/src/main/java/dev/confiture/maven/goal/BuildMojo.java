package dev.confiture.maven.goal;

import dev.confiture.BuildOptions;
import dev.confiture.Confiture;
import dev.confiture.build.BuildRequest.Consent;
import dev.confiture.config.BuildSettings.Existing;
import dev.confiture.config.SeedMode;
import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.maven.ConfitureMojo;
import dev.confiture.maven.Idle;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.ScriptFile;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Builds db/schema: one script of all files, and a fresh database from it, with a ledger that knows which migrations the
 * database contains. A database that exists is left alone, kept or made anew, as its ledger and build.existing say.
 */
@Mojo(name = "build", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, threadSafe = true)
public final class BuildMojo extends ConfitureMojo {

    /** Builds another point in the project's history: a version of db/schema_history, or git:&lt;ref&gt;. */
    @Parameter(property = "confiture.from")
    private @Nullable String from;

    /** Where the script is written. Default: target/confiture/schema_&lt;env&gt;.sql */
    @Parameter(property = "confiture.output")
    private @Nullable File output;

    /** Writes the script and stops there. */
    @Parameter(property = "confiture.scriptOnly", defaultValue = "false")
    private boolean scriptOnly;

    /** Leaves seed files out. */
    @Parameter(property = "confiture.schemaOnly", defaultValue = "false")
    private boolean schemaOnly;

    /**
     * What happens to a database of ours that was built from another db/schema: keep, recreate or fail; over
     * build.existing of the configuration.
     */
    @Parameter(property = "confiture.existing")
    private @Nullable String existing;

    /** The name of the database, as a consent to drop it; needed in batch mode outside the embedded server. */
    @Parameter(property = "confiture.confirm")
    private @Nullable String confirm;

    /** How long to wait for another run on the same database, as 30s or 10min; over lock_wait of the environment. */
    @Parameter(property = "confiture.lockWait")
    private @Nullable String lockWait;

    @Override
    protected List<Idle> idle() {
        if (scriptOnly) {
            return List.of(Idle.because(
                    "scriptOnly works on no database",
                    "confiture.existing",
                    "confiture.confirm",
                    "confiture.lockWait"));
        }
        List<Idle> idle = new ArrayList<>();
        if (existing != null && !existing.equals("recreate")) {
            idle.add(Idle.because("nothing is dropped where existing is " + existing, "confiture.confirm"));
        }
        if (from != null && !from.startsWith("git:")) {
            idle.add(Idle.because("a snapshot is loaded as it was written", "confiture.schemaOnly"));
        }
        return idle;
    }

    @Override
    protected GoalReport run(Workplace place) {
        Workplace workplace = place.waiting(Choice.duration("confiture.lockWait", lockWait), OrphanChoice.LEAVE);
        Optional<String> notCompiled = scriptOnly ? Optional.empty() : workplace.notCompiled();
        BuildOptions options = new BuildOptions(
                Optional.ofNullable(from),
                schemaOnly ? Optional.of(SeedMode.SEQUENTIAL) : Optional.empty(),
                Choice.of("confiture.existing", existing, Existing.class),
                new Consent(workplace.isBatch(), Optional.ofNullable(confirm)),
                notCompiled);
        boolean needsMigrations = !scriptOnly && notCompiled.isEmpty();
        Confiture confiture = needsMigrations ? workplace.withMigrations() : workplace.withoutMigrations();
        BuiltSchema script = confiture.schema().script(options);
        Path file = output != null
                ? output.toPath()
                : workplace.target().resolve("confiture/schema_" + workplace.environment() + ".sql");
        ScriptFile.write(script, file);
        String shown = workplace.shown(file);
        return scriptOnly
                ? Builds.script(script, shown)
                : Builds.report(confiture.schema().build(options), shown);
    }
}
