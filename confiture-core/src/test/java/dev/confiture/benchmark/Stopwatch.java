package dev.confiture.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs several ways in turn, so that a busy moment of the machine hits all of them, and tells the median of each. */
final class Stopwatch {

    private final int unmeasured;
    private final int rounds;

    /** @param unmeasured rounds before the measured ones: one fills the caches of programs, some warm a JVM */
    Stopwatch(int unmeasured, int rounds) {
        this.unmeasured = unmeasured;
        this.rounds = rounds;
    }

    /** The medians by name, in the given order. */
    Map<String, Duration> medians(List<Way> ways) throws Exception {
        Map<String, List<Duration>> times = new LinkedHashMap<>();
        for (int round = 0; round < unmeasured + rounds; round++) {
            for (Way way : ways) {
                way.before().run();
                long begin = System.nanoTime();
                way.work().run();
                Duration time = Duration.ofNanos(System.nanoTime() - begin);
                if (round >= unmeasured) {
                    times.computeIfAbsent(way.name(), name -> new ArrayList<>()).add(time);
                }
            }
        }
        Map<String, Duration> medians = new LinkedHashMap<>();
        times.forEach(
                (name, all) -> medians.put(name, all.stream().sorted().toList().get(all.size() / 2)));
        return medians;
    }

    /**
     * One way to do something.
     *
     * @param before each run, not measured
     */
    record Way(String name, Work before, Work work) {}

    /** What is run. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }
}
