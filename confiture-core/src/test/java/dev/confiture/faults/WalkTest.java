package dev.confiture.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.TestServer;
import dev.confiture.faults.Walk.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Random walks of up, down, fail, kill, edit, merge and build against a model in memory. {@code -Dfaults.seed=7
 * -Dfaults.walks=1} repeats the walk that a failure names; other numbers walk elsewhere.
 */
class WalkTest {

    private static final int STEPS = 1_050;
    private static final long SEED = Long.getLong("faults.seed", 1);
    private static final int WALKS = Integer.getInteger("faults.walks", 10);

    @TempDir
    Path folder;

    @Test
    void ledgerAndCatalogAreWhatTheModelSaysAfterEveryStep() throws Exception {
        Map<Step, Integer> taken = new EnumMap<>(Step.class);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Map<Step, Integer>>> walks = new ArrayList<>();
            LongStream.range(SEED, SEED + WALKS).forEach(seed -> walks.add(() -> walk(seed, STEPS, PlantedBug.NONE)));
            for (Future<Map<Step, Integer>> walk : pool.invokeAll(walks)) {
                walk.get().forEach((step, count) -> taken.merge(step, count, Integer::sum));
            }
        } finally {
            pool.shutdownNow();
        }
        int steps = WALKS * STEPS;
        System.out.println("faults: seeds " + SEED + " to " + (SEED + WALKS - 1) + ", " + steps + " steps: " + taken);
        assertThat(taken).containsOnlyKeys(Step.values());
        assertThat(taken.get(Step.MOVED)).as("runs that did something").isGreaterThan(steps / 5);
        assertThat(taken.get(Step.REFUSED)).as("runs that did nothing").isLessThan(steps / 4);
    }

    static final List<PlantedBug> BUGS = List.of(
            PlantedBug.FORGETS_THE_LEDGER_ROW,
            PlantedBug.LEAVES_WHAT_FAILED,
            PlantedBug.FORGETS_RECORDS,
            PlantedBug.TAKES_THE_FAILED_FOR_APPLIED,
            PlantedBug.ACCEPTS_EDITS);

    @ParameterizedTest
    @FieldSource("BUGS")
    void aPlantedBugIsCaught(PlantedBug bug) {
        assertThatThrownBy(() -> walk(1, STEPS, bug)).isInstanceOf(AssertionError.class);
    }

    private Map<Step, Integer> walk(long seed, int steps, PlantedBug bug) throws Exception {
        Path project = Files.createDirectories(folder.resolve("walk-" + seed));
        try (Walk walk = new Walk(seed, project, TestServer.freshDatabase(), bug)) {
            return walk.take(steps);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + " " + e.getMessage(), e);
        }
    }
}
