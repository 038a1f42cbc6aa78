package dev.confiture.processor;

import com.sun.management.OperatingSystemMXBean;
import dev.confiture.index.format.IndexFormat;
import dev.confiture.migration.Migration;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.spi.ToolProvider;
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
        WITHOUT("javac -proc:none"),
        EMPTY("+ a processor that does nothing"),
        OURS("+ confiture-processor");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /** What one process, or the median of several, took: CPU time (user and system, all threads) and wall time. */
    private record Cost(double cpuSeconds, double wallSeconds) {

        static Cost median(List<Cost> costs) {
            return new Cost(median(costs, Cost::cpuSeconds), median(costs, Cost::wallSeconds));
        }

        private static double median(List<Cost> costs, ToDoubleFunction<Cost> part) {
            double[] sorted = costs.stream().mapToDouble(part).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }

        String to(Cost other) {
            return "%.2f / %.2f".formatted(cpuSeconds / other.cpuSeconds, wallSeconds / other.wallSeconds);
        }
    }

    private ProcessorBenchmark() {}

    /**
     * @param arguments how many rounds for each size, 5 if there is none; then the sizes, if not all
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        List<Integer> sizes = arguments.length < 2
                ? SIZES
                : Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList();
        System.out.println("| migrations | | CPU s | wall s | CPU / wall to -proc:none | to an empty processor |");
        System.out.println("|---|---|---|---|---|---|");
        for (int size : sizes) {
            Path folder = Files.createTempDirectory("processor-benchmark");
            try {
                measure(size, folder, rounds);
            } finally {
                delete(folder);
            }
        }
    }

    private static void measure(int size, Path folder, int rounds) throws IOException, InterruptedException {
        List<Path> sources = write(size, folder);
        Map<Kind, List<Cost>> costs = new EnumMap<>(Kind.class);
        for (int i = 0; i < rounds; i++) {
            for (Kind kind : Kind.values()) {
                costs.computeIfAbsent(kind, key -> new ArrayList<>()).add(fork(sources, folder, kind));
            }
        }
        Map<Kind, Cost> medians = new EnumMap<>(Kind.class);
        costs.forEach((kind, all) -> medians.put(kind, Cost.median(all)));
        Cost without = Objects.requireNonNull(medians.get(Kind.WITHOUT));
        Cost empty = Objects.requireNonNull(medians.get(Kind.EMPTY));
        medians.forEach((kind, cost) -> System.out.printf(
                "| %,d | %s | %.2f | %.2f | %s | %s |%n",
                size, kind.title, cost.cpuSeconds, cost.wallSeconds, cost.to(without), cost.to(empty)));
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

    /** A whole process, as a forked build starts it. */
    private static Cost fork(List<Path> sources, Path folder, Kind kind) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(options(folder, kind));
        sources.forEach(source -> arguments.add(source.toString()));
        Path file = Files.write(folder.resolve("arguments"), arguments);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // The javac command starts its JVM with this heap, too.
        List<String> command = List.of(
                java,
                "-Xms8m",
                "-cp",
                classPath(),
                Compiler.class.getName(),
                "@" + file,
                folder.resolve("cpu").toString());
        long start = System.nanoTime();
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        long end = System.nanoTime();
        if (code != 0) {
            throw new IllegalStateException("javac failed");
        }
        return new Cost(Long.parseLong(Files.readString(folder.resolve("cpu"))) / 1e9, (end - start) / 1e9);
    }

    /** javac, which then tells the CPU time of its process: no parent can ask for that once a process has ended. */
    public static final class Compiler {

        private Compiler() {}

        /**
         * @param arguments those of javac, and last the file that gets the nanoseconds
         */
        public static void main(String[] arguments) throws IOException {
            ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
            int code = javac.run(System.out, System.err, Arrays.copyOf(arguments, arguments.length - 1));
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            Files.writeString(Path.of(arguments[arguments.length - 1]), Long.toString(system.getProcessCpuTime()));
            System.exit(code);
        }
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
