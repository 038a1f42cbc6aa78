package dev.confiture;

import dev.confiture.config.Project;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.NewDatabase;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.binaries.BinariesArtifact;
import dev.confiture.runner.code.MigrationClassPath;
import dev.confiture.sql.Identifier;

/** The database that tests get copies of: an environment's, built and migrated on a server of the tests. */
final class OriginalDatabase implements TestDatabases.Preparation {

    private final Project project;
    private final MigrationClassPath classPath;
    private final EngineSettings settings;

    OriginalDatabase(Project project, MigrationClassPath classPath, EngineSettings settings) {
        this.project = project;
        this.classPath = classPath;
        this.settings = settings;
    }

    /** The major version that the environment asks for, else the default. */
    EmbeddedOptions options() {
        int usual = BinariesArtifact.DEFAULT_MAJOR;
        int major = project.environment().database() instanceof DatabaseUrl.Embedded url
                ? url.major().orElse(usual)
                : usual;
        return PrivateServer.options(major, settings);
    }

    @Override
    public void prepare(DisposablePostgres server, Identifier name) {
        Confiture there = Confiture.of(PrivateServer.project(project, server, name), classPath, settings);
        if (there.schema().isAbsent()) {
            TestDatabases.onServer(server.database(), admin -> admin.create(NewDatabase.named(name)));
        } else {
            there.schema().build(BuildOptions.DEFAULTS);
        }
        there.migrations().apply();
    }
}
