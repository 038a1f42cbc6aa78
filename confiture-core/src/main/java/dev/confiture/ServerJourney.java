package dev.confiture;

import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.ApplicationName;
import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.NewDatabase;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.embedded.EmbeddedPostgres;
import dev.confiture.embedded.ServerStatus;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.Identifier;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** The embedded server of an environment. */
public final class ServerJourney {

    private final EnvironmentServer environment;
    private final String environmentName;
    private final SchemaJourney schema;

    ServerJourney(EnvironmentServer environment, String environmentName, SchemaJourney schema) {
        this.environment = environment;
        this.environmentName = environmentName;
        this.schema = schema;
    }

    /** Starts the server, or finds it running. A project without db/schema, which nothing else would make, gets its database. */
    public ServerReport start() {
        Database first = environment.start(url());
        if (schema.isAbsent()) {
            createIfAbsent(first, Identifier.of(environment.databaseName(url())));
        }
        return status();
    }

    private static void createIfAbsent(Database first, Identifier name) {
        try (Session session = first.open(ApplicationName.of("start"))) {
            DatabaseAdmin admin = DatabaseAdmin.on(session);
            if (!admin.exists(name)) {
                admin.create(NewDatabase.named(name));
            }
        } catch (SQLException e) {
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.DATABASE_ERROR,
                            "Database " + first.named(name.name()).label() + " could not be created.",
                            SqlErrors.why(e),
                            "mend what the server names and start again"),
                    e);
        }
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
