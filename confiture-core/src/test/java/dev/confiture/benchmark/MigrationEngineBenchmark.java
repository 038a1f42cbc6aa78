package dev.confiture.benchmark;

import dev.confiture.Confiture;
import dev.confiture.EngineSettings;
import dev.confiture.MigrationJourney;
import dev.confiture.benchmark.Stopwatch.Way;
import dev.confiture.benchmark.Stopwatch.Work;
import dev.confiture.config.EnvironmentReader;
import dev.confiture.config.Overrides;
import dev.confiture.config.url.Surroundings;
import dev.confiture.event.EventSink;
import dev.confiture.runner.code.MigrationClassPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Migrations applied without Maven: in this JVM, which is warm after some rounds; their classes are loaded each time. Beside
 * psql, which sends the same statements and keeps no ledger.
 */
final class MigrationEngineBenchmark {

    private final Server server;
    private final Stopwatch stopwatch;
    private final MavenBenchmark maven;

    /** @param maven makes the projects */
    MigrationEngineBenchmark(Server server, Stopwatch stopwatch, MavenBenchmark maven) {
        this.server = server;
        this.stopwatch = stopwatch;
        this.maven = maven;
    }

    /** First runs, runs with nothing to do. */
    List<ResultTable> run(List<Integer> sizes) throws Exception {
        ResultTable first = new ResultTable("engine: first run, migrations", sizes);
        ResultTable idle = new ResultTable("engine: nothing to do, migrations", sizes);
        for (int size : sizes) {
            Path project = maven.migrations(Tool.CONFITURE, size);
            Work migrate = () -> migrations(project).apply();
            List<Way> ways = new ArrayList<>();
            ways.add(new Way("migrate", server::emptyDatabase, migrate));
            if (Processes.isOnPath("psql")) {
                String script = "all.sql";
                Files.writeString(project.resolve(script), new SyntheticMigrations(size).script());
                ways.add(new Way(
                        "psql -f, a transaction each",
                        server::emptyDatabase,
                        () -> Processes.psql(server, project, script)));
            }
            first.put(size, stopwatch.medians(ways));
            server.emptyDatabase();
            migrate.run();
            idle.put(size, stopwatch.medians(List.of(new Way("migrate", () -> {}, migrate))));
        }
        return List.of(first, idle);
    }

    private static MigrationJourney migrations(Path root) {
        Path classes = root.resolve("target/classes");
        MigrationClassPath classPath = MigrationClassPath.of(
                List.of(classes), List.of(classes), MigrationEngineBenchmark.class.getClassLoader());
        return Confiture.of(
                        EnvironmentReader.read(
                                root, Surroundings.ofThisProcess(), "local", Overrides.NONE, EventSink.none()),
                        classPath,
                        EngineSettings.of(root))
                .migrations();
    }
}
