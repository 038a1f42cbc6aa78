package dev.confiture.history;

import static dev.confiture.history.Histories.code;
import static dev.confiture.history.Histories.dependent;
import static dev.confiture.history.Histories.only;
import static dev.confiture.history.Histories.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.index.MigrationForm;
import dev.confiture.index.MigrationOptions;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationPlanTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPendingMigrationRunsOnceAndAfterWhatItDependsOn(long seed) {
        Random random = new Random(seed);
        List<ResolvedMigration> code = someMigrations(random);
        MigrationPlan plan = MigrationPlan.forward(MigrationHistory.of(code, List.of(), "local"), OutOfOrder.WARN);
        Set<String> done = new HashSet<>();
        for (MigrationPlan.Step step : plan.steps()) {
            assertThat(done)
                    .as("seed %d, before %s", seed, step.migration().label())
                    .containsAll(step.migration().entry().options().dependsOn());
            assertThat(done.add(step.migration().className()))
                    .as("seed %d", seed)
                    .isTrue();
        }
        assertThat(done).as("seed %d", seed).hasSize(code.size());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aTargetRunsItsVersionsAndNothingElseThatTheyDoNotNeed(long seed) {
        Random random = new Random(seed);
        List<ResolvedMigration> code = someMigrations(random);
        MigrationVersion target = code.get(random.nextInt(code.size())).version();
        MigrationPlan plan =
                MigrationPlan.forwardTo(target, MigrationHistory.of(code, List.of(), "local"), OutOfOrder.WARN);
        Set<String> needed = new HashSet<>();
        for (MigrationPlan.Step step : plan.steps()) {
            needed.addAll(step.migration().entry().options().dependsOn());
        }
        assertThat(plan.steps())
                .as("seed %d", seed)
                .allSatisfy(step -> assertThat(step.migration().version().compareTo(target) <= 0
                                || needed.contains(step.migration().className()))
                        .isTrue());
        assertThat(plan.steps().stream()
                        .filter(step -> step.migration().version().compareTo(target) <= 0))
                .as("seed %d", seed)
                .hasSize((int) code.stream()
                        .filter(migration -> migration.version().compareTo(target) <= 0)
                        .count());
    }

    /** Each may depend on any migration with another number, so long as there is no cycle. */
    private static List<ResolvedMigration> someMigrations(Random random) {
        int count = 1 + random.nextInt(12);
        List<Integer> rank =
                new ArrayList<>(IntStream.rangeClosed(1, count).boxed().toList());
        java.util.Collections.shuffle(rank, random);
        List<ResolvedMigration> code = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = i;
            code.add(dependent(
                    rank.get(i).toString(),
                    IntStream.range(0, at)
                            .filter(j -> random.nextInt(4) == 0)
                            .mapToObj(j -> rank.get(j).toString())
                            .toArray(String[]::new)));
        }
        return code;
    }

    @Test
    void theSmallestVersionThatMayRunRunsFirst() {
        assertThat(labels(forward(dependent("1", "3"), code("2"), code("3"))))
                .containsExactly("2 step", "3 step", "1 step");
    }

    @Test
    void anUnknownTargetIsRefusedWithTheNearestOne() {
        MigrationPlan plan = MigrationPlan.forwardTo(
                MigrationVersion.of("20261120101501"),
                MigrationHistory.of(List.of(code("20261120101500")), List.of(), "local"),
                OutOfOrder.WARN);
        assertThat(plan.isRefused()).isTrue();
        assertThat(plan.findings().get(0).fix()).startsWith("Did you mean \"20261120101500\"?");
    }

    @Test
    void aDependencyThatDoesNotRunHereIsRefusedBeforeAnythingRuns() {
        MigrationPlan plan = forward(only("production", "1"), dependent("2", "1"));
        assertThat(plan.isRefused()).isTrue();
        assertThat(plan.findings()).extracting(Problem::code).containsExactly(ProblemCode.HISTORY_DEPENDENCY);
    }

    @Test
    void aRollbackUndoesTheLatestFirstNotTheGreatestVersion() {
        MigrationHistory history = MigrationHistory.of(
                List.of(code("1"), code("2"), code("3")),
                List.of(
                        row(LedgerState.APPLIED, 1, "1"),
                        row(LedgerState.APPLIED, 2, "3"),
                        row(LedgerState.APPLIED, 3, "2")),
                "local");
        assertThat(labels(MigrationPlan.back(2, history))).containsExactly("2 step", "3 step");
        assertThat(labels(MigrationPlan.backTo(MigrationVersion.of("2"), history)))
                .containsExactly("3 step");
        assertThat(labels(MigrationPlan.backTo(MigrationVersion.of("0"), history)))
                .containsExactly("2 step", "3 step", "1 step");
    }

    @Test
    void oneStepThatCannotBeUndoneRefusesAll() {
        MigrationOptions irreversible = new MigrationOptions(
                true, Optional.of("drops data"), List.of(), false, true, Optional.empty(), false, false, List.of());
        MigrationHistory history = MigrationHistory.of(
                List.of(code("1"), code("3", irreversible, MigrationForm.JAVA, Optional.of(Histories.ONE)), code("4")),
                List.of(
                        row(LedgerState.BUILT, 1, "1"),
                        row(LedgerState.APPLIED, 2, "2"),
                        row(LedgerState.APPLIED, 3, "3"),
                        row(LedgerState.APPLIED, 4, "4")),
                "local");
        MigrationPlan plan = MigrationPlan.back(4, history);
        assertThat(plan.isRefused()).isTrue();
        assertThat(plan.findings())
                .extracting(Problem::code)
                .containsExactly(
                        ProblemCode.HISTORY_IRREVERSIBLE,
                        ProblemCode.HISTORY_MISSING,
                        ProblemCode.HISTORY_NOT_RUN_HERE);
        assertThat(plan.findings().get(0).why()).contains("drops data");
        assertThat(plan.findings().get(2).what()).contains("1 step");
    }

    @Test
    void aMigrationIsNotUndoneUnderOneThatDependsOnIt() {
        MigrationHistory history = MigrationHistory.of(
                List.of(dependent("1", "2"), code("2")),
                List.of(row(LedgerState.APPLIED, 1, "2"), row(LedgerState.APPLIED, 2, "1")),
                "local");
        MigrationPlan plan = MigrationPlan.backTo(MigrationVersion.of("1"), history);
        assertThat(plan.findings()).extracting(Problem::code).containsExactly(ProblemCode.HISTORY_DEPENDENCY);
        assertThat(MigrationPlan.back(2, history).isRefused()).isFalse();
    }

    private static MigrationPlan forward(ResolvedMigration... code) {
        return MigrationPlan.forward(MigrationHistory.of(List.of(code), List.of(), "local"), OutOfOrder.WARN);
    }

    private static List<String> labels(MigrationPlan plan) {
        return plan.steps().stream().map(step -> step.entry().label()).toList();
    }
}
