package dev.confiture.corpora;

import dev.confiture.corpora.PairResult.Outcome;
import dev.confiture.db.Session;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.EveryMajor;
import dev.confiture.event.EventSink;
import dev.confiture.source.ScratchServer;
import dev.confiture.sql.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All pairs on one server of the major that they were written for. */
final class PairRun {

    private static final int MAJOR = 15;
    private static final int WORKERS = 3;

    private final List<PairResult> results;

    private PairRun(List<PairResult> results) {
        this.results = results.stream()
                .sorted(Comparator.comparing(PairResult::outcome)
                        .reversed()
                        .thenComparing(result -> result.pair().toString())
                        .thenComparing(PairResult::direction))
                .toList();
    }

    static PairRun of(List<DiffPair> pairs) throws SQLException {
        try (DisposablePostgres server = DisposablePostgres.start(EveryMajor.options(MAJOR), EventSink.none())) {
            prepare(server, pairs);
            Queue<DiffPair> waiting = new ConcurrentLinkedQueue<>(pairs);
            ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
            try {
                Callable<List<PairResult>> work = () -> work(server, waiting);
                List<PairResult> results = new ArrayList<>();
                for (Future<List<PairResult>> part : workers.invokeAll(Collections.nCopies(WORKERS, work))) {
                    results.addAll(part.get());
                }
                return new PairRun(results);
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            } finally {
                workers.shutdownNow();
            }
        }
    }

    /** Roles belong to the whole server; every pair may use those of the others. */
    private static void prepare(DisposablePostgres server, List<DiffPair> pairs) throws SQLException {
        try (Session session = server.database().open("confiture:test")) {
            for (String setting :
                    List.of("autovacuum = off", "jit = off", "max_wal_size = '8GB'", "checkpoint_timeout = '1h'")) {
                session.execute("ALTER SYSTEM SET " + setting);
            }
            session.execute("SELECT pg_reload_conf()");
            Set<String> roles = pairs.stream()
                    .flatMap(pair -> pair.roles().stream())
                    .map(DiffPair::stored)
                    .collect(Collectors.toCollection(TreeSet::new));
            for (String role : roles) {
                session.execute("CREATE ROLE " + Identifier.of(role).quoted());
            }
        }
    }

    private static List<PairResult> work(DisposablePostgres server, Queue<DiffPair> waiting) throws SQLException {
        List<PairResult> results = new ArrayList<>();
        try (ScratchServer scratch = ScratchServer.open(server.database(), "confiture:test")) {
            PairTrial trial = new PairTrial(scratch);
            for (DiffPair pair = waiting.poll(); pair != null; pair = waiting.poll()) {
                results.addAll(trial.run(pair));
            }
        }
        return results;
    }

    List<PairResult> results() {
        return results;
    }

    List<PairResult> with(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).toList();
    }

    /** In percent, of pairs that are proved in both directions. */
    double proved() {
        Map<DiffPair, Boolean> pairs = new HashMap<>();
        results.forEach(result -> pairs.merge(result.pair(), result.outcome() == Outcome.PROVED, (a, b) -> a && b));
        return 100.0 * pairs.values().stream().filter(both -> both).count() / pairs.size();
    }

    /** One line a peer, directions counted. */
    String table() {
        Map<String, Map<Outcome, Integer>> peers = new TreeMap<>();
        for (PairResult result : results) {
            for (String row : List.of(result.pair().peer(), "~ all")) {
                peers.computeIfAbsent(row, key -> new EnumMap<>(Outcome.class))
                        .merge(result.outcome(), 1, Integer::sum);
            }
        }
        StringBuilder table = new StringBuilder("%-16s%14s%14s%14s%14s%14s%n"
                .formatted("peer", "proved", "one way", "not supported", "wrong", "broken"));
        peers.forEach((peer, counts) -> {
            table.append("%-16s".formatted(peer));
            for (Outcome outcome : Outcome.values()) {
                table.append("%14d".formatted(counts.getOrDefault(outcome, 0)));
            }
            table.append(System.lineSeparator());
        });
        return table.append("pairs proved in both directions: %.1f %%%n".formatted(proved()))
                .toString();
    }

    /** The table, and below it every miss with its reason, the worst first. */
    void write(Path file) throws IOException {
        String misses = results.stream()
                .filter(result -> result.outcome() != Outcome.PROVED)
                .map(PairResult::toString)
                .collect(Collectors.joining("\n\n"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, table() + "\n" + misses + "\n");
    }

    /** Arguments: folder of the pairs, file to write, and what a pair's name must contain; {@code -Dpairs.every=10}. */
    public static void main(String[] arguments) throws Exception {
        List<DiffPair> pairs = DiffPair.all(Path.of(arguments[0])).stream()
                .filter(pair -> arguments.length < 3 || pair.toString().matches(".*(?:" + arguments[2] + ").*"))
                .toList();
        int every = Integer.getInteger("pairs.every", 1);
        PairRun run = of(IntStream.range(0, pairs.size())
                .filter(place -> place % every == 0)
                .mapToObj(pairs::get)
                .toList());
        run.write(Path.of(arguments[1]));
        System.out.print(run.table());
        System.exit(0);
    }
}
