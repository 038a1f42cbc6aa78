package dev.confiture.embedded;

import static java.util.Objects.requireNonNull;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.embedded.binaries.Platform;
import dev.confiture.embedded.disk.DirectoryLock;
import dev.confiture.embedded.disk.DirectoryTree;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One PostgreSQL server that lives in a folder: it keeps running when this process ends, and is found again by the next.
 * Any number of threads and processes may call these methods for one folder at the same time. Immutable.
 */
public final class EmbeddedPostgres {

    /** The database that every server has from the start. */
    private static final String FIRST_DATABASE = "postgres";

    private static final String APPLICATION = "confiture:attach";

    /** How long a server may take that replays what it had not written to its files. */
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    private static final long PAUSE_MILLIS = 100;

    private final Path folder;
    private final EmbeddedOptions options;
    private final RunAsChoice runAs;

    private EmbeddedPostgres(Path folder, EmbeddedOptions options, RunAsChoice runAs) {
        this.folder = folder.toAbsolutePath().normalize();
        this.options = requireNonNull(options, "options");
        this.runAs = runAs;
    }

    /**
     * The server of a folder, running or not.
     *
     * @param folder created at the first start, private; always used with the same major and durability
     */
    public static EmbeddedPostgres at(Path folder, EmbeddedOptions options) {
        return new EmbeddedPostgres(folder, options, () -> RunAs.detect(Platform.current()));
    }

    /** The server of a project: {@code .confiture/pg-17}, or {@code .confiture/pg-17-fast} for fast ones. */
    public static EmbeddedPostgres inProject(Path root, EmbeddedOptions options) {
        String name = "pg-" + options.major() + (options.durability() == Durability.FAST ? "-fast" : "");
        return at(root.resolve(".confiture").resolve(name), options);
    }

    /** For tests of the ways to run as root. */
    static EmbeddedPostgres at(Path folder, EmbeddedOptions options, RunAs runAs) {
        return new EmbeddedPostgres(folder, options, () -> runAs);
    }

    public Path folder() {
        return folder;
    }

    /** The running server's first database, with superuser and password; empty if no server runs. */
    public Optional<Database> attach() {
        return onDisk(() -> attach(ServerFiles.in(folder)));
    }

    /** The running server; empty if none runs. */
    public Optional<ServerStatus> status() {
        return onDisk(() -> alive(ServerFiles.in(folder)).map(it -> new ServerStatus(it.pid(), it.port())));
    }

    /**
     * Whether the server went down by itself, for who has lost a connection: what its log says of it.
     *
     * @param since what happened before is another story
     */
    public Optional<Problem> crash(Instant since) {
        return onDisk(() -> {
            ServerFiles files = ServerFiles.in(folder);
            List<String> crash = files.log().crashSince(since);
            return crash.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Problem.error(
                            ProblemCode.EMBEDDED_CRASHED,
                            "The embedded PostgreSQL in " + folder + " went down.",
                            String.join("\n", crash) + files.littleSpace(),
                            "mend what is said above and try again; the whole log is "
                                    + files.log().file()));
        });
    }

    /**
     * Attaches to the running server, else starts it, else makes it first.
     *
     * @throws ConfitureException if there are no programs, no rights, no space, or the server does not start
     */
    public Database start(EventSink events) {
        Optional<Database> running = attach();
        if (running.isPresent()) {
            return running.get();
        }
        return onDisk(() -> {
            Installation installation = Installation.prepare(options, runAs.get(), events);
            DirectoryTree.createPrivate(folder);
            return DirectoryLock.holding(
                    folder, () -> startLocked(installation, ServerFiles.prepare(folder, installation.runAs()), events));
        });
    }

    /**
     * Ends the server and waits for it; open transactions are rolled back.
     *
     * @return whether it ran
     */
    public boolean stop() {
        return onDisk(() -> {
            if (!Files.isDirectory(folder)) {
                return false;
            }
            return DirectoryLock.holding(folder, () -> stopLocked(ServerFiles.in(folder), "fast"));
        });
    }

    /** Ends the server and deletes its data. */
    public void destroy() {
        onDisk(() -> {
            if (!Files.isDirectory(folder)) {
                return false;
            }
            return DirectoryLock.holding(folder, () -> {
                ServerFiles files = ServerFiles.in(folder);
                boolean ran = stopLocked(files, "immediate");
                files.delete();
                return ran;
            });
        });
    }

    private Database startLocked(Installation installation, ServerFiles files, EventSink events) throws IOException {
        Optional<Database> running = attachOnceReady(files); // another may have been faster
        if (running.isPresent()) {
            return running.get();
        }
        ServerControl control = new ServerControl(installation, files);
        Cluster cluster = new Cluster(installation);
        if (!Files.isDirectory(files.data())) {
            cluster.create(files, options.durability(), events);
        }
        control.checkMajor(options.major());
        control.forgetDeadServer();
        if (files.password().isEmpty()) {
            cluster.renewPassword(files, files.data());
        }
        String activity = "starting PostgreSQL " + installation.binaries().version();
        events.accept(new Event.Started(activity));
        long start = System.nanoTime();
        int port = control.start(options.durability());
        Database database = database(port, files.password().orElseThrow());
        try (Session session = database.open(APPLICATION)) {
            events.accept(new Event.Finished(activity, Duration.ofNanos(System.nanoTime() - start)));
            return session.database();
        } catch (SQLException e) {
            throw control.failed("It started, but cannot be reached.\n" + e.getMessage());
        }
    }

    private boolean stopLocked(ServerFiles files, String mode) throws IOException {
        if (alive(files).isEmpty()) {
            return false;
        }
        Installation installation = Installation.prepare(options, runAs.get(), EventSink.none());
        new ServerControl(installation, files).stop(mode);
        return true;
    }

    private static Optional<Database> attach(ServerFiles files) throws IOException {
        Optional<PidFile> ready = alive(files).filter(PidFile::ready);
        Optional<String> password = files.password();
        if (ready.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        Database database = database(ready.get().port(), password.get());
        try (Session session = database.open(APPLICATION)) {
            return Optional.of(session.database());
        } catch (SQLException e) {
            return Optional.empty(); // it is stopping, or was killed: whoever starts it finds out which
        }
    }

    /** A server that recovers from a crash lets nobody in, and cannot be started either; one that stops is gone soon. */
    private static Optional<Database> attachOnceReady(ServerFiles files) throws IOException {
        long begin = System.nanoTime();
        Optional<Database> running = attach(files);
        while (running.isEmpty()
                && alive(files).isPresent()
                && files.password().isPresent()
                && System.nanoTime() - begin < RECOVERY.toNanos()) {
            ServerLog.pause(PAUSE_MILLIS);
            running = attach(files);
        }
        return running;
    }

    private static Optional<PidFile> alive(ServerFiles files) throws IOException {
        Optional<PidFile> file = PidFile.read(files.data()).filter(PidFile::isAlive);
        return file.isPresent() && file.get().serves(files.data()) ? file : Optional.empty();
    }

    private static Database database(int port, String password) {
        return Database.of("127.0.0.1:" + port, FIRST_DATABASE, Map.of("user", Cluster.USER, "password", password));
    }

    private <T> T onDisk(DirectoryLock.Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.EMBEDDED_DISK,
                            "Cannot work with the files of the embedded PostgreSQL in " + folder + ".",
                            e.toString(),
                            "check the rights on that folder and on " + options.cache()
                                    + ", and the space left on the disk"),
                    e);
        }
    }

    /** Decided when a program is to run, because finding out runs programs. */
    @FunctionalInterface
    private interface RunAsChoice {
        RunAs get() throws IOException;
    }
}
