package dev.confiture.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a person says at the command line over the configuration. Prints no secret.
 *
 * @param databaseUrl over the environment's; the variable {@code CONFITURE_DATABASE_URL} counts if this is empty
 * @param credentials over every other user and password
 */
public record Overrides(Optional<String> databaseUrl, Optional<Credentials> credentials) {

    public static final Overrides NONE = new Overrides(Optional.empty(), Optional.empty());

    public Overrides {
        requireNonNull(databaseUrl, "databaseUrl");
        requireNonNull(credentials, "credentials");
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
