package dev.confiture.processor;

import dev.confiture.index.IndexFormat;
import dev.confiture.migration.Migration;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Prints what the processor adds to a javac process, for modules of 1 to 5,000 migrations: beside javac without
 * processors, and beside a processor that does nothing, which shows what javac itself charges for any. The runs are
 * interleaved, so that a busy machine disturbs all alike; medians are compared.
 *
 * <pre>mvn -Pprocessor-benchmark -pl confiture-processor -am process-test-classes</pre>
 */
public final class ProcessorBenchmark {

    private static final List<Integer> SIZES = List.of(1, 100, 1000, 5000);

    private enum Kind {
        WITHOUT,
        EMPTY,
        OURS
    }

    private ProcessorBenchmark() {}

    /**
     * @param arguments how many rounds for each size; 5 if there is none
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        System.out.println("| migrations | javac ms | + empty processor | + confiture-processor | ratio to javac |");
        System.out.println("|---|---|---|---|---|");
        for (int size : SIZES) {
            Path folder = Files.createTempDirectory("processor-benchmark");
            try {
                System.out.println(row(size, folder, rounds));
            } finally {
                delete(folder);
            }
        }
    }

    private static String row(int size, Path folder, int rounds) throws IOException, InterruptedException {
        List<Path> sources = write(size, folder);
        Map<Kind, List<Long>> times = new EnumMap<>(Kind.class);
        for (int i = 0; i < rounds; i++) {
            for (Kind kind : Kind.values()) {
                times.computeIfAbsent(kind, key -> new ArrayList<>()).add(fork(sources, folder, kind));
            }
        }
        long without = median(times.getOrDefault(Kind.WITHOUT, List.of()));
        long empty = median(times.getOrDefault(Kind.EMPTY, List.of()));
        long ours = median(times.getOrDefault(Kind.OURS, List.of()));
        return "| %d | %d | %d | %d | %.2f |".formatted(size, without, empty, ours, (double) ours / without);
    }

    private static List<Path> write(int size, Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/db"));
        List<Path> files = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            files.add(Files.writeString(sources.resolve("Migration" + i + ".java"), """
                    package db;

                    import dev.confiture.migration.Migration;
                    import dev.confiture.migration.MigrationContext;
                    import dev.confiture.migration.ReversibleMigration;
                    import java.sql.SQLException;

                    /** Creates table %1$d. */
                    @Migration(version = "%1$d", name = "create_table_%1$d")
                    public final class Migration%1$d implements ReversibleMigration {

                        private static final String TABLE = "app.table_%1$d";

                        @Override
                        public void up(MigrationContext db) throws SQLException {
                            db.execute(\"""
                                    CREATE TABLE app.table_%1$d (
                                        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                                        name text NOT NULL DEFAULT '',
                                        created timestamptz NOT NULL DEFAULT now()
                                    )\""");
                            db.execute("CREATE INDEX table_%1$d_name ON " + TABLE + " (name)");
                        }

                        @Override
                        public void down(MigrationContext db) throws SQLException {
                            db.execute("DROP TABLE " + TABLE);
                        }
                    }
                    """.formatted(i)));
        }
        return files;
    }

    /** Milliseconds of a whole javac process, as a forked build starts it. */
    private static long fork(List<Path> sources, Path folder, Kind kind) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(options(folder, kind));
        sources.forEach(source -> arguments.add(source.toString()));
        Path file = Files.write(folder.resolve("arguments"), arguments);
        String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        long start = System.nanoTime();
        int code = new ProcessBuilder(javac, "@" + file).inheritIO().start().waitFor();
        long end = System.nanoTime();
        if (code != 0) {
            throw new IllegalStateException("javac failed");
        }
        return (end - start) / 1_000_000;
    }

    private static List<String> options(Path folder, Kind kind) throws IOException {
        Path output = folder.resolve("out");
        delete(output);
        Files.createDirectories(output);
        String classPath = classPath();
        List<String> options = new ArrayList<>(List.of("-d", output.toString(), "-cp", classPath));
        options.addAll(
                switch (kind) {
                    case WITHOUT -> List.of("-proc:none");
                    case EMPTY -> List.of("-processorpath", classPath, "-processor", EmptyProcessor.class.getName());
                    case OURS -> List.of("-processorpath", classPath);
                });
        return options;
    }

    /** Where the classes of the API, the core, the processor and this benchmark lie. */
    private static String classPath() {
        return Stream.of(Migration.class, IndexFormat.class, MigrationProcessor.class, ProcessorBenchmark.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static long median(List<Long> numbers) {
        return numbers.stream().sorted().toList().get(numbers.size() / 2);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Wants our annotations and does nothing with them. */
    @SupportedAnnotationTypes("dev.confiture.migration.*")
    public static final class EmptyProcessor extends AbstractProcessor {

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return false;
        }
    }
}
