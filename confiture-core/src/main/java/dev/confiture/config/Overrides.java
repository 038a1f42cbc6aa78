package dev.confiture.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What a person says at the command line over the configuration. Prints no secret.
 *
 * @param databaseUrl over the environment's; the variable {@code CONFITURE_DATABASE_URL} counts if this is empty
 * @param credentials over every other user and password
 * @param lockWait over the environment's {@code lock_wait}
 * @param group over the environment's {@code group}
 */
public record Overrides(
        Optional<String> databaseUrl,
        Optional<Credentials> credentials,
        Optional<Duration> lockWait,
        Optional<Boolean> group) {

    public static final Overrides NONE = new Overrides(Optional.empty(), Optional.empty());

    public Overrides {
        requireNonNull(databaseUrl, "databaseUrl");
        requireNonNull(credentials, "credentials");
        requireNonNull(lockWait, "lockWait");
        requireNonNull(group, "group");
    }

    /** With the environment's own ways of working. */
    public Overrides(Optional<String> databaseUrl, Optional<Credentials> credentials) {
        this(databaseUrl, credentials, Optional.empty(), Optional.empty());
    }

    /** The same with another database. */
    public Overrides on(String otherUrl) {
        return new Overrides(Optional.of(otherUrl), credentials, lockWait, group);
    }

    /** The same with another wait for other runs. */
    public Overrides withLockWait(Duration wait) {
        return new Overrides(databaseUrl, credentials, Optional.of(wait), group);
    }

    /** The same with one transaction for everything, or one for each migration. */
    public Overrides withGroup(boolean together) {
        return new Overrides(databaseUrl, credentials, lockWait, Optional.of(together));
    }

    @Override
    public String toString() {
        return "Overrides[" + (databaseUrl.isPresent() ? "a database URL" : "no database URL") + ", " + credentials
                + "]";
    }

    /** Who enters. */
    public record Credentials(String user, String password) {

        public Credentials {
            requireNonNull(user, "user");
            requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "user " + user;
        }
    }
}
