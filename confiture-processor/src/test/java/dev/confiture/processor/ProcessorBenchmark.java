package dev.confiture.processor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Prints what the processor adds to javac, for modules of 1 to 5,000 migrations. Each pair of runs is interleaved, so
 * that a busy machine disturbs both alike; the medians are compared.
 *
 * <pre>mvn -Pprocessor-benchmark -pl confiture-processor -am process-test-classes</pre>
 */
public final class ProcessorBenchmark {

    private static final int[] SIZES = {1, 100, 1000, 5000};

    private ProcessorBenchmark() {}

    /**
     * @param arguments how many pairs of runs for each size; 5 if there is none
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int pairs = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        System.out.println(
                "| migrations | javac, process ms | + processor | ratio | javac warm, CPU ms | + processor | ratio |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int size : SIZES) {
            Path folder = Files.createTempDirectory("processor-benchmark");
            try {
                System.out.println(row(size, folder, pairs));
            } finally {
                delete(folder);
            }
        }
    }

    private static String row(int size, Path folder, int pairs) throws IOException, InterruptedException {
        List<Path> sources = write(size, folder);
        List<Long> plain = new ArrayList<>();
        List<Long> processed = new ArrayList<>();
        List<Long> plainCpu = new ArrayList<>();
        List<Long> processedCpu = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            plain.add(fork(sources, folder, false));
            processed.add(fork(sources, folder, true));
            plainCpu.add(inProcess(sources, folder, false));
            processedCpu.add(inProcess(sources, folder, true));
        }
        return "| %d | %d | %d | %.2f | %d | %d | %.2f |"
                .formatted(
                        size,
                        median(plain),
                        median(processed),
                        (double) median(processed) / median(plain),
                        median(plainCpu),
                        median(processedCpu),
                        (double) median(processedCpu) / median(plainCpu));
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
    private static long fork(List<Path> sources, Path folder, boolean withProcessor)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(options(folder, withProcessor));
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

    /** Milliseconds of CPU of the compiling thread in this JVM, which gets warmer with every run. */
    private static long inProcess(List<Path> sources, Path folder, boolean withProcessor) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            long start = threads.getCurrentThreadCpuTime();
            boolean success = compiler.getTask(
                            null,
                            manager,
                            null,
                            options(folder, withProcessor),
                            null,
                            manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            long end = threads.getCurrentThreadCpuTime();
            if (!success) {
                throw new IllegalStateException("javac failed");
            }
            return (end - start) / 1_000_000;
        }
    }

    private static List<String> options(Path folder, boolean withProcessor) throws IOException {
        Path output = folder.resolve("out");
        delete(output);
        Files.createDirectories(output);
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(path -> path.contains("confiture"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
        List<String> options = new ArrayList<>(List.of("-d", output.toString(), "-cp", classPath));
        options.addAll(withProcessor ? List.of("-processorpath", classPath) : List.of("-proc:none"));
        return options;
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
}
