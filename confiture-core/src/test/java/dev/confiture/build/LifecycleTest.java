package dev.confiture.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.build.BuildAction.Kind;
import dev.confiture.build.BuildRequest.Consent;
import dev.confiture.build.BuildRequest.Server;
import dev.confiture.config.BuildSettings.Existing;
import dev.confiture.db.Database;
import dev.confiture.history.AppliedMigration;
import dev.confiture.history.LedgerState;
import dev.confiture.history.MigrationHistory;
import dev.confiture.index.MigrationVersion;
import dev.confiture.ledger.Ledger;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Severity;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleTest {

    private static final String WANTED = "a".repeat(64);
    private static final String OTHER = "b".repeat(64);
    private static final Consent AT_THE_KEYBOARD = new Consent(false, Optional.empty());
    private static final Consent IN_BATCH = new Consent(true, Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "ABSENT,    KEEP, CREATE",
        "ABSENT,    RECREATE, CREATE",
        "ABSENT,    FAIL, CREATE",
        "EMPTY,     KEEP, FILL",
        "EMPTY,     RECREATE, FILL",
        "EMPTY,     FAIL, FILL",
        "UNCHANGED, KEEP, LEAVE_UP_TO_DATE",
        "UNCHANGED, RECREATE, LEAVE_UP_TO_DATE",
        "UNCHANGED, FAIL, LEAVE_UP_TO_DATE",
        "CHANGED,   KEEP, KEEP",
        "CHANGED,   RECREATE, RECREATE",
        "CHANGED,   FAIL, REFUSE",
        "FOREIGN,   KEEP, REFUSE",
        "FOREIGN,   RECREATE, REFUSE",
        "FOREIGN,   FAIL, REFUSE"
    })
    void whatIsThereAndThePolicyDecide(String found, Existing existing, Kind expected) {
        assertThat(decide(target(found), existing).kind()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ABSENT, CREATE", "EMPTY, FILL", "UNCHANGED, LEAVE_UP_TO_DATE", "CHANGED, REFUSE", "FOREIGN, REFUSE"})
    void aProtectedEnvironmentLosesNothing(String found, Kind expected) {
        Lifecycle lifecycle = new Lifecycle(
                database(),
                WANTED,
                Existing.RECREATE,
                Optional.of("environment \"production\" is marked protected"),
                Server.EXTERNAL,
                new Consent(true, Optional.of("app")));

        BuildAction action = lifecycle.decide(target(found), Optional.empty());

        assertThat(action.kind()).isEqualTo(expected);
        if (found.equals("CHANGED")) {
            assertThat(action.findings()).extracting(Problem::code).containsExactly(ProblemCode.BUILD_PROTECTED);
        }
    }

    @Test
    void aDatabaseWhoseLedgerSaysProtectedIsNotMadeAnewByAnUnprotectedEnvironment() {
        Target target = new Target.Ours(new Ledger(List.of(), Optional.of(OTHER), true, Optional.empty(), false, true));

        assertThat(refusal(target, Server.EMBEDDED, AT_THE_KEYBOARD)).contains(ProblemCode.BUILD_PROTECTED);
    }

    @Test
    void aDatabaseThatWasOnlyMigratedIsNotDropped() {
        Target target =
                new Target.Ours(new Ledger(List.of(), Optional.of(OTHER), false, Optional.empty(), false, false));

        assertThat(refusal(target, Server.EMBEDDED, AT_THE_KEYBOARD)).contains(ProblemCode.BUILD_NOT_OURS);
    }

    @ParameterizedTest
    @CsvSource({
        "EMBEDDED, true,  '',    true",
        "EMBEDDED, false, '',    true",
        "EXTERNAL, false, '',    true",
        "EXTERNAL, true,  '',    false",
        "EXTERNAL, true,  app,   true",
        "EXTERNAL, true,  other, false",
        "EMBEDDED, true,  other, false"
    })
    void inBatchModeOutsideTheEmbeddedServerTheNameConfirms(
            Server server, boolean batch, String confirmed, boolean allowed) {
        Consent consent = new Consent(batch, Optional.of(confirmed).filter(name -> !name.isEmpty()));

        assertThat(refusal(target("CHANGED"), server, consent))
                .isEqualTo(allowed ? Optional.empty() : Optional.of(ProblemCode.BUILD_UNCONFIRMED));
    }

    @ParameterizedTest
    @EnumSource(Existing.class)
    void migrationsThatTheCodeLacksAreNamedAndTheDatabaseMayBeMadeAnew(Existing existing) {
        Ledger ledger = new Ledger(
                List.of(applied("20260101", "from_a_branch")), Optional.empty(), true, Optional.empty(), false, false);
        MigrationHistory history = MigrationHistory.of(List.of(), ledger.rows(), "local");

        BuildAction action =
                lifecycle(existing, Server.EMBEDDED, IN_BATCH).decide(new Target.Ours(ledger), Optional.of(history));

        if (existing == Existing.RECREATE) {
            assertThat(action.kind()).isEqualTo(Kind.RECREATE);
            return;
        }
        assertThat(action.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(ProblemCode.BUILD_BRANCH_SWITCHED);
            assertThat(finding.severity()).isEqualTo(existing == Existing.FAIL ? Severity.ERROR : Severity.WARNING);
            assertThat(finding.why()).contains("20260101 from_a_branch");
            assertThat(finding.fix()).contains("-Dconfiture.existing=recreate");
        });
    }

    private static Optional<ProblemCode> refusal(Target target, Server server, Consent consent) {
        BuildAction action = lifecycle(Existing.RECREATE, server, consent).decide(target, Optional.empty());
        return action.kind() == Kind.REFUSE
                ? action.findings().stream().map(Problem::code).findFirst()
                : Optional.empty();
    }

    private static BuildAction decide(Target target, Existing existing) {
        return lifecycle(existing, Server.EMBEDDED, AT_THE_KEYBOARD).decide(target, Optional.empty());
    }

    private static Lifecycle lifecycle(Existing existing, Server server, Consent consent) {
        return new Lifecycle(database(), WANTED, existing, Optional.empty(), server, consent);
    }

    private static Database database() {
        return Database.of("localhost:5432", "app", Map.of());
    }

    private static Target target(String name) {
        return switch (name) {
            case "ABSENT" -> new Target.Absent();
            case "EMPTY" -> new Target.Empty();
            case "UNCHANGED" ->
                new Target.Ours(new Ledger(List.of(), Optional.of(WANTED), true, Optional.empty(), false, false));
            case "CHANGED" ->
                new Target.Ours(new Ledger(List.of(), Optional.of(OTHER), true, Optional.empty(), false, false));
            default ->
                new Target.Foreign(Problem.error(ProblemCode.DATABASE_FOREIGN, "Not empty.", "table a.b", "baseline"));
        };
    }

    private static AppliedMigration applied(String version, String name) {
        return new AppliedMigration(
                1,
                MigrationVersion.of(version),
                name,
                "db.migrations.X",
                LedgerState.APPLIED,
                Optional.empty(),
                Optional.empty(),
                OffsetDateTime.parse("2026-01-01T00:00:00Z"),
                "app",
                Duration.ZERO,
                Optional.empty());
    }
}
