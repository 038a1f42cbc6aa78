package dev.confiture;

import dev.confiture.config.BuildSettings.Existing;
import dev.confiture.config.Project;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Database;
import dev.confiture.embedded.Durability;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.EmbeddedPostgres;
import dev.confiture.embedded.binaries.BinariesArtifact;
import dev.confiture.embedded.binaries.Platform;
import java.util.Locale;
import java.util.Optional;

/** Turns an environment's URL into a database that can be opened: the only place that knows what {@code embedded} means. */
final class EnvironmentServer {

    private static final int MAX_NAME = 63;

    private final Project project;
    private final EngineSettings settings;

    EnvironmentServer(Project project, EngineSettings settings) {
        this.project = project;
        this.settings = settings;
    }

    /** The database, which need not exist; its embedded server is started if it does not run. */
    Database database() {
        return url().map(url -> named(url, start(url))).orElseGet(this::onServer);
    }

    /** The server started or found, and its first database. */
    Database start(DatabaseUrl.Embedded url) {
        EmbeddedOptions options = options(url);
        EmbeddedPostgres server = EmbeddedPostgres.inProject(settings.serverRoot(), options);
        // The programs may have to be downloaded, so nobody asks for them while a server runs.
        return server.attach()
                .orElseGet(() -> EmbeddedPostgres.inProject(settings.serverRoot(), withBinaries(options))
                        .start(settings.events()));
    }

    Optional<DatabaseUrl.Embedded> url() {
        return project.environment().database() instanceof DatabaseUrl.Embedded url
                ? Optional.of(url)
                : Optional.empty();
    }

    EmbeddedOptions withBinaries(EmbeddedOptions options) {
        BinariesArtifact artifact = BinariesArtifact.of(options.major(), Platform.current());
        return settings.binaries().jar(artifact).map(options::withBinaries).orElse(options);
    }

    EmbeddedOptions options(DatabaseUrl.Embedded url) {
        EmbeddedOptions options = durability() == Durability.FAST ? EmbeddedOptions.fast() : EmbeddedOptions.durable();
        return url.major().isPresent() ? options.withMajor(url.major().getAsInt()) : options;
    }

    /** A database that is made anew whenever db/schema changes holds nothing that has to survive a crash. */
    private Durability durability() {
        return project.environment().build().existing() == Existing.RECREATE ? Durability.FAST : Durability.DURABLE;
    }

    private Database named(DatabaseUrl.Embedded url, Database first) {
        return first.named(databaseName(url));
    }

    private Database onServer() {
        DatabaseUrl.Server server = (DatabaseUrl.Server) project.environment().database();
        return Database.of(server.hosts(), server.database(), server.properties());
    }

    /** Named by the URL, else by folder and environment, so that the modules of one build do not share a database. */
    String databaseName(DatabaseUrl.Embedded url) {
        if (url.databaseName().isPresent()) {
            return url.databaseName().get();
        }
        String folder = String.valueOf(project.root().getFileName()).toLowerCase(Locale.ROOT);
        String name = folder.replaceAll("[^a-z0-9]+", "_") + "_"
                + project.environment().name();
        return name.length() <= MAX_NAME ? name : name.substring(name.length() - MAX_NAME);
    }
}
