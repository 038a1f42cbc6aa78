package dev.confiture.benchmark;

import dev.confiture.BuildOptions;
import dev.confiture.Confiture;
import dev.confiture.benchmark.Stopwatch.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A new database from a whole schema, without Maven: in this JVM, which is warm after some rounds, beside psql. */
final class SchemaEngineBenchmark {

    private static final String SCRIPT = "schema.sql";

    private final Server server;
    private final Stopwatch stopwatch;
    private final Path folder;

    SchemaEngineBenchmark(Server server, Stopwatch stopwatch, Path folder) {
        this.server = server;
        this.stopwatch = stopwatch;
        this.folder = folder;
    }

    ResultTable run(List<Integer> sizes) throws Exception {
        ResultTable table = new ResultTable("engine: new database from a schema, tables", sizes);
        for (int size : sizes) {
            Path project = Files.createDirectories(folder.resolve("engine-" + size));
            SyntheticSchema schema = new SyntheticSchema(size);
            Tool.CONFITURE.writeSchema(project, schema, server);
            List<Way> ways = new ArrayList<>();
            ways.add(new Way("build, not cached", server::dropDatabase, () -> build(project, "local")));
            ways.add(new Way("build, cached", server::dropDatabase, () -> build(project, "cached")));
            if (Processes.isOnPath("psql")) {
                ways.add(new Way("CREATE DATABASE, psql -1 -f", server::dropDatabase, () -> psql(project, schema)));
            }
            table.put(size, stopwatch.medians(ways));
        }
        return table;
    }

    private static void build(Path project, String environment) {
        Confiture.of(project, environment).schema().build(BuildOptions.DEFAULTS);
    }

    private void psql(Path project, SyntheticSchema schema) throws Exception {
        Path script = project.resolve(SCRIPT);
        if (!Files.exists(script)) {
            Files.writeString(script, schema.script());
        }
        server.emptyDatabase();
        Processes.psql(server, project, SCRIPT, "-1");
    }
}
