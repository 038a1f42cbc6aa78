package dev.confiture.maven.resolve;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.jspecify.annotations.Nullable;

/**
 * Finds modules of this build that are compiled but not packaged. Maven does so only if the compile phase is part of the
 * very same command, so {@code mvn confiture:migrate} alone would not see them.
 */
final class ReactorOutputs implements WorkspaceReader {

    private final @Nullable WorkspaceReader maven;
    private final Map<String, MavenProject> modules;
    private final WorkspaceRepository repository;

    /** @param maven what Maven itself uses; asked first */
    ReactorOutputs(@Nullable WorkspaceReader maven, List<MavenProject> modules) {
        this.maven = maven;
        this.modules = modules.stream()
                .collect(Collectors.toMap(
                        module -> key(module.getGroupId(), module.getArtifactId(), module.getVersion()),
                        module -> module,
                        (first, second) -> first));
        this.repository = maven == null ? new WorkspaceRepository("confiture-reactor") : maven.getRepository();
    }

    @Override
    public WorkspaceRepository getRepository() {
        return repository;
    }

    @Override
    public @Nullable File findArtifact(Artifact artifact) {
        File known = maven == null ? null : maven.findArtifact(artifact);
        return known != null
                ? known
                : output(artifact).filter(Files::isDirectory).map(Path::toFile).orElse(null);
    }

    @Override
    public List<String> findVersions(Artifact artifact) {
        return maven == null ? List.of() : new ArrayList<>(maven.findVersions(artifact));
    }

    private Optional<Path> output(Artifact artifact) {
        MavenProject module =
                modules.get(key(artifact.getGroupId(), artifact.getArtifactId(), artifact.getBaseVersion()));
        if (module == null || !artifact.getExtension().equals("jar")) {
            return Optional.empty();
        }
        return switch (artifact.getClassifier()) {
            case "" -> Optional.of(Path.of(module.getBuild().getOutputDirectory()));
            case "tests" -> Optional.of(Path.of(module.getBuild().getTestOutputDirectory()));
            default -> Optional.empty();
        };
    }

    private static String key(String group, String artifact, String version) {
        return group + ":" + artifact + ":" + version;
    }
}
