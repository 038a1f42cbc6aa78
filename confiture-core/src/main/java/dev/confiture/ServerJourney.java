package dev.confiture;

import dev.confiture.config.url.DatabaseUrl;
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
    private final String environmentName;

    ServerJourney(EnvironmentServer environment, String environmentName) {
        this.environment = environment;
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
        boolean runs = environment.server(url()).status().isPresent();
        return runs && environment.serverWithPrograms(url()).stop();
    }

    /** What is known of the server; starts nothing. */
    public ServerReport status() {
        EmbeddedPostgres server = environment.server(url());
        int major = environment.options(url()).major();
        return new ServerReport(major, server.folder(), environment.databaseName(url()), server.status());
    }

    private DatabaseUrl.Embedded url() {
        return environment
                .embeddedUrl()
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
