package dev.confiture.benchmark;

import dev.confiture.benchmark.Stopwatch.Way;
import dev.confiture.benchmark.Stopwatch.Work;
import dev.confiture.corpora.OtherToolTrial;
import dev.confiture.db.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whole Maven processes that compare two databases, and what comes of applying what the other tool found. */
final class DiffPeersBenchmark {

    private static final Work NOTHING = () -> {};

    private final Server server;
    private final Stopwatch stopwatch;
    private final Path folder;
    private final String maven;

    DiffPeersBenchmark(Server server, Stopwatch stopwatch, Path folder, String maven) {
        this.server = server;
        this.stopwatch = stopwatch;
        this.folder = folder;
        this.maven = maven;
    }

    /** Liquibase is told the schemas: it would look at none but public, and find no difference. */
    ResultTable compare(List<Integer> sizes) throws Exception {
        ResultTable table = new ResultTable("Maven process: two databases compared, tables in each", sizes);
        for (int size : sizes) {
            SyntheticSchema schema = new SyntheticSchema(size);
            List<Database> twins = server.twins(schema.files().values(), SyntheticSchema.change(size / 2));
            Path ours = Files.createDirectories(folder.resolve("diff-confiture"));
            Tool.CONFITURE.writeSchema(ours, schema, server);
            Path theirs = liquibaseProject();
            table.put(
                    size,
                    stopwatch.medians(List.of(
                            new Way("confiture:diff", NOTHING, () -> requireFound(confiture(ours, twins))),
                            new Way(
                                    "liquibase:diff",
                                    NOTHING,
                                    () -> requireFound(liquibase(
                                            theirs,
                                            twins,
                                            List.of(
                                                    "liquibase:diff",
                                                    "-Dliquibase.changeLogFile=changes.xml",
                                                    "-Dliquibase.schemas=" + String.join(",", schema.schemas()))))))));
        }
        return table;
    }

    /** A comparison that overlooks the one column is none. */
    private static void requireFound(String output) {
        if (!output.contains(SyntheticSchema.ADDED_COLUMN)) {
            throw new IllegalStateException("the difference was not found:\n" + output);
        }
    }

    /** Liquibase writes its changes and applies them; {@code pairs} is the folder of the corpus. */
    String pairs(Path pairs, int every) throws Exception {
        Path project = liquibaseProject();
        server.emptyDatabase();
        OtherToolTrial trial =
                new OtherToolTrial(server.database(), List.of("databasechangelog", "databasechangeloglock"));
        OtherToolTrial.Result result = trial.run(pairs, every, (before, after) -> {
            Path changes = project.resolve("changes.xml");
            Files.deleteIfExists(changes);
            liquibase(
                    project,
                    List.of(before, after),
                    List.of(
                            "liquibase:diff",
                            "liquibase:update",
                            "-Dliquibase.diffChangeLogFile=" + changes,
                            "-Dliquibase.changeLogFile=changes.xml"));
        });
        return "pairs of schemas, every %dth: liquibase:diff and liquibase:update reach the new one in %d of %d%n"
                .formatted(every, result.reached(), result.pairs());
    }

    private Path liquibaseProject() throws Exception {
        Path project = Files.createDirectories(folder.resolve("diff-liquibase"));
        Tool.writePom(project, Tool.liquibase("<searchPath>${project.basedir}</searchPath>"));
        return project;
    }

    private String confiture(Path project, List<Database> twins) throws Exception {
        return run(
                project,
                List.of(
                        "confiture:diff",
                        "-Dconfiture.from=" + server.url(twins.get(0)),
                        "-Dconfiture.to=" + server.url(twins.get(1))));
    }

    /** Liquibase changes {@code url} so that it is like {@code referenceUrl}. */
    private String liquibase(Path project, List<Database> twins, List<String> goals) throws Exception {
        List<String> words = new ArrayList<>(goals);
        words.add("-Dliquibase.url=" + Tool.jdbcUrl(server, twins.get(0)));
        words.add("-Dliquibase.username=" + Server.USER);
        words.add("-Dliquibase.password=" + server.password());
        words.add("-Dliquibase.referenceUrl=" + Tool.jdbcUrl(server, twins.get(1)));
        words.add("-Dliquibase.referenceUsername=" + Server.USER);
        words.add("-Dliquibase.referencePassword=" + server.password());
        return run(project, words);
    }

    private String run(Path project, List<String> words) throws Exception {
        return Processes.run(
                project, Processes.words(List.of(maven, "-q", "-B", "-ntp"), words.toArray(String[]::new)));
    }
}
