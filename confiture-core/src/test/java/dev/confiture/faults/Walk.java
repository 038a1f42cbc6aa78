package dev.confiture.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.build.BuildReport.Outcome;
import dev.confiture.build.BuildRequest;
import dev.confiture.build.BuildRequest.Consent;
import dev.confiture.build.BuildRequest.Server;
import dev.confiture.build.DatabaseBuilder;
import dev.confiture.build.KnownMigrations;
import dev.confiture.build.StartingPoint;
import dev.confiture.config.BuildSettings;
import dev.confiture.config.BuildSettings.Existing;
import dev.confiture.config.BuildSettings.SortMode;
import dev.confiture.config.Environment;
import dev.confiture.config.SeedMode;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Session;
import dev.confiture.event.EventSink;
import dev.confiture.faults.Model.Expected;
import dev.confiture.faults.Model.LedgerState;
import dev.confiture.faults.Model.Row;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.MigrateRequest;
import dev.confiture.runner.MigrationReport;
import dev.confiture.runner.Migrator;
import dev.confiture.runner.RollbackRequest;
import dev.confiture.runner.TestProject;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.SchemaFile.Purpose;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Takes a model and a real database through the same random steps, and compares them after each. */
final class Walk implements AutoCloseable {

    private static final int REMEMBERED = 12;

    /** What there is, one value a line: rows of the ledger in their order, records, tables, columns and valid indexes. */
    private static final String LOOK = """
            (SELECT 'row ' || version || ' ' || state || ' ' || COALESCE(left(source_digest, 1), '0') FROM tb_confiture
              ORDER BY pk_confiture)
            UNION ALL
            (SELECT 'record ' || version_key || ' ' || ordinal || CASE WHEN is_done THEN ' done' ELSE ' begun' END
               FROM tb_confiture_statement ORDER BY length(version_key), version_key, ordinal)
            UNION ALL
            (SELECT 'object ' || o.name FROM (
               SELECT c.relname::text FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
               UNION ALL SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 1 AND NOT a.attisdropped
               UNION ALL SELECT t.relname || ':' || c.relname || CASE WHEN i.indisvalid THEN '' ELSE ' invalid' END
                 FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
                WHERE c.relnamespace = 'public'::regnamespace) AS o(name)
              WHERE o.name !~ '^tb_confiture' ORDER BY o.name COLLATE "C")""";

    private final Random random;
    private final PlantedBug bug;
    private final TestProject project;
    private final FreshDatabase database;
    private final Environment environment;
    private final Migrator migrator;
    private final Migrator grouping;
    private final Model model = new Model();
    private final Map<Step, Integer> taken = new EnumMap<>(Step.class);
    private final Deque<String> latest = new ArrayDeque<>();
    private Session session;
    private boolean isRefused;

    Walk(long seed, Path folder, FreshDatabase database, PlantedBug bug) throws SQLException {
        this.random = new Random(seed);
        this.bug = bug;
        this.project = new TestProject(folder);
        this.database = database;
        this.environment = Environment.of("local", new DatabaseUrl.Embedded(OptionalInt.empty(), Optional.empty()))
                .with(new BuildSettings(SortMode.ALPHABETICAL, false, Existing.RECREATE, Optional.of(false)));
        this.migrator = new Migrator(database.database(), environment, EventSink.none());
        this.grouping = new Migrator(
                database.database(), environment.with(environment.migration().withGroup(true)), EventSink.none());
        this.session = database.open();
        build();
    }

    /** What a step was, or what came of it. */
    enum Step {
        UP,
        DOWN,
        FAIL,
        KILL,
        /** Runs that put everything into one transaction. */
        GROUP,
        EDIT,
        MERGE,
        FORGET,
        /** Takes back every edit and loss that a run could be refused for. */
        MEND,
        BUILD,
        /** Runs that had to be refused. */
        REFUSED,
        /** Runs that began and broke. */
        BROKEN,
        /** Runs that applied or undid something; some of them broke later. */
        MOVED
    }

    /** @return how often each kind of step was taken */
    Map<Step, Integer> take(int steps) throws SQLException {
        for (int i = 0; i < steps; i++) {
            step();
        }
        return taken;
    }

    private void step() throws SQLException {
        int dice = random.nextInt(100);
        if (isRefused && random.nextInt(4) > 0) {
            mend();
        } else if (dice < 80) {
            run(dice < 48);
        } else if (dice < 84) {
            edit();
        } else if (dice < 94) {
            merge();
        } else if (dice < 99) {
            forget();
        } else {
            build();
        }
    }

    /** Mostly where there is something to do, so that a walk does not stand still. */
    private void run(boolean wantsUp) throws SQLException {
        boolean isObedient = random.nextInt(8) == 0;
        if (isObedient
                ? wantsUp
                : undoable() == 0 || (wantsUp && !model.pending().isEmpty())) {
            up();
        } else {
            down();
        }
    }

    /** How many of the latest rows can be undone. */
    private int undoable() {
        int undoable = 0;
        for (Row row : model.latestFirst()) {
            if (row.state() == LedgerState.BUILT || !Blueprint.of(row.version()).isReversible()) {
                break;
            }
            undoable++;
        }
        return undoable;
    }

    private void mend() {
        for (Row row : model.state().rows()) {
            if (row.state() != LedgerState.BUILT) {
                model.code.put(row.version(), row.digit());
            }
        }
        isRefused = false;
        note("mend");
        count(Step.MEND);
    }

    private void up() throws SQLException {
        PlannedFault fault = fault(true);
        OptionalInt target = random.nextInt(6) == 0 ? OptionalInt.of(someVersion()) : OptionalInt.empty();
        boolean isGroup = random.nextInt(4) == 0;
        note("up " + target + (isGroup ? " as a group " : " ") + fault);
        count(isGroup ? Step.GROUP : Step.UP);
        FaultSql.plan(session, fault);
        Expected expected = isGroup ? model.migrateTogether(target, fault) : model.migrate(target, fault);
        Optional<MigrationVersion> version = target.stream()
                .mapToObj(it -> MigrationVersion.of(Integer.toString(it)))
                .findFirst();
        Migrator used = isGroup ? grouping : migrator;
        compare(expected, code -> used.migrate(code, new MigrateRequest(version, Map.of())));
    }

    private void down() throws SQLException {
        PlannedFault fault = fault(false);
        count(Step.DOWN);
        FaultSql.plan(session, fault);
        if (random.nextInt(6) == 0) {
            int version = random.nextInt(4) == 0 ? 0 : someVersion();
            note("down to " + version + " " + fault);
            RollbackRequest request = RollbackRequest.to(MigrationVersion.of(Integer.toString(version)));
            compare(model.rollbackTo(version, fault), code -> migrator.rollback(code, request));
        } else {
            int steps = 1 + random.nextInt(random.nextInt(8) == 0 ? 3 : Math.max(1, Math.min(3, undoable())));
            note("down " + steps + " " + fault);
            compare(model.rollback(steps, fault), code -> migrator.rollback(code, RollbackRequest.steps(steps)));
        }
    }

    private PlannedFault fault(boolean isUp) {
        List<String> places = model.places(isUp);
        if (places.isEmpty() || random.nextInt(5) < 3) {
            return PlannedFault.NONE;
        }
        PlannedFault.Kind kind = someOf(List.of(PlannedFault.Kind.values()));
        count(kind == PlannedFault.Kind.FAIL ? Step.FAIL : Step.KILL);
        return new PlannedFault(someOf(places), kind);
    }

    /** Half of the edits take an earlier one back, so that a walk does not end in refusals. */
    private void edit() throws SQLException {
        List<Row> edited = model.state().rows().stream()
                .filter(row -> row.state() == LedgerState.APPLIED)
                .filter(row -> model.code.getOrDefault(row.version(), row.digit()) != row.digit())
                .toList();
        if (!edited.isEmpty()) {
            Row row = someOf(edited);
            model.code.put(row.version(), row.digit());
            note("take back the edit of " + row.version());
        } else if (!model.code.isEmpty()) {
            int version = someOf(List.copyOf(model.code.keySet()));
            model.code.merge(version, 1, (digit, one) -> digit % 9 + one);
            note("edit " + version);
        }
        count(Step.EDIT);
    }

    private void merge() {
        int version = someVersion();
        if (!Blueprint.of(version).isReversible() && random.nextInt(8) > 0) {
            return; // once applied, it lets nothing be undone
        }
        model.code.putIfAbsent(version, 1);
        note("merge " + version);
        count(Step.MERGE);
    }

    private void forget() {
        int version = someVersion();
        model.code.remove(version);
        note("forget " + version);
        count(Step.FORGET);
    }

    private void build() throws SQLException {
        // What a build contains cannot be undone, so it contains little.
        model.code.keySet().removeIf(version -> random.nextInt(3) > 0);
        note("build");
        count(Step.BUILD);
        session.close();
        // The number makes each script another one, so that none of them is up to date.
        String script = "-- " + random.nextLong() + "\n" + FaultSql.SCHEMA
                + model.schemaStatements().stream()
                        .map(sql -> sql.replace("CONCURRENTLY ", "") + ";\n")
                        .collect(Collectors.joining());
        SchemaFile file = new SchemaFile("db/schema/a.sql", script, Purpose.SCHEMA);
        try (MigrationCode code = code()) {
            Outcome outcome = new DatabaseBuilder(EventSink.none())
                    .build(new BuildRequest(
                            environment,
                            database.database(),
                            Server.EMBEDDED,
                            StartingPoint.today(SchemaBuilder.build(List.of(file)), SeedMode.CONCATENATE),
                            new KnownMigrations.Seen(code.migrations()),
                            new Consent(true, Optional.empty())))
                    .outcome();
            assertThat(outcome).as(this::story).isIn(Outcome.FILLED, Outcome.RECREATED);
        }
        session = database.open();
        FaultSql.watchLedger(session);
        model.build();
        compareDatabase();
    }

    private int someVersion() {
        return someOf(List.copyOf(Blueprint.ALL.keySet()));
    }

    private <T> T someOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    private MigrationCode code() {
        Map<Class<?>, String> digits = new LinkedHashMap<>();
        model.code.forEach((version, digit) -> digits.put(Blueprint.of(version).type(), Integer.toString(digit)));
        return project.with(digits);
    }

    private void compare(Expected expected, Run run) throws SQLException {
        try (MigrationCode code = code()) {
            MigrationReport report = run.on(code);
            plant(bug.afterSuccess());
            assertThat(expected.refusals()).as(this::story).isEmpty();
            assertThat(expected.isBroken()).as(this::story).isFalse();
            assertThat(report.ran().stream()
                            .map(ran ->
                                    Integer.parseInt(ran.migration().version().text())))
                    .as(this::story)
                    .isEqualTo(expected.ran());
            assertThat(report.pending().stream()
                            .map(pending -> Integer.parseInt(pending.version().text())))
                    .as(this::story)
                    .isEqualTo(model.pending());
        } catch (ConfitureException e) {
            plant(bug.afterFailure());
            compareProblems(expected, e);
        }
        if (!expected.ran().isEmpty()) {
            count(Step.MOVED);
        }
        if (expected.isBroken()) {
            count(Step.BROKEN);
        }
        compareDatabase();
    }

    private void plant(String sql) throws SQLException {
        FaultSql.plan(session, PlannedFault.NONE);
        session.execute(sql);
    }

    private void compareProblems(Expected expected, ConfitureException thrown) {
        Set<ProblemCode> errors = thrown.problems().stream()
                .filter(Problem::isError)
                .map(Problem::code)
                .collect(Collectors.toCollection(TreeSet::new));
        if (expected.refusals().isEmpty()) {
            assertThat(expected.isBroken())
                    .withFailMessage(() -> story() + "\nnobody expected " + thrown.getMessage())
                    .isTrue();
            assertThat(errors)
                    .as(this::story)
                    .hasSize(1)
                    .isSubsetOf(ProblemCode.RUN_FAILED, ProblemCode.LOCK_LOST, ProblemCode.DATABASE_ERROR);
        } else {
            count(Step.REFUSED);
            isRefused = true;
            assertThat(errors).as(this::story).isEqualTo(expected.refusals());
        }
    }

    private void compareDatabase() throws SQLException {
        assertThat(session.query(LOOK, row -> row.getString(1))).as(this::story).isEqualTo(picture());
    }

    /** What {@link #LOOK} finds if the model is right. */
    private List<String> picture() {
        List<String> lines = new ArrayList<>();
        List<Row> rows = model.state().rows();
        rows.forEach(row -> lines.add(
                "row " + row.version() + " " + row.state().name().toLowerCase(Locale.ROOT) + " " + row.digit()));
        rows.stream()
                .filter(Row::isUnderWay)
                .sorted((a, b) -> a.version() - b.version())
                .forEach(row -> {
                    List<String> statements =
                            Blueprint.of(row.version()).statements(row.state() == LedgerState.RUNNING);
                    assertThat(row.done()).isLessThanOrEqualTo(statements.size());
                    for (int ordinal = 1; ordinal <= row.done(); ordinal++) {
                        lines.add("record " + row.version() + " " + ordinal + " done");
                    }
                    if (row.hasBegun()) {
                        lines.add("record " + row.version() + " " + (row.done() + 1) + " begun");
                    }
                });
        new TreeSet<>(model.state().catalog().objects()).forEach(object -> lines.add("object " + object));
        return lines;
    }

    private void count(Step step) {
        taken.merge(step, 1, Integer::sum);
    }

    private void note(String step) {
        latest.add(step);
        if (latest.size() > REMEMBERED) {
            latest.remove();
        }
    }

    private String story() {
        return "after " + String.join("; ", latest) + ", with code " + model.code;
    }

    @Override
    public void close() throws SQLException {
        session.close();
        database.close();
    }

    @FunctionalInterface
    private interface Run {
        MigrationReport on(MigrationCode code);
    }
}
