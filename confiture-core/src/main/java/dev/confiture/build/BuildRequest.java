package dev.confiture.build;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.Environment;
import dev.confiture.db.Database;
import java.util.Optional;

/**
 * What to build, and where.
 *
 * @param environment its settings and its protection
 * @param database where it lies; may be absent on its server
 * @param server whose server that is
 * @param start what the database shall be
 * @param migrations of the code
 * @param consent to lose what the database holds, where {@code build.existing} is {@code recreate}
 */
public record BuildRequest(
        Environment environment,
        Database database,
        Server server,
        StartingPoint start,
        KnownMigrations migrations,
        Consent consent) {

    public BuildRequest {
        requireNonNull(environment, "environment");
        requireNonNull(database, "database");
        requireNonNull(server, "server");
        requireNonNull(start, "start");
        requireNonNull(migrations, "migrations");
        requireNonNull(consent, "consent");
    }

    /** Whose server it is. */
    public enum Server {
        /** The one that Confiture runs for this project. */
        EMBEDDED,
        /** Any other. */
        EXTERNAL
    }

    /**
     * Whether a database may be dropped and made anew.
     *
     * @param batch whether nobody sits at the keyboard; then a database outside the embedded server needs its name
     * @param confirmedName the database's name as the user repeated it
     */
    public record Consent(boolean batch, Optional<String> confirmedName) {}

    /** Whether a repeated build may be a clone of a template. */
    boolean isCached() {
        return !environment.isProtected() && environment.build().cache().orElse(server == Server.EMBEDDED);
    }
}
