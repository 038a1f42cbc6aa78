package dev.confiture.maven;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.confiture.config.Environment;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.event.EventSink;
import dev.confiture.index.MigrationVersion;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.processor.MigrationProcessor;
import dev.confiture.runner.MigrateRequest;
import dev.confiture.runner.Migrator;
import dev.confiture.runner.RollbackRequest;
import dev.confiture.runner.code.MigrationClassPath;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The migrations of a public project as Java classes: compiled with the processor, up, down to zero, up again. */
class RealChainTest {

    private static final String UP = ".up.sql";

    @TempDir
    Path folder;

    private final List<ServerDefinitions> levels = new ArrayList<>();
    private final List<String> untrue = new ArrayList<>();
    private final Map<String, String> versions = new HashMap<>();
    private int databases;

    @Test
    void theCatalogIsTheSameAtEveryLevelWhoseDownIsTrue() throws Exception {
        List<String> names = compileAll(corpora().resolve("migrations/concourse"));
        try (DisposablePostgres server = DisposablePostgres.start(EmbeddedOptions.fast(), EventSink.none());
                MigrationCode code = MigrationCode.open(
                        MigrationClassPath.of(List.of(classes()), List.of(), RealChainTest.class.getClassLoader()))) {
            assertThat(code.findings()).isEmpty();
            Database database = newDatabase(server);
            levels.add(content(database));
            for (String name : names) {
                migrate(database, code, name);
                levels.add(content(database));
            }
            database = downToZero(server, database, code, names);
            migrator(database).migrate(code, new MigrateRequest(Optional.empty(), Map.of()));
            assertSame(content(database), levels.get(names.size()), "up again");
        }
        System.out.printf(
                "corpora: migrations concourse: up, down to zero and up again through %d levels, the downs of %d are not"
                        + " true: %s%n",
                names.size(), untrue.size(), untrue);
        assertThat(untrue).hasSizeLessThan(names.size() / 4);
    }

    private static Path corpora() {
        String folder = System.getProperty("confiture.corpora", "");
        assumeTrue(
                !folder.isBlank() && Files.isDirectory(Path.of(folder)),
                "NOT TESTED: real migrations, because -Dconfiture.corpora names no folder: '" + folder + "'");
        return Path.of(folder);
    }

    /** One level after the other; where a way back is broken or leads elsewhere, on from a new database of that level. */
    private Database downToZero(DisposablePostgres server, Database top, MigrationCode code, List<String> names)
            throws SQLException {
        Database database = top;
        for (int level = names.size() - 1; level >= 0; level--) {
            String name = names.get(level);
            try {
                migrator(database).rollback(code, RollbackRequest.steps(1));
                if (ServerDefinitions.diff(content(database), levels.get(level)).isEmpty()) {
                    continue;
                }
                untrue.add(name + " leads elsewhere");
            } catch (ConfitureException e) {
                untrue.add(name + " [" + e.problems().get(0).code().id() + "]");
            }
            database = newDatabase(server);
            if (level > 0) {
                migrate(database, code, names.get(level - 1));
                assertSame(content(database), levels.get(level), names.get(level - 1));
            }
        }
        return database;
    }

    private static void assertSame(ServerDefinitions now, ServerDefinitions then, String what) {
        assertThat(ServerDefinitions.diff(now, then)).as(what).isEmpty();
    }

    private void migrate(Database database, MigrationCode code, String name) {
        MigrationVersion version = MigrationVersion.of(requireNonNull(versions.get(name), name));
        migrator(database).migrate(code, new MigrateRequest(Optional.of(version), Map.of()));
    }

    private static Migrator migrator(Database database) {
        Environment environment =
                Environment.of("local", new DatabaseUrl.Embedded(OptionalInt.empty(), Optional.empty()));
        return new Migrator(database, environment, EventSink.none());
    }

    private Database newDatabase(DisposablePostgres server) throws SQLException {
        Database database = server.database().named("chain_" + ++databases);
        try (Session session = server.database().open("test:chain")) {
            session.execute("CREATE DATABASE " + database.name());
        }
        return database;
    }

    private static ServerDefinitions content(Database database) throws SQLException {
        List<QualifiedName> ledger = TrackingTable.tableNames().stream()
                .map(name -> QualifiedName.of(Identifier.of("public"), Identifier.of(name)))
                .toList();
        try (Session session = database.open("test:chain")) {
            // A column that comes back is the last one then.
            return ServerDefinitions.read(
                    session, DefinitionScope.everything().without(ledger).columnsAsSet());
        }
    }

    /** @return the names of the migrations, oldest first */
    private List<String> compileAll(Path corpus) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/db/migrations"));
        Files.createDirectories(classes().resolve("db/migrations"));
        List<String> names;
        try (Stream<Path> files = Files.list(corpus)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(UP))
                    .map(file -> file.replace(UP, ""))
                    .sorted()
                    .toList();
        }
        List<Path> written = new ArrayList<>();
        for (String name : names) {
            // Two of them have one version; their tool runs them in the order of their names.
            String version = name.substring(0, name.indexOf('_'));
            versions.put(name, versions.containsValue(version) ? version + ".1" : version);
            written.add(Files.writeString(sources.resolve("M" + name + ".java"), source(corpus, name)));
        }
        compile(written);
        return names;
    }

    private String source(Path corpus, String name) throws IOException {
        Path resources = classes().resolve("db/migrations");
        Path down = corpus.resolve(name + ".down.sql");
        boolean isReversible = Files.exists(down);
        if (isReversible) {
            Files.copy(down, resources.resolve(down.getFileName()));
        }
        Files.copy(corpus.resolve(name + UP), resources.resolve(name + UP));
        return """
                package db.migrations;

                import dev.confiture.migration.*;

                @Migration(version = "%s", name = "%s"%s)
                @Up(resource = "%s")
                %s
                public final class M%s {}
                """.formatted(
                        versions.get(name),
                        name.substring(name.indexOf('_') + 1),
                        isReversible ? "" : ", irreversible = \"its authors wrote no way back\"",
                        name + UP,
                        isReversible ? "@Down(resource = \"" + down.getFileName() + "\")" : "",
                        name);
    }

    private Path classes() {
        return folder.resolve("classes");
    }

    private void compile(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes()));
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            task.setProcessors(List.of(new MigrationProcessor()));
            assertThat(task.call()).isTrue();
        }
    }
}
