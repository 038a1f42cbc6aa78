package dev.confiture;

import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.EmbeddedPostgres;
import dev.confiture.embedded.ServerStatus;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Optional;

/** The embedded server of an environment. */
public final class ServerJourney {

    private final EnvironmentServer environment;
    private final EngineSettings settings;
    private final String environmentName;

    ServerJourney(EnvironmentServer environment, EngineSettings settings, String environmentName) {
        this.environment = environment;
        this.settings = settings;
        this.environmentName = environmentName;
    }

    /** Starts the server, or finds it running. */
    public ServerReport start() {
        environment.start(url());
        return status();
    }

    /**
     * Ends the server; its data stays.
     *
     * @return whether it ran
     */
    public boolean stop() {
        EmbeddedOptions options = environment.options(url());
        if (EmbeddedPostgres.inProject(settings.serverRoot(), options).status().isEmpty()) {
            return false;
        }
        return EmbeddedPostgres.inProject(settings.serverRoot(), environment.withBinaries(options))
                .stop();
    }

    /** What is known of the server; starts nothing. */
    public ServerReport status() {
        EmbeddedOptions options = environment.options(url());
        EmbeddedPostgres server = EmbeddedPostgres.inProject(settings.serverRoot(), options);
        return new ServerReport(options.major(), server.folder(), environment.databaseName(url()), server.status());
    }

    private DatabaseUrl.Embedded url() {
        return environment
                .url()
                .orElseThrow(() -> new ConfitureException(Problem.error(
                        ProblemCode.CONFIG_NOT_EMBEDDED,
                        "The environment \"" + environmentName + "\" has no embedded server.",
                        "its database_url names a server that Confiture does not run",
                        "write database_url: embedded, or choose another environment with -Dconfiture.env=…")));
    }

    /**
     * The embedded server.
     *
     * @param major PostgreSQL's major version
     * @param folder where its files are
     * @param database the name of the environment's database on it, which need not exist
     * @param running its process; empty if it does not run
     */
    public record ServerReport(int major, Path folder, String database, Optional<ServerStatus> running) {}
}
