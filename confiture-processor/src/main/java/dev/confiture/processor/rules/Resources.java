package dev.confiture.processor.rules;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.lang.model.element.PackageElement;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;

/** SQL resources that migrations name. */
public final class Resources {

    private static final List<Location> PLACES =
            List.of(StandardLocation.CLASS_OUTPUT, StandardLocation.CLASS_PATH, StandardLocation.SOURCE_PATH);

    private final Filer filer;

    public Resources(Filer filer) {
        this.filer = filer;
    }

    /** The class-path name (no leading slash) of a resource as a class of that package names it. */
    public static String resolve(String name, PackageElement owner) {
        if (name.startsWith("/")) {
            return name.substring(1);
        }
        String folder = owner.getQualifiedName().toString().replace('.', '/');
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /**
     * The problem of a resource that is not there. An error where sources lie as Maven and Gradle want them, so that the
     * folder of resources is known; else only a note, for not every build copies resources before it compiles.
     *
     * @param name class-path name
     * @param source the file that names it
     */
    Optional<Problem> check(String name, Optional<URI> source) {
        if (PLACES.stream().anyMatch(place -> exists(place, name))) {
            return Optional.empty();
        }
        Optional<Path> folder = source.flatMap(Resources::resourcesBeside);
        if (folder.isPresent() && Files.exists(folder.get().resolve(name))) {
            return Optional.empty();
        }
        String what = "There is no resource " + name + ".";
        String fix = "create it in the module's resources (src/main/resources/" + name
                + "); a name without a leading / is relative to the package of the class";
        return Optional.of(
                folder.isPresent()
                        ? Problem.error(
                                ProblemCode.MIGRATION_MISSING_RESOURCE,
                                what,
                                "looked in the class output, the class path and src/*/resources",
                                fix)
                        : Problem.note(
                                ProblemCode.MIGRATION_MISSING_RESOURCE,
                                what,
                                "looked in the class output and the class path; it may be copied there later",
                                fix));
    }

    private boolean exists(Location place, String name) {
        try (InputStream content = filer.getResource(place, "", name).openInputStream()) {
            return content.read() >= -1;
        } catch (IOException | RuntimeException absent) {
            // Absent, or a place or name that this compiler cannot look up: not found here.
            return false;
        }
    }

    /** {@code src/main/resources} for a file below {@code src/main/java}; empty for other layouts. */
    private static Optional<Path> resourcesBeside(URI source) {
        try {
            Path at = Path.of(source);
            while (at != null && at.getFileName() != null) {
                Path parent = at.getParent();
                if (at.endsWith("java")
                        && parent != null
                        && parent.getParent() != null
                        && parent.getParent().endsWith("src")) {
                    return Optional.of(parent.resolve("resources"));
                }
                at = parent;
            }
            return Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException notAFile) {
            return Optional.empty();
        }
    }
}
