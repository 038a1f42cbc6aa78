package dev.confiture.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.MigrationIndex;
import dev.confiture.index.format.IndexFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A module in a folder: sources, resources, and one output that several compilations share. */
final class Workspace {

    private final Path sources;
    private final Path output;

    Workspace(Path folder) {
        this.sources = folder.resolve("src/main/java");
        this.output = folder.resolve("target/classes");
        try {
            Files.createDirectories(sources);
            Files.createDirectories(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param file path below the source folder
     */
    Workspace write(String file, String text) throws IOException {
        Path path = sources.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    void delete(String file) throws IOException {
        Files.delete(sources.resolve(file));
    }

    Path sources() {
        return sources;
    }

    Path output() {
        return output;
    }

    /** All files, or those named; with the processors as a user gets them. */
    Result compile(String... files) throws IOException {
        return compile(List.of(new StaleIndexProcessor(), new MigrationProcessor()), files);
    }

    Result compile(List<Processor> processors, String... files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(diagnostics, Locale.ROOT, UTF_8)) {
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
            manager.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath(output));
            List<Path> paths = files.length == 0
                    ? allSources()
                    : Arrays.stream(files).map(sources::resolve).toList();
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    manager,
                    diagnostics,
                    List.of("-Xlint:all", "-implicit:none"),
                    null,
                    manager.getJavaFileObjectsFromPaths(paths));
            task.setProcessors(processors);
            boolean success = task.call();
            return new Result(success, diagnostics.getDiagnostics(), sources);
        }
    }

    List<Path> allSources() throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> classPath(Path... before) {
        List<Path> paths = new ArrayList<>(Arrays.asList(before));
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(Path::of)
                .forEach(paths::add);
        return paths;
    }

    boolean hasIndex() {
        return Files.exists(output.resolve(MigrationIndex.RESOURCE));
    }

    String indexText() throws IOException {
        return Files.readString(output.resolve(MigrationIndex.RESOURCE));
    }

    List<IndexEntry> entries() throws IOException {
        return IndexFormat.read(indexText(), "test").entries();
    }

    /** The names of the classes in the index, in its order. */
    List<String> classes() throws IOException {
        return entries().stream().map(IndexEntry::className).toList();
    }

    /** What a compilation said. */
    record Result(boolean success, List<Diagnostic<? extends JavaFileObject>> diagnostics, Path sources) {

        /** {@code ERROR db/A.java:3:15 [migration…] text} for each message, without columns of tabs expanded. */
        String text() {
            return diagnostics.stream().map(this::line).collect(Collectors.joining("\n"));
        }

        Result assertSuccess() {
            assertThat(success).as(text()).isTrue();
            return this;
        }

        private String line(Diagnostic<? extends JavaFileObject> message) {
            String place = Optional.ofNullable(message.getSource())
                    .map(file -> sources.toUri().relativize(file.toUri()) + ":" + message.getLineNumber() + ":"
                            + message.getColumnNumber())
                    .orElse("-");
            return message.getKind() + " " + place + " " + message.getMessage(Locale.ROOT);
        }
    }
}
