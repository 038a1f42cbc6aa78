package dev.confiture.maven.goal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.hazard.HazardReview;
import dev.confiture.hazard.Tier;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.IndexEntry;
import dev.confiture.index.KnownSql;
import dev.confiture.index.MigrationForm;
import dev.confiture.index.MigrationOptions;
import dev.confiture.index.MigrationSource;
import dev.confiture.index.MigrationVersion;
import dev.confiture.runner.PreflightReport;
import dev.confiture.runner.PreflightReport.Place;
import dev.confiture.runner.rehearsal.MeasuredMigration;
import dev.confiture.runner.rehearsal.MeasuredStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What batch mode lets pass after a rehearsal. What nobody could judge is above every tier that is known. */
class RehearsalTest {

    private static final Map<Tier, String> STATEMENTS = Map.of(
            Tier.ADDITIVE, "CREATE TABLE a ()",
            Tier.REVERSIBLE, "ALTER TABLE a RENAME TO b",
            Tier.LOCK_RISKY, "CREATE INDEX ON a (b)",
            Tier.DESTRUCTIVE, "DROP VIEW a",
            Tier.IRREVERSIBLE, "DROP TABLE a",
            Tier.UNKNOWN, "CALL a()");

    @Test
    void whatIsWorseThanTheLimitStopsAndNothingElse() {
        for (Tier found : Tier.values()) {
            PreflightReport report = report(requireNonNull(STATEMENTS.get(found)));
            assertThat(report.tier()).isEqualTo(found);
            for (Tier limit : Tier.values()) {
                Rehearsal rehearsal = new Rehearsal(limit, false, true);
                if (found.compareTo(limit) <= 0) {
                    assertThatCode(() -> rehearsal.requireAgreement(report)).doesNotThrowAnyException();
                } else {
                    assertThatThrownBy(() -> rehearsal.requireAgreement(report))
                            .hasMessageContaining("[preflight.too-risky] Nothing was applied")
                            .hasMessageContaining("of tier " + found.text())
                            .hasMessageContaining("-Dconfiture.maxRisk=" + found.text());
                }
            }
        }
    }

    @Test
    void yesAgreesToEverything() {
        assertThatCode(() -> new Rehearsal(Tier.ADDITIVE, true, true).requireAgreement(report("CALL a()")))
                .doesNotThrowAnyException();
    }

    @Test
    void whereNothingIsPendingNobodyIsAsked() {
        PreflightReport nothing = new PreflightReport("app at 127.0.0.1:1", Place.COPY, List.of(), List.of());
        assertThatCode(() -> new Rehearsal(Tier.ADDITIVE, false, true).requireAgreement(nothing))
                .doesNotThrowAnyException();
    }

    private static PreflightReport report(String... statements) {
        HazardReview review = new HazardReview();
        List<MeasuredStatement> measured = Stream.of(statements)
                .map(sql -> new MeasuredStatement(
                        sql,
                        Duration.ZERO,
                        Optional.empty(),
                        List.of(),
                        Duration.ZERO,
                        false,
                        List.of(),
                        List.of(),
                        0,
                        review.next(sql)))
                .toList();
        ResolvedMigration migration = new ResolvedMigration(
                new IndexEntry(
                        MigrationVersion.of("1"),
                        "change",
                        "db.migrations.Change",
                        MigrationForm.REVERSIBLE_JAVA,
                        MigrationOptions.DEFAULTS,
                        new MigrationSource("db/migrations/Change.java", 9, Optional.empty(), List.of()),
                        KnownSql.NOTHING,
                        KnownSql.NOTHING),
                "target/classes",
                Optional.empty());
        return new PreflightReport(
                "app at 127.0.0.1:1",
                Place.COPY,
                List.of(new MeasuredMigration(migration, Duration.ZERO, measured)),
                List.of());
    }
}
