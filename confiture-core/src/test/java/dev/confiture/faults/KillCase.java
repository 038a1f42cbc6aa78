package dev.confiture.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.lock.LockKey;
import dev.confiture.db.lock.LockTerms;
import dev.confiture.db.lock.SessionLocks;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.faults.Victim.Goal;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.sql.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One run that is hit at one moment, and the run after it. */
final class KillCase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final LockKey LOCKS = LockKey.of(new TrackingTable(Identifier.of("public")).name());
    private static final String TERMINATE = """
            SELECT pg_terminate_backend(l.pid, 60000) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
             WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted
               AND l.classid = ?""";

    /** As docs/guides/running-migrations.md names them. */
    private static final int RUN_LOCK = 1129270854;

    private static final int WORK_LOCK = 1129270855;

    private final KillServer server;
    private final Victims victims;
    private final Path folder;
    private final Moment moment;
    private final Preparation preparation;
    private final List<AutoCloseable> holds = new ArrayList<>();
    private Database database;

    /**
     * @param folder for the project and the output of the victim
     * @param classes of the migrations, where they are not those of these tests
     */
    KillCase(KillServer server, Victims victims, Path folder, Optional<Path> classes, Moment moment)
            throws SQLException {
        this.server = server;
        this.victims = victims;
        this.folder = folder;
        this.moment = moment;
        this.preparation = new Preparation(folder, classes, moment.goal());
        this.database = server.newDatabase();
    }

    /** What a database holds before the run that is hit. */
    record Preparation(Path folder, Optional<Path> classes, Goal goal) {

        void run(Database database, Goal what, EventSink events) {
            Victim.run(database, what, folder, classes, events);
        }

        void prepare(Database database) throws SQLException {
            Victim.nothing(database, folder);
            try (Session session = database.open("test:prepare")) {
                session.execute(Gate.SCHEMA);
            }
            if (goal == Goal.ROLLBACK) {
                run(database, Goal.MIGRATE, EventSink.none());
            }
        }
    }

    /** Starts processes that migrate. */
    @FunctionalInterface
    interface Victims {
        Process start(Database database, String password, Goal goal, Path folder, Path output) throws IOException;
    }

    /**
     * What the run after the blow did.
     *
     * @param toSign from its start to its first sign
     */
    record Recovery(Sign sign, Duration toSign) {}

    /** What a run lets a person see first. */
    enum Sign {
        WORKS,
        /** It names whom it waits for. */
        WAITS,
        NOTHING_LEFT
    }

    Recovery hit(Blow blow) throws Exception {
        preparation.prepare(database);
        Path output = output();
        try (TcpProxy proxy = TcpProxy.to(database.hosts())) {
            hold();
            Database seen = usesNetwork(blow) ? server.through(proxy, database) : database;
            Process victim = victims.start(seen, server.password(), moment.goal(), folder, output);
            try {
                await("the victim's arrival", victim, output, this::hasArrived);
                pass(victim, output);
                strike(blow, victim, proxy);
                return recover(blow, proxy, victim, output);
            } finally {
                victim.destroyForcibly().waitFor();
            }
        }
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    private static boolean usesNetwork(Blow blow) {
        return blow == Blow.CUT_NETWORK || blow == Blow.SILENT_NETWORK;
    }

    private void hold() throws Exception {
        switch (moment.way()) {
            case BEFORE_LOCK -> {
                Session other = database.open("test:other");
                holds.add(other);
                holds.add(SessionLocks.acquire(
                        other, "test:other", LOCKS, LockTerms.patient(PATIENCE), EventSink.none()));
            }
            case AFTER_LOCK -> holds.add(begin("LOCK TABLE tb_confiture"));
            case AT_GATE, AFTER_COMMIT, BUILDING_INDEX, WAITING_FOR_STANDBY ->
                holds.add(Gate.closed(database, moment.place()));
        }
    }

    private Session begin(String sql) throws SQLException {
        Session session = database.open("test:hold");
        session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; " + sql);
        return session;
    }

    private boolean hasArrived() throws SQLException {
        return switch (moment.way()) {
            case BEFORE_LOCK -> read(output()).contains("waiting for another run");
            case AFTER_LOCK ->
                isTrue("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted"
                        + " AND relation = 'public.tb_confiture'::regclass)");
            case AT_GATE, AFTER_COMMIT, BUILDING_INDEX, WAITING_FOR_STANDBY -> gate().isSomebodyWaiting();
        };
    }

    private Gate gate() {
        return (Gate) holds.get(0);
    }

    private boolean isTrue(String sql) throws SQLException {
        try (Session session = database.open("test:look")) {
            return session.queryOne(sql, row -> row.getBoolean(1)).orElseThrow();
        }
    }

    /** A server with a standby answers a COMMIT only once that has it; ours has none. */
    private void waitForStandby() throws SQLException {
        holds.add(() -> standby("RESET synchronous_standby_names"));
        standby("SET synchronous_standby_names TO 'nobody'");
    }

    private void standby(String setting) throws SQLException {
        try (Session session = database.open("test:standby")) {
            session.execute("ALTER SYSTEM " + setting);
            session.query("SELECT pg_reload_conf()", row -> row.getBoolean(1));
        }
    }

    /** From the gate to where it is to be hit. */
    private void pass(Process victim, Path output) throws Exception {
        if (moment.way() == Moment.Way.BUILDING_INDEX) {
            holds.add(begin("SELECT 1"));
            openGate();
            await(
                    "the build",
                    victim,
                    output,
                    () -> isTrue("SELECT EXISTS (SELECT FROM pg_stat_progress_create_index p"
                            + " JOIN pg_locks l ON l.pid = p.pid WHERE l.locktype = 'virtualxid' AND NOT l.granted)"));
        } else if (moment.way() == Moment.Way.WAITING_FOR_STANDBY) {
            passIntoCommit(victim, output);
        } else if (moment.way() == Moment.Way.AFTER_COMMIT) {
            // Next in the queue for the table that the victim's transaction has locked.
            Session session = database.open("test:hold");
            Thread next = new Thread(() -> lock(session), "lock");
            next.start();
            await(
                    "the queue",
                    victim,
                    output,
                    () -> isTrue("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted"
                            + " AND mode = 'AccessExclusiveLock' AND relation = 'public.tb_confiture'::regclass)"));
            openGate();
            next.join();
            holds.add(session);
            await(
                    "the end of the transaction",
                    victim,
                    output,
                    () -> isTrue("SELECT EXISTS (SELECT FROM pg_locks"
                            + " WHERE NOT granted AND relation = 'public.tb_confiture'::regclass)"));
        }
    }

    private void passIntoCommit(Process victim, Path output) throws Exception {
        waitForStandby();
        await("the setting", victim, output, () -> isTrue("SELECT current_setting('synchronous_standby_names') <> ''"));
        openGate();
        await(
                "the wait for a standby",
                victim,
                output,
                () -> isTrue("SELECT EXISTS (SELECT FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event = 'SyncRep')"));
    }

    private static void lock(Session session) {
        try {
            session.execute("BEGIN; LOCK TABLE tb_confiture");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void openGate() throws Exception {
        holds.remove(0).close();
    }

    private void strike(Blow blow, Process victim, TcpProxy proxy) throws Exception {
        switch (blow) {
            case SIGKILL -> victim.destroyForcibly().waitFor();
            case TERMINATE_WORKING -> terminate(WORK_LOCK);
            case TERMINATE_LOCK -> terminate(RUN_LOCK);
            case STOP_SERVER -> {
                server.stopImmediately();
                database = server.restart(database);
            }
            case CUT_NETWORK -> proxy.cut();
            case SILENT_NETWORK -> proxy.fallSilent();
            case DISK_FULL -> server.fillDisk();
        }
    }

    private void terminate(int lock) throws SQLException {
        try (Session session = database.open("test:terminate")) {
            session.query(TERMINATE, row -> row.getBoolean(1), lock);
        }
    }

    private Recovery recover(Blow blow, TcpProxy proxy, Process victim, Path output) throws Exception {
        boolean staysBusy = blow == Blow.SIGKILL && keepsOrphan();
        if (staysBusy) {
            openForOthers();
        } else {
            releaseAll();
        }
        if (blow != Blow.SIGKILL && blow != Blow.SILENT_NETWORK) {
            boolean ended = victim.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended).as(() -> read(output)).isTrue();
        }
        if (blow == Blow.DISK_FULL) {
            server.freeDisk();
        }
        List<Event> events = new ArrayList<>();
        List<Duration> signs = new ArrayList<>();
        long start = System.nanoTime();
        preparation.run(database, moment.goal(), event -> {
            if (events.isEmpty()) {
                signs.add(Duration.ofNanos(System.nanoTime() - start));
                releaseAll();
                if (blow == Blow.SILENT_NETWORK) {
                    proxy.cut();
                }
            }
            events.add(event);
        });
        Duration toEnd = Duration.ofNanos(System.nanoTime() - start);
        DatabasePicture.of(database).requireSame(server.untouched(moment.goal(), preparation));
        return new Recovery(
                events.stream().findFirst().map(KillCase::sign).orElse(Sign.NOTHING_LEFT),
                signs.stream().findFirst().orElse(toEnd));
    }

    private static Sign sign(Event event) {
        boolean waits =
                event instanceof Event.Started started && started.activity().startsWith("waiting for another run");
        return waits ? Sign.WAITS : Sign.WORKS;
    }

    /** Whether the server process of the victim can stay busy without stopping the next run for a reason of its own. */
    private boolean keepsOrphan() {
        return moment.way() != Moment.Way.BEFORE_LOCK
                && moment.way() != Moment.Way.AFTER_LOCK
                && moment.way() != Moment.Way.AFTER_COMMIT;
    }

    private void openForOthers() throws SQLException {
        if (holds.get(0) instanceof Gate gate) {
            gate.openForOthers();
        }
    }

    private void releaseAll() {
        for (int i = holds.size() - 1; i >= 0; i--) {
            try {
                holds.remove(i).close();
            } catch (Exception e) {
                // the server was stopped, and with it ended what was held
            }
        }
    }

    private void await(String what, Process victim, Path output, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            boolean goesOn = victim.isAlive() && System.nanoTime() < end;
            assertThat(goesOn).as(() -> what + " never came:\n" + read(output)).isTrue();
            Thread.sleep(10);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws SQLException {
        releaseAll();
        server.drop(database);
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }
}
