package dev.confiture.config.url;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the machine and the shell say about databases. Holds secrets ({@code PGPASSWORD}), so it prints none of them.
 *
 * @param variables the environment variables
 * @param userName the operating system's name of the user, PostgreSQL's default for user and database
 * @param userHome where password file and service file lie by default
 * @param socketFolders where a server's Unix socket is looked for if no host is named, in this order
 */
public record Surroundings(Map<String, String> variables, String userName, Path userHome, List<Path> socketFolders) {

    public Surroundings {
        variables = Map.copyOf(variables);
        socketFolders = List.copyOf(socketFolders);
    }

    /** Those of the running process. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                System.getProperty("user.name", ""),
                Path.of(System.getProperty("user.home", ".")),
                List.of(Path.of("/var/run/postgresql"), Path.of("/tmp")));
    }

    /** The variable's value; an empty one counts as not set, as in PostgreSQL's own tools. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public String toString() {
        return "Surroundings of " + userName + " (" + variables.size() + " variables)";
    }
}
