package dev.confiture.benchmark;

import dev.confiture.benchmark.Stopwatch.Way;
import dev.confiture.benchmark.Stopwatch.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whole Maven processes, each in a project of its own. */
final class MavenBenchmark {

    private static final Work NOTHING = () -> {};

    private final Server server;
    private final Stopwatch stopwatch;
    private final Path folder;
    private final String maven;

    /**
     * @param folder for the projects
     * @param maven the program
     */
    MavenBenchmark(Server server, Stopwatch stopwatch, Path folder, String maven) {
        this.server = server;
        this.stopwatch = stopwatch;
        this.folder = folder;
        this.maven = maven;
    }

    /** A database from a whole schema. */
    ResultTable schemas(List<Integer> sizes) throws Exception {
        ResultTable table = new ResultTable("Maven process: database from a schema, tables", sizes);
        for (int size : sizes) {
            SyntheticSchema schema = new SyntheticSchema(size);
            List<Way> ways = new ArrayList<>();
            for (Tool tool : Tool.values()) {
                Path project = project("schema", tool.name(), size);
                tool.writeSchema(project, schema, server);
                // Our build makes the database, too; the others have to find one.
                Work before = tool == Tool.CONFITURE ? server::dropDatabase : server::emptyDatabase;
                ways.add(new Way(tool.build(), before, () -> run(project, tool, tool.build())));
            }
            Path project = project("schema", Tool.CONFITURE.name(), size);
            ways.add(new Way(
                    Tool.CONFITURE.build() + ", cached",
                    server::dropDatabase,
                    () -> run(project, Tool.CONFITURE, Tool.CONFITURE.build(), "-Dconfiture.env=cached")));
            table.put(size, stopwatch.medians(ways));
        }
        return table;
    }

    /** First runs, runs with nothing to do, status. */
    List<ResultTable> migrations(List<Integer> sizes) throws Exception {
        ResultTable first = new ResultTable("Maven process: first run, migrations", sizes);
        ResultTable idle = new ResultTable("Maven process: nothing to do, migrations", sizes);
        ResultTable status = new ResultTable("Maven process: status, migrations", sizes);
        for (int size : sizes) {
            List<Way> firstRuns = new ArrayList<>();
            for (Tool tool : Tool.values()) {
                Path project = migrations(tool, size);
                firstRuns.add(new Way(tool.migrate(), server::emptyDatabase, () -> run(project, tool, tool.migrate())));
            }
            first.put(size, stopwatch.medians(firstRuns));
            for (Tool tool : Tool.values()) {
                Path project = project("migrations", tool.name(), size);
                server.emptyDatabase();
                run(project, tool, tool.migrate());
                List<Way> idleRuns = new ArrayList<>();
                idleRuns.add(new Way(tool.migrate(), NOTHING, () -> run(project, tool, tool.migrate())));
                idleRuns.add(new Way("an empty goal beside " + tool.migrate(), NOTHING, this::emptyGoal));
                if (tool == Tool.CONFITURE) {
                    idleRuns.add(new Way(
                            tool.migrate() + " -Dconfiture.skip",
                            NOTHING,
                            () -> run(project, tool, tool.migrate(), "-Dconfiture.skip")));
                }
                idle.put(size, stopwatch.medians(idleRuns));
                status.put(
                        size,
                        stopwatch.medians(
                                List.of(new Way(tool.status(), NOTHING, () -> run(project, tool, tool.status())))));
            }
        }
        return List.of(first, idle, status);
    }

    /** A project with migrations, ours compiled. */
    Path migrations(Tool tool, int size) throws Exception {
        Path project = project("migrations", tool.name(), size);
        tool.writeMigrations(project, new SyntheticMigrations(size), server);
        if (tool == Tool.CONFITURE) {
            maven(project, List.of("process-classes"));
        }
        return project;
    }

    private void emptyGoal() throws IOException, InterruptedException {
        Path project = project("empty", "goal", 0);
        Tool.writePom(project, "");
        maven(project, List.of("clean:clean"));
    }

    private void run(Path project, Tool tool, String... goal) throws IOException, InterruptedException {
        maven(project, Processes.words(tool.connection(server), goal));
    }

    private void maven(Path project, List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(maven, "-q", "-B", "-ntp"));
        command.addAll(words);
        Processes.run(project, command);
    }

    private Path project(String kind, String name, int size) throws IOException {
        return Files.createDirectories(folder.resolve(kind + "-" + name + "-" + size));
    }
}
