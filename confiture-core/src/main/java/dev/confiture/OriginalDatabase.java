package dev.confiture;

import dev.confiture.config.Environment;
import dev.confiture.config.Project;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.NewDatabase;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.binaries.BinariesArtifact;
import dev.confiture.embedded.binaries.Platform;
import dev.confiture.runner.code.MigrationClassPath;
import dev.confiture.sql.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        EmbeddedOptions usual = EmbeddedOptions.fast();
        EmbeddedOptions options = project.environment().database() instanceof DatabaseUrl.Embedded url
                ? usual.withMajor(url.major().orElse(usual.major()))
                : usual;
        return settings.binaries()
                .jar(BinariesArtifact.of(options.major(), Platform.current()))
                .map(options::withBinaries)
                .orElse(options);
    }

    @Override
    public void prepare(DisposablePostgres server, Identifier name) {
        Confiture there = Confiture.of(on(server, name), classPath, settings);
        if (there.schema().isAbsent()) {
            TestDatabases.onServer(server.database(), admin -> admin.create(NewDatabase.named(name)));
        } else {
            there.schema().build(BuildOptions.DEFAULTS);
        }
        there.migrations().apply();
    }

    /** The same environment elsewhere; what protects its own database does not concern this one. */
    private Project on(DisposablePostgres server, Identifier name) {
        Environment own = project.environment();
        DatabaseUrl url = new DatabaseUrl.Server(
                List.of(server.database().hosts()),
                name.name(),
                Map.of("user", server.user(), "password", server.password()));
        Environment there = new Environment(
                own.name(), url, Optional.empty(), own.schemaFolders(), own.seedMode(), own.build(), own.migration());
        return new Project(project.root(), there, project.environmentNames());
    }
}
