package dev.confiture.maven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.DiffReport;
import dev.confiture.ServerJourney.ServerReport;
import dev.confiture.build.BuildReport;
import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.config.SessionSettings;
import dev.confiture.diff.CatalogDiffer;
import dev.confiture.embedded.ServerStatus;
import dev.confiture.hazard.HazardReview;
import dev.confiture.hazard.LockMode;
import dev.confiture.history.AppliedMigration;
import dev.confiture.history.HistoryEntry;
import dev.confiture.history.LedgerState;
import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.history.MigrationState;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.IndexEntry;
import dev.confiture.index.KnownSql;
import dev.confiture.index.MigrationForm;
import dev.confiture.index.MigrationOptions;
import dev.confiture.index.MigrationSource;
import dev.confiture.index.MigrationVersion;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.plan.Planner;
import dev.confiture.plan.ddl.Scene.Style;
import dev.confiture.plan.rename.Rename;
import dev.confiture.plan.rename.Renames;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import dev.confiture.runner.DryRunReport;
import dev.confiture.runner.MigrationReport;
import dev.confiture.runner.MigrationScript;
import dev.confiture.runner.PreflightReport;
import dev.confiture.runner.PreflightReport.Place;
import dev.confiture.runner.StatusReport;
import dev.confiture.runner.ValidationReport;
import dev.confiture.runner.attempt.Ran;
import dev.confiture.runner.preview.KnownStatement;
import dev.confiture.runner.preview.MigrationPreview;
import dev.confiture.runner.rehearsal.HeldLock;
import dev.confiture.runner.rehearsal.MeasuredMigration;
import dev.confiture.runner.rehearsal.MeasuredStatement;
import dev.confiture.sql.StatementKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** docs/schemas/report.schema.json and what the goals write. */
class ReportSchemaTest {

    private static final Path SCHEMA = Path.of("../docs/schemas/report.schema.json");

    private static final ResolvedMigration MIGRATION = new ResolvedMigration(
            new IndexEntry(
                    MigrationVersion.of("20261120101500"),
                    "add_user_bio",
                    "db.migrations.AddUserBio",
                    MigrationForm.REVERSIBLE_JAVA,
                    MigrationOptions.DEFAULTS,
                    new MigrationSource("db/migrations/AddUserBio.java", 9, Optional.empty(), List.of()),
                    KnownSql.NOTHING,
                    KnownSql.NOTHING),
            "target/classes",
            Optional.empty());

    private static final AppliedMigration ROW = new AppliedMigration(
            1,
            MIGRATION.version(),
            "add_user_bio",
            MIGRATION.className(),
            LedgerState.APPLIED,
            Optional.empty(),
            Optional.empty(),
            OffsetDateTime.of(2026, 11, 20, 11, 15, 0, 0, ZoneOffset.ofHours(1)),
            "ann",
            Duration.ofMillis(12),
            Optional.empty());

    private final JsonSchema schema;

    ReportSchemaTest() throws IOException {
        this.schema = JsonSchema.read(SCHEMA);
    }

    @Test
    void aBuildFits() {
        assertFits("build", Builds.report(build(), "target/confiture/schema_local.sql"));
    }

    @Test
    void migrationsThatRanFit() {
        assertFits("migrate", Migrations.ran(ran(), "applied"));
    }

    @Test
    void aScriptFits() {
        MigrationScript script = new MigrationScript("app at 127.0.0.1:1", "SELECT 1;", List.of(MIGRATION), List.of());
        GoalReport report = MigrationScripts.report(script, "target/migrate.sql");
        assertFits("migrate", report);
        assertThat(report.text()).isEqualTo("""
                Nothing was executed on app at 127.0.0.1:1; target/migrate.sql has 1 migration:
                  20261120101500 add_user_bio
                """);
    }

    @Test
    void peopleReadTheSameInATable() {
        assertThat(Migrations.ran(ran(), "applied").text()).isEqualTo("""
                Applied 1 migration in 12 ms:
                  version         name          took   statements  rows changed
                  20261120101500  add_user_bio  12 ms  2           120
                Pending: 20261120101500 add_user_bio
                """);
    }

    @Test
    void aDifferenceFitsAndTellsBothValues() {
        Catalog before = users(Map.of(Property.TYPE, "text", Property.POSITION, "1"));
        Catalog after = users(
                Map.of(Property.TYPE, "character varying(80)", Property.NOT_NULL, "true", Property.POSITION, "1"));
        Planner planner = new Planner(Style.ONLINE);
        DiffReport report = new DiffReport(
                "database",
                "db/schema",
                new CatalogDiffer().diff(before, after),
                new Renames(List.of(new Rename(
                        ObjectKey.of(ObjectKind.ENUM_LABEL, "app.mood", "'unhappy'"),
                        ObjectKey.of(ObjectKind.ENUM_LABEL, "app.mood", "'sad'")))),
                planner.plan(before, after),
                planner.plan(after, before),
                SessionSettings.DEFAULTS,
                Map.of(BIO, SourceSpan.of("db/schema/users.sql", 3, 5)),
                List.of(ObjectKey.of(ObjectKind.TABLE, "app", "tmp")),
                List.of("transform for jsonb language plperl"),
                List.of());
        GoalReport shown = Differences.report(report, List.of());
        assertFits("diff", shown);
        assertThat(shown.result())
                .extractingByKey("changes")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("where", "db/schema/users.sql:3:5")
                .extractingByKey("properties")
                .asString()
                .isEqualTo("[{name=type, from=text, to=character varying(80)}, {name=not null, from=null, to=true}]");
    }

    private static final ObjectKey BIO = ObjectKey.of(ObjectKind.COLUMN, "app.users", "bio");

    private static Catalog users(Map<Property, String> bio) {
        ObjectKey table = ObjectKey.of(ObjectKind.TABLE, "app", "users");
        return Catalog.of(
                17, "ann", List.of(CatalogObject.of(table, Map.of()), CatalogObject.of(BIO, bio)), List::of, List.of());
    }

    private static MigrationReport ran() {
        return new MigrationReport(
                Direction.UP,
                List.of(new Ran(MIGRATION, Duration.ofMillis(12), 2, 120)),
                List.of(MIGRATION),
                List.of());
    }

    @Test
    void aDryRunFits() {
        KnownStatement statement = new KnownStatement(
                "CREATE INDEX ON note (text)",
                StatementKind.DDL,
                SourceSpan.of("db/index.sql", 3, 1),
                true,
                new HazardReview().next("CREATE INDEX ON note (text)"));
        MigrationPreview preview = new MigrationPreview(MIGRATION, Direction.UP, List.of(statement));
        DryRunReport report = new DryRunReport("app at 127.0.0.1:1", Direction.UP, List.of(preview), List.of());
        GoalReport shown = DryRuns.report(report);
        assertFits("migrate", shown);
        assertThat(shown.text()).isEqualTo("""
                Dry run on app at 127.0.0.1:1: nothing is executed or written.
                Would apply 1 migration, tier unknown:

                  20261120101500 add_user_bio  in a transaction, tier unknown
                    db/migrations/AddUserBio.java:9
                    Java code: 1 statement known, more possible; run preflight
                    - db/index.sql:3:1  lock-risky, SHARE lock: blocks all writes, may run never or often
                      CREATE INDEX ON note (text)
                      ! reads the whole table while nobody can write; CREATE INDEX CONCURRENTLY lets them
                """);
    }

    @Test
    void aPreflightFits() {
        MeasuredStatement statement = new MeasuredStatement(
                "CREATE INDEX ON note (text)",
                Duration.ofMillis(7),
                Optional.of(0L),
                List.of(HeldLock.of("public.note", LockMode.SHARE, 1_258_291)),
                Duration.ofMillis(9),
                false,
                List.of(),
                List.of(new MeasuredStatement.BuiltIndex("public.note_text_idx", 16_384)),
                327_680,
                new HazardReview().next("CREATE INDEX ON note (text)"));
        MeasuredMigration migration = new MeasuredMigration(MIGRATION, Duration.ofMillis(12), List.of(statement));
        GoalReport shown =
                Preflights.report(new PreflightReport("app at 127.0.0.1:1", Place.COPY, List.of(migration), List.of()));
        assertFits("preflight", shown);
        assertThat(shown.text()).isEqualTo("""
                Preflight for app at 127.0.0.1:1, on a copy of it, which is dropped.
                1 migration ran, tier lock-risky:

                  20261120101500 add_user_bio  in a transaction, 12 ms, tier lock-risky
                    longest: SHARE on public.note (1.2 MB) blocks all writes, held 9 ms
                    - CREATE INDEX ON note (text)
                      lock-risky, 7 ms, 0 rows, WAL up to 320.0 kB
                      SHARE on public.note (1.2 MB) blocks all writes, held 9 ms
                      builds index public.note_text_idx (16.0 kB)
                      ! reads the whole table while nobody can write; CREATE INDEX CONCURRENTLY lets them
                """);
    }

    @Test
    void aStatusFitsInEveryState() {
        List<HistoryEntry> entries = new ArrayList<>();
        for (MigrationState state : MigrationState.values()) {
            entries.add(new HistoryEntry(
                    state, Optional.of(MIGRATION), state.isPending() ? Optional.empty() : Optional.of(ROW)));
        }
        for (StatusReport.LedgerFound ledger : StatusReport.LedgerFound.values()) {
            assertFits(
                    "status",
                    Migrations.status(new StatusReport("local", "app at 127.0.0.1:1", ledger, entries, List.of())));
        }
    }

    @Test
    void aFewPendingMigrationsAreNamedAndManyAreCounted() {
        assertThat(Migrations.pending(List.of(MIGRATION, MIGRATION)))
                .isEqualTo("Pending: 20261120101500 add_user_bio, 20261120101500 add_user_bio\n");
        assertThat(Migrations.pending(Collections.nCopies(980, MIGRATION)))
                .isEqualTo("Pending: 980 migrations, 20261120101500 add_user_bio to 20261120101500 add_user_bio\n");
    }

    @Test
    void aValidationFits() {
        assertFits("validate", Migrations.validation(new ValidationReport(3, 0, List.of())));
    }

    @Test
    void aServerFitsRunningAndStopped() {
        assertFits("start", server(Optional.of(new ServerStatus(12, 5432))));
        assertFits("stop", server(Optional.empty()));
    }

    @Test
    void aFailureFits() {
        Problem problem = Problem.error(
                ProblemCode.CONFIG_MISSING, "There is none.", SourceSpan.of("confiture.yaml", 3, 1), "", "write one");
        assertThat(schema.findings(GoalReport.json("build", "local", Optional.empty(), List.of(problem))))
                .isEmpty();
    }

    @Test
    void whatDoesNotFitIsFound() {
        GoalReport other = GoalReport.of("", Map.of("files", "1"));
        assertThat(schema.findings(GoalReport.json("bild", "local", Optional.of(other), List.of())))
                .anyMatch(finding -> finding.startsWith("$.goal"))
                .anyMatch(finding -> finding.startsWith("$.result"));
    }

    private static BuildReport build() {
        return new BuildReport(
                BuildReport.Outcome.RECREATED_AS_CLONE,
                "app at 127.0.0.1:1",
                "db/schema",
                "0".repeat(64),
                List.of("1 a"),
                List.of(),
                List.of(),
                Duration.ofMillis(640));
    }

    private static GoalReport server(Optional<ServerStatus> running) {
        ServerReport report = new ServerReport(17, Path.of("/app/.confiture/pg-17"), "app_local", running);
        return GoalReport.of(Servers.text(report), Servers.json(report));
    }

    private void assertFits(String goal, GoalReport report) {
        assertThat(schema.findings(GoalReport.json(goal, "local", Optional.of(report), List.of())))
                .isEmpty();
    }
}
