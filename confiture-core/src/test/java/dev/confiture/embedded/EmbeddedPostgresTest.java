package dev.confiture.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.embedded.binaries.Platform;
import dev.confiture.embedded.disk.DirectoryTree;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    Path root;

    private EmbeddedPostgres server;

    @BeforeEach
    void aFolder() {
        server = EmbeddedPostgres.at(root.resolve("pg"), EmbeddedOptions.fast());
    }

    @AfterEach
    void nothingStays() {
        server.destroy();
    }

    @Test
    void aStartedServerIsFoundAgainAndKeepsItsData() throws SQLException {
        execute(server.start(EventSink.none()), "CREATE TABLE kept AS SELECT 42 AS answer");
        long pid = server.status().orElseThrow().pid();

        EmbeddedPostgres sameFolder = EmbeddedPostgres.at(root.resolve("pg"), EmbeddedOptions.fast());

        assertThat(sameFolder.start(EventSink.none()).label())
                .isEqualTo(server.attach().orElseThrow().label());
        assertThat(sameFolder.status().orElseThrow().pid()).isEqualTo(pid);
        assertThat(ask(sameFolder.attach().orElseThrow(), "SELECT answer FROM kept"))
                .isEqualTo("42");
    }

    @Test
    void aStoppedServerStartsAgainOnTheSamePortWithTheSameData() throws SQLException {
        Database first = server.start(EventSink.none());
        execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");

        assertThat(server.stop()).isTrue();
        assertThat(server.attach()).isEmpty();
        assertThat(server.status()).isEmpty();
        Database second = server.start(EventSink.none());

        assertThat(second.hosts()).isEqualTo(first.hosts());
        assertThat(ask(second, "SELECT answer FROM kept")).isEqualTo("42");
    }

    @Test
    void stoppingWhatDoesNotRunIsNoError() {
        assertThat(server.stop()).isFalse();
        server.start(EventSink.none());
        assertThat(server.stop()).isTrue();
        assertThat(server.stop()).isFalse();
    }

    @Test
    void threadsThatStartAtOnceGetOneServer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<String> start = () -> EmbeddedPostgres.at(root.resolve("pg"), EmbeddedOptions.fast())
                    .start(EventSink.none())
                    .hosts();
            List<Future<String>> started = threads.invokeAll(List.of(start, start, start, start));
            for (Future<String> one : started) {
                assertThat(one.get()).isEqualTo(started.get(0).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void processesThatStartAtOnceGetOneServer() throws Exception {
        List<Process> starters = List.of(starter(), starter());
        try {
            List<String> hosts = new ArrayList<>();
            for (Process starter : starters) {
                try (BufferedReader said = starter.inputReader(StandardCharsets.UTF_8)) {
                    hosts.add(said.readLine());
                }
            }
            assertThat(hosts).containsOnly(server.attach().orElseThrow().hosts());
        } finally {
            starters.forEach(Process::destroyForcibly);
        }
    }

    private Process starter() throws IOException {
        return new ProcessBuilder(starterOf(root.resolve("pg")))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> starterOf(Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                folder.toString());
    }

    /** A program that starts the server of a folder and ends. */
    static final class Starter {

        public static void main(String[] arguments) {
            EmbeddedPostgres server = EmbeddedPostgres.at(Path.of(arguments[0]), EmbeddedOptions.fast());
            System.out.println(server.start(EventSink.none()).hosts());
        }
    }

    @Test
    void rootIsServedByNobodyWhereUserNamespacesAreForbidden() throws SQLException, IOException {
        assumeTrue(System.getProperty("user.name").equals("root"));
        EmbeddedPostgres asNobody = EmbeddedPostgres.at(root.resolve("nobody"), EmbeddedOptions.fast(), RunAs.NOBODY);
        try {
            execute(asNobody.start(EventSink.none()), "CREATE TABLE kept AS SELECT 42 AS answer");
            assertThat(asNobody.stop()).isTrue();
            assertThat(ask(asNobody.start(EventSink.none()), "SELECT answer FROM kept"))
                    .isEqualTo("42");
            assertThat(root.resolve("nobody/data")).doesNotExist();
        } finally {
            Path home = ServerFiles.in(root.resolve("nobody")).home();
            asNobody.destroy();
            assertThat(home).doesNotExist();
        }
    }

    @Test
    void aKilledServerStartsAgain() throws SQLException {
        EmbeddedPostgres durable = EmbeddedPostgres.at(root.resolve("durable"), EmbeddedOptions.durable());
        try {
            execute(durable.start(EventSink.none()), "CREATE TABLE kept AS SELECT 42 AS answer");
            ProcessHandle.of(durable.status().orElseThrow().pid()).orElseThrow().destroyForcibly();

            assertThat(ask(durable.start(EventSink.none()), "SELECT answer FROM kept"))
                    .isEqualTo("42");
        } finally {
            durable.destroy();
        }
    }

    @Test
    void aKilledServerStartsAgainThoughItsChildrenTakeTheirTime() throws SQLException {
        EmbeddedPostgres durable = EmbeddedPostgres.at(root.resolve("durable"), EmbeddedOptions.durable());
        try {
            execute(durable.start(EventSink.none()), "CREATE TABLE kept AS SELECT 42 AS answer");
            ProcessHandle killed =
                    ProcessHandle.of(durable.status().orElseThrow().pid()).orElseThrow();
            String child =
                    Long.toString(killed.children().findFirst().orElseThrow().pid());
            signal("STOP", child);
            killed.destroyForcibly();
            CompletableFuture<Void> goesOn = CompletableFuture.runAsync(
                    () -> signal("CONT", child), CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS));

            assertThat(ask(durable.start(EventSink.none()), "SELECT answer FROM kept"))
                    .isEqualTo("42");
            goesOn.join();
        } finally {
            durable.destroy();
        }
    }

    private static void signal(String name, String pid) {
        try {
            Command.of("sh", "-c", "kill -" + name + " " + pid).runOrFail();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFolderWhereNothingMoreCanBeWrittenIsNamed() throws Exception {
        assumeTrue(DirectoryTree.isPosix(root));
        server.start(EventSink.none()); // so that what is made once a machine is there
        Path full = root.resolve("full");
        // What a full disk does to one write, a limit on the size of files does on any machine.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 1000; exec \"$@\"", "limited"));
        command.addAll(starterOf(full));
        Process limited = new ProcessBuilder(command).redirectErrorStream(true).start();

        String said = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(limited.waitFor()).isNotZero();
        assertThat(said).contains("[embedded.disk]", full.toString(), "File too large", "space left on the disk");
        assertThat(full.resolve("data")).doesNotExist();
    }

    @Test
    void aPidFileThatNamesAnotherProgramIsForgotten() throws SQLException, IOException {
        Database database = server.start(EventSink.none());
        execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
        List<String> note = Files.readAllLines(PidFile.in(root.resolve("pg/data")));
        server.stop();
        note.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(PidFile.in(root.resolve("pg/data")), note);

        assertThat(ask(server.start(EventSink.none()), "SELECT answer FROM kept"))
                .isEqualTo("42");
    }

    @Test
    void nobodyGetsInWithoutThePassword() {
        Database database = server.start(EventSink.none());
        Database guessed = Database.of(database.hosts(), "postgres", Map.of("user", "postgres", "password", "guess"));

        assertThatThrownBy(() -> guessed.open("test").close())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void thePasswordIsPrivateAndTheFolderIsIgnoredByGit() throws IOException {
        server.start(EventSink.none());

        assertThat(root.resolve("pg/.gitignore")).hasContent("*");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("pg/secret"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("pg"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aLostPasswordIsReplacedAtTheNextStart() throws SQLException, IOException {
        execute(server.start(EventSink.none()), "CREATE TABLE kept AS SELECT 42 AS answer");
        server.stop();
        Files.delete(root.resolve("pg/secret"));

        assertThat(ask(server.start(EventSink.none()), "SELECT answer FROM kept"))
                .isEqualTo("42");
    }

    @Test
    void aCopiedFolderGetsItsOwnServer() throws Exception {
        server.start(EventSink.none());
        server.stop(); // a running server creates and deletes files while they are copied
        DirectoryTree.copyContents(root.resolve("pg"), Files.createDirectory(root.resolve("copy")));
        Database original = server.start(EventSink.none());
        Files.copy(PidFile.in(root.resolve("pg/data")), PidFile.in(root.resolve("copy/data")));
        EmbeddedPostgres copy = EmbeddedPostgres.at(root.resolve("copy"), EmbeddedOptions.fast());
        try {
            assertThat(copy.attach()).isEmpty();
            assertThat(copy.start(EventSink.none()).hosts()).isNotEqualTo(original.hosts());
            assertThat(server.attach()).isPresent();
        } finally {
            copy.destroy();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatMovesTakesItsRunningServerAlong() throws Exception {
        execute(server.start(EventSink.none()), "CREATE TABLE kept AS SELECT 42 AS answer");
        long pid = server.status().orElseThrow().pid();
        Files.move(root.resolve("pg"), root.resolve("moved"));
        EmbeddedPostgres moved = EmbeddedPostgres.at(root.resolve("moved"), EmbeddedOptions.fast());
        try {
            assertThat(ask(moved.start(EventSink.none()), "SELECT answer FROM kept"))
                    .isEqualTo("42");
            assertThat(moved.status().orElseThrow().pid()).isEqualTo(pid);
            assertThat(server.start(EventSink.none()).hosts())
                    .isNotEqualTo(moved.attach().orElseThrow().hosts());
            assertThat(moved.stop()).isTrue();
            assertThat(moved.status()).isEmpty();
            assertThat(ask(moved.start(EventSink.none()), "SELECT answer FROM kept"))
                    .isEqualTo("42");
        } finally {
            moved.destroy();
        }
    }

    @Test
    void rootIsToldWhoseFolderItCannotServe() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"));
        assumeTrue(RunAs.detect(Platform.current()) == RunAs.USER_NAMESPACE);
        server.start(EventSink.none());
        server.stop();
        Command.of("chown", "-R", "1234", root.resolve("pg").toString()).runOrFail();

        Problem problem = catchThrowableOfType(ConfitureException.class, () -> server.start(EventSink.none()))
                .problems()
                .get(0);

        assertThat(problem.why()).contains("Permission denied", "the folder belongs to 1234");
        assertThat(problem.fix()).isEqualTo("run Maven as 1234, or delete the folder if its databases may be lost");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aShellReadsNothingIntoTheNameOfAFolder() throws SQLException {
        EmbeddedPostgres odd = EmbeddedPostgres.at(root.resolve("$HOME `id` \"ä\" 'q' \\"), EmbeddedOptions.fast());
        try {
            assertThat(ask(odd.start(EventSink.none()), "SELECT 42")).isEqualTo("42");
            assertThat(odd.stop()).isTrue();
            assertThat(ask(odd.start(EventSink.none()), "SELECT 42")).isEqualTo("42");
        } finally {
            odd.destroy();
        }
    }

    @Test
    void durableServersKeepWhatTheyPromised() throws SQLException {
        EmbeddedPostgres durable = EmbeddedPostgres.at(root.resolve("durable"), EmbeddedOptions.durable());
        try {
            Database database = durable.start(EventSink.none());

            assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "SHOW full_page_writes")).isEqualTo("on");
        } finally {
            durable.destroy();
        }
    }

    @Test
    void textIsUnicodeOrderedByCodePoint() throws SQLException {
        Database database = server.start(EventSink.none());

        assertThat(ask(database, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(
                        ask(
                                database,
                                "SELECT upper('é') || (SELECT string_agg(x, '' ORDER BY x) FROM unnest('{b,A,é,a}'::text[]) x)"))
                .isEqualTo("ÉAabé");
    }

    @Test
    void dataOfAnotherMajorIsRefused() {
        server.start(EventSink.none());
        server.stop();
        EmbeddedPostgres older = EmbeddedPostgres.at(root.resolve("pg"), EveryMajor.options(16));

        assertThatThrownBy(() -> older.start(EventSink.none()))
                .isInstanceOf(ConfitureException.class)
                .hasMessageContaining("[embedded.other-major]")
                .hasMessageContaining("belongs to PostgreSQL 17, not 16");
    }

    @Test
    void aStartThatFailsShowsTheEndOfTheLog() throws IOException {
        server.start(EventSink.none());
        server.stop();
        Files.writeString(root.resolve("pg/data/postgresql.auto.conf"), "no_such_setting = 1\n");

        assertThatThrownBy(() -> server.start(EventSink.none()))
                .isInstanceOf(ConfitureException.class)
                .hasMessageContaining("[embedded.start-failed]")
                .hasMessageContaining("no_such_setting");
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Session session = database.open("confiture:test")) {
            session.execute(sql);
        }
    }

    private static String ask(Database database, String sql) throws SQLException {
        try (Session session = database.open("confiture:test")) {
            return session.queryOne(sql, row -> row.getString(1)).orElseThrow();
        }
    }
}
