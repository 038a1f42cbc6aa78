package dev.confiture.maven.resolve;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;

/**
 * Where the migrations of one module and everything they use lie. Resolved when a goal runs, not by Maven before it:
 * Maven would fail with a text of its own in a checkout where nothing is compiled.
 */
public final class ProjectClassPath {

    private final ProjectDependenciesResolver maven;
    private final RepositorySystemSession session;
    private final MavenProject module;
    private final List<MavenProject> reactor;

    /** @param reactor every module of this build */
    public ProjectClassPath(
            ProjectDependenciesResolver maven,
            RepositorySystemSession session,
            MavenProject module,
            List<MavenProject> reactor) {
        this.maven = maven;
        this.session = session;
        this.module = module;
        this.reactor = List.copyOf(reactor);
    }

    /**
     * The module's compiled classes first, then its dependencies of every scope, in Maven's order. A folder that does
     * not exist is left out.
     *
     * @throws ConfitureException if a dependency cannot be found; names the command that makes it
     */
    public List<Path> entries() {
        List<Path> entries = new ArrayList<>();
        if (hasClasses()) {
            entries.add(classes());
        }
        dependencies().stream()
                .map(dependency -> dependency.getArtifact().getFile())
                .filter(file -> file != null)
                .forEach(file -> entries.add(file.toPath()));
        return List.copyOf(entries);
    }

    /** Those entries that the compiler of this build wrote. */
    public List<Path> outputFolders(List<Path> entries) {
        return entries.stream().filter(Files::isDirectory).toList();
    }

    /** The module's migrations that its classes do not show as they are. */
    public UncompiledSources uncompiled() {
        return UncompiledSources.find(
                module.getCompileSourceRoots().stream().map(Path::of).toList(), classes());
    }

    /** Whether the compiler was at work in this module. */
    public boolean hasClasses() {
        return Files.isDirectory(classes());
    }

    private Path classes() {
        return Path.of(module.getBuild().getOutputDirectory());
    }

    private List<Dependency> dependencies() {
        DefaultRepositorySystemSession seesOutputs = new DefaultRepositorySystemSession(session);
        seesOutputs.setWorkspaceReader(new ReactorOutputs(session.getWorkspaceReader(), reactor));
        try {
            return maven.resolve(new DefaultDependencyResolutionRequest(module, seesOutputs))
                    .getDependencies();
        } catch (DependencyResolutionException e) {
            throw new ConfitureException(problem(e), e);
        }
    }

    private Problem problem(DependencyResolutionException e) {
        List<String> uncompiled = unresolved(
                e,
                artifact -> reactor.stream()
                        .anyMatch(other -> other.getGroupId().equals(artifact.getGroupId())
                                && other.getArtifactId().equals(artifact.getArtifactId())));
        if (!uncompiled.isEmpty()) {
            return Problem.error(
                    ProblemCode.MAVEN_NOT_COMPILED,
                    "Module " + module.getArtifactId() + " needs modules that are not compiled: "
                            + String.join(", ", uncompiled) + ".",
                    "migrations run on the project's own class path",
                    "compile in the same command, at the root of the project: mvn process-classes confiture:migrate"
                            + " (or the goal that you ran)");
        }
        List<String> siblings = isRoot()
                ? List.of()
                : unresolved(
                        e,
                        artifact -> artifact.getGroupId().equals(module.getGroupId())
                                && artifact.getVersion().equals(module.getVersion()));
        if (!siblings.isEmpty()) {
            return Problem.error(
                    ProblemCode.MAVEN_NOT_COMPILED,
                    "Module " + module.getArtifactId() + " needs modules that this run leaves out: "
                            + String.join(", ", siblings) + ".",
                    "they are not in the local repository either",
                    "run at the root of the project: mvn process-classes confiture:migrate -pl :"
                            + module.getArtifactId() + " -am (or the goal that you ran)");
        }
        return Problem.error(
                ProblemCode.MAVEN_DEPENDENCIES,
                "The dependencies of module " + module.getArtifactId() + " could not be resolved.",
                reasons(e),
                session.isOffline()
                        ? "Maven runs offline (-o); run once without it: mvn process-classes"
                        : "run mvn process-classes, which resolves the same dependencies, and mend what it reports");
    }

    private static List<String> unresolved(DependencyResolutionException e, Predicate<Artifact> which) {
        return e.getResult().getUnresolvedDependencies().stream()
                .map(Dependency::getArtifact)
                .filter(which)
                .map(Artifact::getArtifactId)
                .distinct()
                .toList();
    }

    /** Whether no parent of it lies on this disk. */
    private boolean isRoot() {
        return module.getParent() == null || module.getParent().getBasedir() == null;
    }

    private static String reasons(DependencyResolutionException e) {
        String details = e.getResult().getUnresolvedDependencies().stream()
                .flatMap(dependency -> e.getResult().getResolutionErrors(dependency).stream())
                .map(Throwable::getMessage)
                .distinct()
                .collect(Collectors.joining("\n"));
        return details.isEmpty() ? String.valueOf(e.getMessage()) : details;
    }
}
