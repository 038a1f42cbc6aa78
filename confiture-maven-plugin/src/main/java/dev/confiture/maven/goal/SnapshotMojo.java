package dev.confiture.maven.goal;

import dev.confiture.Confiture;
import dev.confiture.index.MigrationVersion;
import dev.confiture.maven.ConfitureMojo;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Writes db/schema_history/&lt;version&gt;.sql: db/schema as it is now, to build from later. */
@Mojo(name = "snapshot", threadSafe = true)
public final class SnapshotMojo extends ConfitureMojo {

    /** The version that the schema belongs to. Default: that of the newest migration. */
    @Parameter(property = "confiture.snapshotVersion")
    private @Nullable String snapshotVersion;

    @Override
    protected GoalReport run(Workplace workplace) {
        Optional<MigrationVersion> version = Choice.version("confiture.snapshotVersion", snapshotVersion);
        Confiture confiture = version.isPresent() ? workplace.withoutMigrations() : workplace.withMigrations();
        String file = confiture.schema().snapshot(version);
        return report(file);
    }

    static GoalReport report(String file) {
        return GoalReport.of("  written  " + file + "\n", Map.of("file", file));
    }
}
