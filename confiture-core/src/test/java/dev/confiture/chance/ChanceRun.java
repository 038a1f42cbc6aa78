package dev.confiture.chance;

import dev.confiture.TestServer;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.chance.Trial.Result;
import dev.confiture.corpora.PairResult.Outcome;
import dev.confiture.db.Session;
import dev.confiture.source.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Many seeds on the servers of several majors, each major in a thread of its own. */
final class ChanceRun {

    private static final int WORKERS = 2;

    private final List<Result> results;

    private ChanceRun(Collection<Result> results) {
        this.results = results.stream()
                .sorted(Comparator.comparing(Result::outcome).reversed().thenComparing(Result::seed))
                .toList();
    }

    /** Spread over the majors, so that each seed is tried on one. */
    static ChanceRun of(long first, int count, List<Integer> majors) throws SQLException {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Callable<List<Result>>> work = new ArrayList<>();
            for (int i = 0; i < majors.size(); i++) {
                int place = i;
                work.add(() -> work(majors.get(place), first + place, first + count, majors.size()));
            }
            List<Result> results = new ArrayList<>();
            for (Future<List<Result>> part : workers.invokeAll(work)) {
                results.addAll(part.get());
            }
            return new ChanceRun(results);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            workers.shutdownNow();
        }
    }

    private static List<Result> work(int major, long from, long to, int step) throws SQLException {
        List<Result> results = new ArrayList<>();
        try (Session session = TestServer.maintenance(major).open("confiture:test")) {
            for (String role : World.ROLES) {
                session.execute("DROP ROLE IF EXISTS " + role);
                session.execute("CREATE ROLE " + role);
            }
        }
        try (ScratchServer scratch = ScratchServer.open(TestServer.maintenance(major), "confiture:test")) {
            Trial trial = new Trial(scratch);
            for (long seed = from; seed < to; seed += step) {
                results.add(trial.run(seed));
            }
        }
        return results;
    }

    /** The worst of them, with as little around it as possible. */
    Result simplest(Result failed) throws SQLException {
        try (ScratchServer scratch = ScratchServer.open(TestServer.maintenance(failed.major()), "confiture:test")) {
            return Shrinking.simplest(new Trial(scratch), failed);
        }
    }

    /** From the worst to the best. */
    List<Result> results() {
        return results;
    }

    Set<ObjectKind> kinds() {
        return results.stream()
                .flatMap(result -> result.kinds().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ObjectKind.class)));
    }

    long with(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** How many ended how. */
    Map<Outcome, Integer> outcomes() {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        results.forEach(result -> outcomes.merge(result.outcome(), 1, Integer::sum));
        return outcomes;
    }

    /** Every miss, the worst first. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                results.stream()
                        .filter(result -> result.outcome() != Outcome.PROVED)
                        .map(result -> "seed " + result.seed() + " on PostgreSQL " + result.major() + ": "
                                + result.miss().orElseThrow() + "\n")
                        .collect(Collectors.joining("\n")));
    }
}
