package dev.confiture;

import dev.confiture.config.BuildSettings.Existing;
import dev.confiture.config.MigrationSettings.Pooler;
import dev.confiture.config.Project;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Database;
import dev.confiture.db.SqlErrors;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.EmbeddedPostgres;
import dev.confiture.embedded.binaries.BinariesArtifact;
import dev.confiture.embedded.binaries.Platform;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Turns an environment's URL into a database that can be opened: the only place that knows what {@code embedded} means. */
final class EnvironmentServer {

    private final Project project;
    private final EngineSettings settings;

    EnvironmentServer(Project project, EngineSettings settings) {
        this.project = project;
        this.settings = settings;
    }

    /** The URL of an embedded database; empty if the environment's database is on another server. */
    Optional<DatabaseUrl.Embedded> embeddedUrl() {
        return project.environment().database() instanceof DatabaseUrl.Embedded url
                ? Optional.of(url)
                : Optional.empty();
    }

    /** The database, which need not exist; its embedded server is started if it does not run. */
    Database database() {
        return embeddedUrl().map(url -> start(url).named(databaseName(url))).orElseGet(this::onServer);
    }

    /** As {@link #database}, but empty if that is on an embedded server that was never started. */
    Optional<Database> existingDatabase() {
        boolean neverStarted = embeddedUrl()
                .filter(url -> !Files.isDirectory(server(url).folder()))
                .isPresent();
        return neverStarted ? Optional.empty() : Optional.of(database());
    }

    /** As {@link #database}, but empty if that is on an embedded server that does not run. */
    Optional<Database> runningDatabase() {
        return embeddedUrl()
                .map(url -> server(url).attach().map(first -> first.named(databaseName(url))))
                .orElseGet(() -> Optional.of(onServer()));
    }

    /** Does what needs the database; if that fails because the embedded server went down, says why it did. */
    <T> T explainingCrashes(Supplier<T> work) {
        Instant begin = Instant.now();
        try {
            return work.get();
        } catch (ConfitureException e) {
            Optional<Problem> crash = isConnectionLost(e)
                    ? embeddedUrl().flatMap(url -> server(url).crash(begin))
                    : Optional.empty();
            if (crash.isEmpty()) {
                throw e;
            }
            List<Problem> problems = new ArrayList<>(e.problems());
            problems.add(crash.get());
            throw new ConfitureException(problems, e);
        }
    }

    private static boolean isConnectionLost(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException reported && SqlErrors.isConnectionLost(reported));
    }

    /** Starts the embedded server, or finds it running; its first database. */
    Database start(DatabaseUrl.Embedded url) {
        // The programs may have to be downloaded, so nobody asks for them while a server runs.
        return server(url).attach().orElseGet(() -> serverWithPrograms(url).start(settings.events()));
    }

    /** The embedded server, for looking. */
    EmbeddedPostgres server(DatabaseUrl.Embedded url) {
        return EmbeddedPostgres.inProject(settings.serverRoot(), options(url));
    }

    /** The embedded server, for starting and stopping. */
    EmbeddedPostgres serverWithPrograms(DatabaseUrl.Embedded url) {
        EmbeddedOptions options = options(url);
        BinariesArtifact artifact = BinariesArtifact.of(options.major(), Platform.current());
        return EmbeddedPostgres.inProject(
                settings.serverRoot(),
                settings.binaries().jar(artifact).map(options::withBinaries).orElse(options));
    }

    EmbeddedOptions options(DatabaseUrl.Embedded url) {
        // A database that is made anew whenever db/schema changes holds nothing that has to survive a crash.
        boolean disposable = project.environment().build().existing() == Existing.RECREATE;
        EmbeddedOptions options = disposable ? EmbeddedOptions.fast() : EmbeddedOptions.durable();
        return url.major().isPresent() ? options.withMajor(url.major().getAsInt()) : options;
    }

    /** Named by the URL, else by folder and environment, so that the modules of one build do not share a database. */
    String databaseName(DatabaseUrl.Embedded url) {
        return url.databaseName()
                .orElseGet(() -> EmbeddedDatabaseName.of(
                        settings.serverRoot(),
                        project.root(),
                        project.environment().name()));
    }

    private Database onServer() {
        DatabaseUrl.Server server = (DatabaseUrl.Server) project.environment().database();
        Database database = Database.of(server.hosts(), server.database(), server.properties());
        return project.environment().migration().pooler() == Pooler.SESSION ? database.behindSessionPooler() : database;
    }
}
