package dev.confiture.faults;

import dev.confiture.TestServer;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.EmbeddedPostgres;
import dev.confiture.event.EventSink;
import dev.confiture.faults.Victim.Goal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A server, and what untouched runs make of a database on it. */
final class KillServer implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Optional<DisposablePostgres> own;
    private final String password;
    private final Map<Goal, DatabasePicture> untouched = new EnumMap<>(Goal.class);
    private String hosts;
    private Optional<SmallDisk> disk = Optional.empty();

    private KillServer(Optional<DisposablePostgres> own, String hosts, String password) {
        this.own = own;
        this.hosts = hosts;
        this.password = password;
    }

    /** A new one that nobody else uses. */
    static KillServer start() {
        DisposablePostgres postgres = DisposablePostgres.start(EmbeddedOptions.fast(), EventSink.none());
        return new KillServer(Optional.of(postgres), postgres.database().hosts(), postgres.password());
    }

    /** The one that all tests use; it is never stopped. */
    static KillServer ofTests(int major) {
        return new KillServer(Optional.empty(), TestServer.maintenance(major).hosts(), TestServer.password(major));
    }

    Database newDatabase() throws SQLException {
        Database database = named("kill_" + DATABASES.incrementAndGet());
        run("CREATE DATABASE " + database.name()
                + disk.map(small -> " TABLESPACE " + SmallDisk.TABLESPACE).orElse(""));
        // What is committed survives a stop of the server, as it does on servers that people work with.
        run("ALTER DATABASE " + database.name() + " SET synchronous_commit = on");
        return database;
    }

    private Database named(String name) {
        return at(hosts, name);
    }

    private Database at(String address, String name) {
        return Database.of(address, name, Map.of("user", "postgres", "password", password));
    }

    String password() {
        return password;
    }

    Database through(TcpProxy proxy, Database database) {
        return at(proxy.hosts(), database.name());
    }

    void drop(Database database) throws SQLException {
        run("DROP DATABASE IF EXISTS " + database.name() + " WITH (FORCE)");
    }

    /** As {@code pg_ctl stop --mode=immediate} does: no process says goodbye. */
    void stopImmediately() throws IOException, InterruptedException {
        long pid = same().status().orElseThrow().pid();
        new ProcessBuilder("kill", "-QUIT", Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    /** @return the same database, now perhaps on another port */
    Database restart(Database database) {
        hosts = same().start(EventSink.none()).hosts();
        return named(database.name());
    }

    /** From now on databases lie on a small disk; false where that cannot be had. */
    boolean limitDisk() throws SQLException, IOException {
        if (!SmallDisk.isPossible()) {
            return false;
        }
        try (Session session = named("postgres").open("test:server")) {
            String data = session.queryOne("SHOW data_directory", row -> row.getString(1))
                    .orElseThrow();
            disk = SmallDisk.mount(Path.of(data), session);
        }
        return disk.isPresent();
    }

    void fillDisk() throws IOException {
        disk.orElseThrow().fill();
    }

    void freeDisk() throws IOException {
        disk.orElseThrow().free();
    }

    private EmbeddedPostgres same() {
        return EmbeddedPostgres.at(own.orElseThrow().folder(), EmbeddedOptions.fast());
    }

    /** What a database holds after a run that nothing hit. */
    DatabasePicture untouched(Goal goal, KillCase.Preparation preparation) throws SQLException, IOException {
        DatabasePicture known = untouched.get(goal);
        if (known == null) {
            Database database = newDatabase();
            preparation.prepare(database);
            preparation.run(database, goal, EventSink.none());
            known = DatabasePicture.of(database);
            drop(database);
            untouched.put(goal, known);
        }
        return known;
    }

    private void run(String sql) throws SQLException {
        try (Session session = named("postgres").open("test:server")) {
            session.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        own.ifPresent(DisposablePostgres::close);
        if (disk.isPresent()) {
            disk.get().close();
        }
    }
}
