package dev.confiture.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * A project as one of its environments sees it.
 *
 * @param root the folder that holds the configuration; absolute; schema folders are relative to it
 * @param environment the chosen one
 * @param environmentNames every environment of the project, sorted; the chosen one among them
 */
public record Project(Path root, Environment environment, List<String> environmentNames) {

    public Project {
        root = requireNonNull(root, "root").toAbsolutePath().normalize();
        requireNonNull(environment, "environment");
        environmentNames = environmentNames.stream().sorted().toList();
    }

    /** A project that is described in code instead of files. */
    public static Project of(Path root, Environment environment) {
        return new Project(root, environment, List.of(environment.name()));
    }
}
