package dev.confiture.maven;

import dev.confiture.maven.Workplace.ModuleFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** The modules of this build, and which of them concern us. */
final class Reactor {

    private final MavenSession session;
    private final MavenProject module;

    Reactor(MavenSession session, MavenProject module) {
        this.session = session;
        this.module = module;
    }

    /** The module's folder; where there is no pom.xml, the one in which Maven was started. */
    private Path folder() {
        File folder = module.getBasedir();
        return folder == null ? Path.of(session.getExecutionRootDirectory()) : folder.toPath();
    }

    ModuleFolder moduleFolder() {
        return new ModuleFolder(
                module.getArtifactId(), folder(), Path.of(module.getBuild().getDirectory()));
    }

    /** Those that {@code -pl} left out as well. */
    List<MavenProject> modules() {
        List<MavenProject> all = session.getAllProjects();
        return all == null || all.isEmpty() ? List.of(module) : all;
    }

    /**
     * The folder of the topmost parent that lies on this disk: the modules of one project share one embedded server, and
     * find the same one from whichever folder Maven was started.
     */
    Path root() {
        MavenProject top = module;
        while (top.getParent() != null && top.getParent().getBasedir() != null) {
            top = top.getParent();
        }
        File folder = top.getBasedir();
        return folder == null ? folder() : folder.toPath();
    }

    /**
     * Whether a goal has nothing to do in this module: it has no configuration, and either another module has one or the
     * goal is bound in a parent for those that have.
     */
    boolean passesOver(MojoExecution execution) {
        if (isConfigured(module)) {
            return false;
        }
        boolean bound = execution.getSource() == MojoExecution.Source.LIFECYCLE;
        return (bound && modules().size() > 1) || modules().stream().anyMatch(Reactor::isConfigured);
    }

    private static boolean isConfigured(MavenProject module) {
        File folder = module.getBasedir();
        return folder != null
                && (Files.exists(folder.toPath().resolve("confiture.yaml"))
                        || holdsYaml(folder.toPath().resolve("db/environments")));
    }

    private static boolean holdsYaml(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.yaml")) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
