package dev.confiture.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures and prints tables. System properties: {@code benchmark.maven} (the program), {@code benchmark.folder} (for the
 * projects), {@code benchmark.runs} (of which the median is taken), {@code benchmark.parts} ({@code engine},
 * {@code diff}, {@code many}, {@code peers}, {@code schemas}, {@code migrations}), {@code confiture.corpora} for the peers, and the
 * versions of what is measured.
 */
public final class Benchmark {

    private static final List<String> PARTS = List.of("engine", "diff", "many", "peers", "schemas", "migrations");
    private static final List<Integer> TABLES = List.of(100, 500, 1_000);
    private static final List<Integer> SCHEMAS = List.of(100, 1_000);
    private static final List<Integer> MANY = List.of(10_000);
    private static final int PAIRS = 16;
    private static final int UNMEASURED = 10;
    private static final List<Integer> MIGRATIONS = List.of(1, 100, 1_000);

    private Benchmark() {}

    /** Takes about an hour for all parts. */
    public static void main(String[] arguments) throws Exception {
        int runs = Integer.getInteger("benchmark.runs", 3);
        Stopwatch cold = new Stopwatch(1, runs);
        Stopwatch warm = new Stopwatch(UNMEASURED, runs);
        Path folder = Files.createDirectories(Path.of(System.getProperty("benchmark.folder")));
        List<String> parts = List.of(System.getProperty("benchmark.parts").split(",", -1));
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("benchmark.parts is " + parts + ", and there are only " + PARTS);
        }
        List<ResultTable> tables = new ArrayList<>();
        try (Server server = new Server()) {
            MavenBenchmark maven = new MavenBenchmark(server, cold, folder, System.getProperty("benchmark.maven"));
            if (parts.contains("engine")) {
                tables.add(new SchemaEngineBenchmark(server, warm, folder).run(TABLES));
                tables.addAll(new MigrationEngineBenchmark(server, warm, maven).run(MIGRATIONS));
            }
            if (parts.contains("diff")) {
                DiffEngineBenchmark diff = new DiffEngineBenchmark(server, warm, folder);
                tables.add(diff.compare(SCHEMAS));
                tables.add(diff.generate(List.of(100, 500)));
            }
            if (parts.contains("many")) {
                tables.add(new DiffEngineBenchmark(server, cold, folder).compare(MANY));
            }
            if (parts.contains("peers")) {
                DiffPeersBenchmark peers =
                        new DiffPeersBenchmark(server, cold, folder, System.getProperty("benchmark.maven"));
                tables.add(peers.compare(List.of(100, 1_000)));
                Path pairs = Path.of(System.getProperty("confiture.corpora"), "diffpairs");
                System.out.print(peers.pairs(pairs, PAIRS));
            }
            if (parts.contains("schemas")) {
                tables.add(maven.schemas(TABLES));
            }
            if (parts.contains("migrations")) {
                tables.addAll(maven.migrations(MIGRATIONS));
            }
        }
        tables.forEach(table -> System.out.println("\n" + table.markdown()));
    }
}
