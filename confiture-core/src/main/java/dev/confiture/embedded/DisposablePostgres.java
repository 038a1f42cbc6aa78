package dev.confiture.embedded;

import dev.confiture.db.Database;
import dev.confiture.embedded.binaries.Platform;
import dev.confiture.embedded.disk.DirectoryTree;
import dev.confiture.embedded.disk.TemporaryFolder;
import dev.confiture.event.EventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server for tests, in a {@linkplain TemporaryFolder temporary folder}: gone with its data when closed, when the JVM ends,
 * and (not on Windows) when the JVM is killed.
 */
public final class DisposablePostgres implements AutoCloseable {

    /**
     * Waits until its input ends, which happens at the latest when the JVM is gone, however it ended; then stops the
     * server and deletes its folders. A line of input tells it that there is nothing to do. Keyboard interrupts reach
     * all programs of a terminal, but must not end this one first.
     */
    private static final String WATCH =
            "trap '' INT TERM HUP; read line && exit; folder=$1 home=$2; shift 2; \"$@\"; rm -rf \"$home\" \"$folder\"";

    private final EmbeddedPostgres server;
    private final Database database;
    private final Optional<Process> watch;
    private final Thread hook;

    private DisposablePostgres(EmbeddedPostgres server, Database database, Optional<Process> watch) {
        this.server = server;
        this.database = database;
        this.watch = watch;
        this.hook = new Thread(this::remove, "confiture-disposable-postgres");
    }

    /**
     * Makes and starts one, in well under a second once its programs are unpacked.
     *
     * @param options the durability is not looked at: it is always fast
     */
    public static DisposablePostgres start(EmbeddedOptions options, EventSink events) {
        EmbeddedOptions fast =
                new EmbeddedOptions(options.major(), Durability.FAST, options.binaries(), options.cache());
        try {
            Path folder = TemporaryFolder.create("confiture-postgres-");
            EmbeddedPostgres server = EmbeddedPostgres.at(folder, fast);
            Optional<Process> watch = Optional.empty();
            try {
                Database database = server.start(events);
                watch = watch(ServerFiles.in(folder), fast);
                DisposablePostgres started = new DisposablePostgres(server, database, watch);
                Runtime.getRuntime().addShutdownHook(started.hook);
                return started;
            } catch (IOException | RuntimeException e) {
                server.destroy();
                DirectoryTree.delete(folder);
                watch.ifPresent(Process::destroy);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first database; tests create theirs beside it. */
    public Database database() {
        return database;
    }

    /** A superuser. */
    public String user() {
        return Cluster.USER;
    }

    /** Generated for this server alone. */
    public String password() {
        try {
            return ServerFiles.in(server.folder()).password().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its files are: one that only this server uses. */
    public Path folder() {
        return server.folder();
    }

    /** Whether it was closed: nothing of it is left. */
    public boolean isGone() {
        return Files.notExists(server.folder());
    }

    /** Stops the server and deletes its data. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the JVM is ending, and the hook does the work
        }
        remove();
    }

    private void remove() {
        try {
            server.destroy();
            DirectoryTree.delete(server.folder());
            if (watch.isPresent()) {
                try (var input = watch.get().getOutputStream()) {
                    input.write('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Process> watch(ServerFiles files, EmbeddedOptions options) throws IOException {
        if (Platform.current().isWindows()) {
            return Optional.empty();
        }
        Installation installation = Installation.prepare(options, RunAs.detect(Platform.current()), EventSink.none());
        List<String> words = new ArrayList<>(List.of("sh", "-c", WATCH, "confiture-watch"));
        words.add(files.folder().toString());
        words.add(files.home().toString());
        words.addAll(installation.command(
                "pg_ctl", "stop", "--pgdata=" + files.data(), "--mode=immediate", "--silent", "--wait"));
        return Optional.of(new ProcessBuilder(words)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start());
    }
}
