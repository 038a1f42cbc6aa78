package dev.confiture.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the projects have in common, so that each folder shows only what it is about. */
public final class SampleProject {

    private SampleProject() {}

    /** Copies the sample ({@code src/notes}) into a project; files that the project has itself stay. */
    public static void into(File project) throws IOException {
        Path sample = home(project.toPath()).resolve("src/notes");
        try (Stream<Path> files = Files.walk(sample)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            for (Path file : all) {
                copy(file, project.toPath().resolve(sample.relativize(file).toString()));
            }
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            if (!Files.exists(to)) {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the module {@code it}, found upwards, because projects are cloned to several places below it. */
    private static Path home(Path inside) {
        Path folder = inside.toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("src/notes"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("not below the module it: " + inside);
        }
        return folder;
    }
}
