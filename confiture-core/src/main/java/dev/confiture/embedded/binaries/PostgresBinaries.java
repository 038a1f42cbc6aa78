package dev.confiture.embedded.binaries;

import dev.confiture.embedded.disk.DirectoryLock;
import dev.confiture.embedded.disk.DirectoryTree;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's programs, unpacked.
 *
 * @param version {@code 17.11.0}
 * @param folder with {@code bin}, {@code lib} and {@code share}; not to be written to
 */
public record PostgresBinaries(String version, Platform platform, Path folder) {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.\\d+)*");

    public int major() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    public Path program(String name) {
        return folder.resolve("bin").resolve(platform.program(name));
    }

    /**
     * Finds the programs: in the given jar, else on the class path, else in the cache; unpacks them into the cache if
     * they are not there yet.
     *
     * @param jar one of {@link BinariesArtifact}; its file name must carry its version, as in a Maven repository
     * @param store where unpacked programs are kept, one folder per version and platform
     * @throws ConfitureException if there are none, or the jar holds none for this platform and major
     */
    public static PostgresBinaries locate(
            int major, Platform platform, Optional<Path> jar, Path store, EventSink events) throws IOException {
        BinariesArtifact wanted = BinariesArtifact.of(major, platform);
        Optional<Archive> archive = jar.isPresent()
                ? Optional.of(given(jar.get(), major, platform))
                : onClassPath(wanted.version(), major, platform);
        if (archive.isPresent()) {
            return unpacked(archive.get(), platform, store, events);
        }
        return cached(wanted.version(), major, platform, store)
                .orElseThrow(() -> new ConfitureException(Problem.error(
                        ProblemCode.EMBEDDED_BINARIES_MISSING,
                        "The programs of PostgreSQL " + major + " are not here.",
                        "neither on the class path nor in " + store,
                        "add this dependency:\n" + wanted.pomLines())));
    }

    private static Archive given(Path jar, int major, Platform platform) throws IOException {
        return Archive.in(jar, platform)
                .filter(archive -> archive.major() == major)
                .orElseThrow(() -> new ConfitureException(Problem.error(
                        ProblemCode.EMBEDDED_BINARIES_BROKEN,
                        "The jar " + jar + " does not hold PostgreSQL " + major + ".",
                        "its name carries no version of that major",
                        "use " + BinariesArtifact.of(major, platform).coordinates())));
    }

    private static Optional<Archive> onClassPath(String preferred, int major, Platform platform) throws IOException {
        return Archive.on(PostgresBinaries.class.getClassLoader(), platform).stream()
                .filter(archive -> archive.major() == major)
                .max(Comparator.comparing(Archive::version, preferring(preferred)));
    }

    private static Optional<PostgresBinaries> cached(String preferred, int major, Platform platform, Path store)
            throws IOException {
        if (!Files.isDirectory(store)) {
            return Optional.empty();
        }
        List<PostgresBinaries> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(store, major + ".*-" + platform.id())) {
            for (Path folder : folders) {
                String version = folder.getFileName().toString().replace("-" + platform.id(), "");
                if (VERSION.matcher(version).matches()) {
                    found.add(new PostgresBinaries(version, platform, folder));
                }
            }
        }
        return found.stream().max(Comparator.comparing(PostgresBinaries::version, preferring(preferred)));
    }

    private static PostgresBinaries unpacked(Archive archive, Platform platform, Path store, EventSink events)
            throws IOException {
        Path folder = store.resolve(archive.version() + "-" + platform.id());
        if (!Files.isDirectory(folder)) {
            DirectoryLock.holding(store, () -> {
                if (!Files.isDirectory(folder)) {
                    unpack(archive, folder, events);
                }
                return folder;
            });
        }
        return new PostgresBinaries(archive.version(), platform, folder.toRealPath());
    }

    private static void unpack(Archive archive, Path folder, EventSink events) throws IOException {
        String activity = "unpacking PostgreSQL " + archive.version();
        events.accept(new Event.Started(activity));
        long start = System.nanoTime();
        try {
            DirectoryTree.createWhole(folder, archive::unpackInto);
        } catch (IOException e) {
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.EMBEDDED_BINARIES_BROKEN,
                            "Cannot unpack " + archive.jar() + " into " + folder + ".",
                            e + "\n" + Files.getFileStore(folder.getParent()).getUsableSpace() / 1_000_000
                                    + " MB are free there, 70 are needed",
                            "free space there, or delete the jar so that it is fetched again"),
                    e);
        }
        events.accept(new Event.Finished(activity, Duration.ofNanos(System.nanoTime() - start)));
    }

    /** The preferred version is greater than all; others by number. */
    private static Comparator<String> preferring(String preferred) {
        return Comparator.<String, Boolean>comparing(preferred::equals).thenComparing(PostgresBinaries::minor);
    }

    private static int minor(String version) {
        Matcher numbers = VERSION.matcher(version);
        return numbers.matches() ? Integer.parseInt(numbers.group(2)) : 0;
    }
}
