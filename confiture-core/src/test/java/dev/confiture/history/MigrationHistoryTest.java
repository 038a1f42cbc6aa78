package dev.confiture.history;

import static dev.confiture.history.Histories.ONE;
import static dev.confiture.history.Histories.TWO;
import static dev.confiture.history.Histories.code;
import static dev.confiture.history.Histories.data;
import static dev.confiture.history.Histories.dependent;
import static dev.confiture.history.Histories.only;
import static dev.confiture.history.Histories.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.index.MigrationForm;
import dev.confiture.index.MigrationOptions;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationHistoryTest {

    @Test
    void whatTheLedgerLacksIsPendingInVersionOrder() {
        MigrationHistory history = history(List.of(code("10"), code("9"), code("001")), List.of());
        assertThat(history.pending())
                .extracting(ResolvedMigration::label)
                .containsExactly("001 step", "9 step", "10 step");
    }

    @Test
    void anotherSpellingOfAnAppliedVersionIsTheSameVersion() {
        assertThat(states(history(List.of(code("1")), List.of(row(LedgerState.APPLIED, 1, "001")))))
                .containsExactly(MigrationState.APPLIED);
    }

    @Test
    void anEditedMigrationIsChangedAndAnError() {
        MigrationHistory history =
                history(List.of(code("1")), List.of(row(LedgerState.APPLIED, 1, "1", Optional.of(TWO))));
        assertThat(states(history)).containsExactly(MigrationState.CHANGED);
        assertThat(history.findings(OutOfOrder.WARN)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.HISTORY_CHANGED);
            assertThat(problem.isError()).isTrue();
        });
    }

    @Test
    void anUnknownDigestIsNeverChanged() {
        ResolvedMigration unknown =
                code("1", MigrationOptions.DEFAULTS, MigrationForm.REVERSIBLE_JAVA, Optional.empty());
        Digest otherAlgorithm = new Digest("java-tokens-0", ONE.sha256());
        assertThat(List.of(
                        history(List.of(unknown), List.of(row(LedgerState.APPLIED, 1, "1"))),
                        history(List.of(code("1")), List.of(row(LedgerState.APPLIED, 1, "1", Optional.empty()))),
                        history(
                                List.of(code("1")),
                                List.of(row(LedgerState.APPLIED, 1, "1", Optional.of(otherAlgorithm))))))
                .allSatisfy(history -> {
                    assertThat(states(history)).containsExactly(MigrationState.UNKNOWN_DIGEST);
                    assertThat(history.findings(OutOfOrder.REFUSE)).isEmpty();
                });
    }

    @Test
    void editingRenamingOrRemovingABuiltMigrationIsNoFinding() {
        MigrationHistory history = history(
                List.of(code("1", MigrationOptions.DEFAULTS, MigrationForm.JAVA, Optional.of(TWO))),
                List.of(row(LedgerState.BUILT, 1, "1"), row(LedgerState.BUILT, 2, "2")));
        assertThat(states(history)).containsExactly(MigrationState.BUILT, MigrationState.BUILT);
        assertThat(history.findings(OutOfOrder.REFUSE)).isEmpty();
    }

    @Test
    void anAppliedMigrationThatTheCodeLacksIsAWarning() {
        MigrationHistory history = history(List.of(), List.of(row(LedgerState.APPLIED, 1, "1")));
        assertThat(states(history)).containsExactly(MigrationState.MISSING);
        assertThat(history.findings(OutOfOrder.REFUSE))
                .extracting(Problem::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void aPendingMigrationOlderThanTheNewestIsOutOfOrderAndThePolicyDecides() {
        MigrationHistory history = history(List.of(code("1"), code("2")), List.of(row(LedgerState.APPLIED, 1, "2")));
        assertThat(states(history)).containsExactly(MigrationState.OUT_OF_ORDER, MigrationState.APPLIED);
        assertThat(history.findings(OutOfOrder.ALLOW)).isEmpty();
        assertThat(history.findings(OutOfOrder.WARN))
                .extracting(Problem::isError)
                .containsExactly(false);
        assertThat(history.findings(OutOfOrder.REFUSE))
                .extracting(Problem::isError)
                .containsExactly(true);
    }

    @Test
    void aDataMigrationThatABuildLeftIsNotOutOfOrder() {
        assertThat(states(history(List.of(data("1"), code("2")), List.of(row(LedgerState.BUILT, 1, "2")))))
                .containsExactly(MigrationState.PENDING, MigrationState.BUILT);
        assertThat(states(history(List.of(data("1"), code("2")), List.of(row(LedgerState.APPLIED, 1, "2")))))
                .containsExactly(MigrationState.OUT_OF_ORDER, MigrationState.APPLIED);
    }

    @Test
    void whatWaitedForANewerOneIsNotOutOfOrder() {
        List<ResolvedMigration> code =
                List.of(code("1"), dependent("5", "9"), dependent("6", "5"), code("8"), code("9"), code("10"));
        AppliedMigration[] first = {
            row(LedgerState.APPLIED, 1, "1"), row(LedgerState.APPLIED, 2, "8"), row(LedgerState.APPLIED, 3, "9")
        };
        MigrationHistory failedAtFive = history(code, List.of(first));
        assertThat(failedAtFive.findings(OutOfOrder.REFUSE)).isEmpty();
        assertThat(failedAtFive.pending())
                .extracting(ResolvedMigration::label)
                .containsExactly("5 step", "6 step", "10 step");
        MigrationHistory mergedLate =
                history(code, List.of(first[0], first[1], first[2], row(LedgerState.APPLIED, 4, "10")));
        assertThat(mergedLate.findings(OutOfOrder.REFUSE))
                .extracting(Problem::what)
                .allMatch(what -> what.matches("Migration [56] step is older than .*"))
                .hasSize(2);
    }

    @Test
    void whatABuildContainsWithoutItsDependencyDoesNotMakeThatOneLate() {
        assertThat(states(history(List.of(dependent("2", "9"), code("9")), List.of(row(LedgerState.BUILT, 1, "2")))))
                .containsExactly(MigrationState.BUILT, MigrationState.PENDING);
    }

    @Test
    void aMigrationForOtherEnvironmentsIsShownAndNotPending() {
        MigrationHistory history = history(List.of(only("production", "1"), only("local", "2")), List.of());
        assertThat(states(history)).containsExactly(MigrationState.NOT_FOR_THIS_ENVIRONMENT, MigrationState.PENDING);
        assertThat(history.pending()).extracting(ResolvedMigration::label).containsExactly("2 step");
    }

    @Test
    void anUnfinishedMigrationIsPendingAndGoesOnUnlessItsRecordsCannotAnswerForIt() {
        MigrationHistory history = history(List.of(code("1")), List.of(row(LedgerState.RUNNING, 1, "1")));
        assertThat(states(history)).containsExactly(MigrationState.UNFINISHED);
        assertThat(history.findings(OutOfOrder.WARN))
                .extracting(Problem::isError)
                .containsExactly(false);
        assertThat(history.pending()).extracting(ResolvedMigration::label).containsExactly("1 step");

        Interruption asked = new Interruption(2, 0, Optional.empty(), false);
        MigrationHistory unanswerable = history(
                List.of(code("1")), List.of(row(LedgerState.RUNNING, 1, "1").interrupted(asked)));
        assertThat(unanswerable.findings(OutOfOrder.WARN))
                .extracting(Problem::isError)
                .containsExactly(true);
    }

    @Test
    void anUnfinishedMigrationWhoseClassIsGoneIsToldOnceAndAsksForTheClass() {
        MigrationHistory history = history(
                List.of(code("2")),
                List.of(row(LedgerState.RUNNING, 1, "1").interrupted(new Interruption(0, 0, Optional.empty(), true))));
        assertThat(new ForwardPlanner(history, OutOfOrder.WARN)
                        .plan(history.pending())
                        .findings())
                .singleElement()
                .satisfies(problem -> assertThat(problem.fix())
                        .isEqualTo("bring the class back, or look at the database and say in the ledger what is true"
                                + " (docs/problems/history.unfinished.md)"));
    }

    @Test
    void whatIsHalfUndoneForbidsAMigrate() {
        MigrationHistory history = history(List.of(code("1")), List.of(row(LedgerState.UNDOING, 1, "1")));
        assertThat(states(history)).containsExactly(MigrationState.HALF_UNDONE);
        assertThat(history.findings(OutOfOrder.WARN))
                .extracting(Problem::isError)
                .containsExactly(true);
        assertThat(MigrationPlan.back(1, history).isRefused()).isFalse();
    }

    private static MigrationHistory history(List<ResolvedMigration> code, List<AppliedMigration> rows) {
        return MigrationHistory.of(code, rows, "local");
    }

    private static List<MigrationState> states(MigrationHistory history) {
        return history.entries().stream().map(HistoryEntry::state).toList();
    }
}
