package dev.confiture;

import dev.confiture.config.Project;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.binaries.BinariesArtifact;
import dev.confiture.embedded.binaries.Platform;
import dev.confiture.sql.Identifier;
import java.util.List;
import java.util.Map;

/** An environment on a server that nobody else uses. */
final class PrivateServer {

    private PrivateServer() {}

    /** What to start for a major version. */
    static EmbeddedOptions options(int major, EngineSettings settings) {
        EmbeddedOptions options = EmbeddedOptions.fast().withMajor(major);
        return settings.binaries()
                .jar(BinariesArtifact.of(major, Platform.current()))
                .map(options::withBinaries)
                .orElse(options);
    }

    /** The same project there; what protects its own database does not concern this one. */
    static Project project(Project project, DisposablePostgres server, Identifier name) {
        return project(project, url(server).named(name.name()));
    }

    /** The same on any server that is not the project's. */
    static Project project(Project project, DatabaseUrl.Server url) {
        return new Project(project.root(), project.environment().on(url), project.environmentNames());
    }

    static DatabaseUrl.Server url(DisposablePostgres server) {
        return new DatabaseUrl.Server(
                List.of(server.database().hosts()),
                server.database().name(),
                Map.of("user", server.user(), "password", server.password()));
    }
}
