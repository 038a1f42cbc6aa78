package dev.confiture.benchmark;

import dev.confiture.Confiture;
import dev.confiture.GenerateReport;
import dev.confiture.GenerateRequest;
import dev.confiture.benchmark.Stopwatch.Way;
import dev.confiture.benchmark.Stopwatch.Work;
import dev.confiture.catalog.Catalog;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.SideBySide;
import dev.confiture.diff.CatalogDiffer;
import dev.confiture.diff.ChangeSet;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.plan.Planner;
import dev.confiture.plan.ddl.Scene.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Schemas compared and migrations generated, without Maven: in this JVM, which is warm after some rounds. */
final class DiffEngineBenchmark {

    private static final Work NOTHING = () -> {};

    private final Server server;
    private final Stopwatch stopwatch;
    private final Path folder;

    DiffEngineBenchmark(Server server, Stopwatch stopwatch, Path folder) {
        this.server = server;
        this.stopwatch = stopwatch;
        this.folder = folder;
    }

    /** Two databases that are there already. */
    ResultTable compare(List<Integer> sizes) throws Exception {
        ResultTable table = new ResultTable("engine: two databases, tables in each", sizes);
        for (int size : sizes) {
            SyntheticSchema schema = new SyntheticSchema(size);
            List<Database> twins = server.twins(schema.files().values(), SyntheticSchema.change(size / 2));
            Database before = twins.get(0);
            Database after = twins.get(1);
            table.put(
                    size,
                    stopwatch.medians(List.of(
                            new Way("read both, compare", NOTHING, () -> compare(before, after)),
                            new Way("the same, and plan both ways", NOTHING, () -> plan(before, after)))));
        }
        return table;
    }

    /** From one folder of DDL to another, with all proofs, on a server that is started for it. */
    ResultTable generate(List<Integer> sizes) throws Exception {
        ResultTable table = new ResultTable("engine: generate and prove one column, tables", sizes);
        for (int size : sizes) {
            Path project = Files.createDirectories(folder.resolve("generate-" + size));
            SyntheticSchema schema = new SyntheticSchema(size);
            Tool.CONFITURE.writeSchema(project, schema, server);
            schema.writeTo(project.resolve("old"));
            Files.writeString(project.resolve("old.sql"), schema.script());
            Files.writeString(
                    project.resolve("db/schema/10_tables/99999_change.sql"), SyntheticSchema.change(size / 2));
            table.put(
                    size,
                    stopwatch.medians(List.of(
                            new Way("diff old db/schema", NOTHING, () -> diff(project, "old")),
                            new Way("diff old.sql db/schema", NOTHING, () -> diff(project, "old.sql")),
                            new Way("generate old db/schema", NOTHING, () -> generate(project)))));
        }
        return table;
    }

    private static ChangeSet compare(Database before, Database after) throws SQLException {
        SideBySide<Catalog, Catalog> read = SideBySide.run(() -> read(before), () -> read(after));
        return oneChange(new CatalogDiffer().diff(read.first(), read.second()));
    }

    private static void plan(Database before, Database after) throws SQLException {
        SideBySide<Catalog, Catalog> read = SideBySide.run(() -> read(before), () -> read(after));
        Catalog old = read.first();
        Catalog wanted = read.second();
        oneChange(new CatalogDiffer().diff(old, wanted));
        Planner planner = new Planner(Style.ONLINE);
        planner.plan(old, wanted);
        planner.plan(wanted, old);
    }

    private static ChangeSet oneChange(ChangeSet changes) {
        if (changes.changes().size() != 1) {
            throw new IllegalStateException("one column differs, but seen was " + changes.changes());
        }
        return changes;
    }

    private static Catalog read(Database database) throws SQLException {
        try (Session session = database.open("confiture:benchmark")) {
            return new CatalogReader(Set.of()).read(session);
        }
    }

    private static void diff(Path project, String from) {
        Confiture.of(project, "local").differences().compare(from, "db/schema");
    }

    private static void generate(Path project) {
        GenerateReport report = Confiture.of(project, "local")
                .differences()
                .generate(new GenerateRequest("add_note", "old", "db/schema", Instant.EPOCH, "db.migrations"));
        if (report.written().size() != 1) {
            throw new IllegalStateException("one migration was expected: " + report.written());
        }
    }
}
