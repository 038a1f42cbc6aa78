package dev.confiture.db.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.sql.QualifiedName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionLocksTest {

    private static final LockKey KEY = LockKey.of(QualifiedName.of("public", "tb_confiture"));
    private static final Duration LONG = Duration.ofMinutes(1);

    private FreshDatabase database;

    @BeforeEach
    void anEmptyDatabase() throws SQLException {
        database = TestServer.freshDatabase();
    }

    @AfterEach
    void isDropped() throws SQLException {
        database.close();
    }

    @Test
    void theSecondRunIsToldWhoHoldsTheLock() throws SQLException {
        try (Session first = database.database().open("confiture:migrate:alpha:1");
                Session second = database.open();
                SessionLocks held = acquire(first, "confiture:migrate:alpha:1", Duration.ZERO)) {
            held.verifyHeld();
            assertThatThrownBy(() -> acquire(second, "confiture:migrate:beta:2", Duration.ZERO))
                    .isInstanceOf(ConfitureException.class)
                    .hasMessageContaining("[lock.held]")
                    .hasMessageMatching("(?s).*process \\d+ \\(confiture:migrate:alpha:1, goal migrate, user postgres,"
                            + " from 127\\.0\\.0\\.1\\), connected since \\d{4}-\\d\\d-\\d\\d [\\d:]{8} \\w+, idle since [\\d:]{8}:"
                            + " SELECT .*waited 0 s.*");
        }
    }

    @Test
    void whoeverWaitsGetsTheLockWhenItIsFreeAndSaysWhatItWaitsFor() throws Exception {
        List<Event> events = new ArrayList<>();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Session first = database.open();
                Session second = database.open()) {
            SessionLocks held = acquire(first, "confiture:first", Duration.ZERO);
            EventSink releaseOnFirstReport = event -> {
                events.add(event);
                if (event instanceof Event.Started) {
                    held.close();
                }
            };
            Future<SessionLocks> waiting = other.submit(() -> SessionLocks.acquire(
                    second, "confiture:second", KEY, LockTerms.patient(LONG), releaseOnFirstReport));
            waiting.get().close();
        } finally {
            other.shutdownNow();
        }
        assertThat(events).hasSize(2).first().asString().contains("waiting for another run", "confiture:first");
        assertThat(events.get(1)).isInstanceOf(Event.Finished.class);
    }

    @Test
    void twoRunsNeverWorkAtOnce() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                runs.add(threads.submit(() -> {
                    try (Session session = database.open();
                            SessionLocks held = acquire(session, "confiture:run", LONG)) {
                        together.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        held.verifyHeld();
                        session.execute("SELECT pg_sleep(0.02)");
                        inside.decrementAndGet();
                    }
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(together).hasValue(1);
    }

    @Test
    void ledgersOfOneDatabaseDoNotDisturbEachOther() throws SQLException {
        try (Session first = database.open();
                Session second = database.open();
                SessionLocks one = acquire(first, "confiture:one", Duration.ZERO);
                SessionLocks two = SessionLocks.acquire(
                        second,
                        "confiture:two",
                        LockKey.of(QualifiedName.of("other", "tb_confiture")),
                        LockTerms.patient(Duration.ZERO),
                        EventSink.none())) {
            one.verifyHeld();
            two.verifyHeld();
        }
    }

    @Test
    void aKilledProcessFreesItsLocks() throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = killed.inputReader(StandardCharsets.UTF_8);
                OutputStream stdin = killed.getOutputStream();
                Session session = database.open()) {
            stdin.write(connection().getBytes(StandardCharsets.UTF_8));
            stdin.flush();
            assertThat(said.readLine()).isEqualTo("working");
            assertThatThrownBy(() -> acquire(session, "confiture:too-early", Duration.ZERO))
                    .hasMessageContaining("[lock.held]");
            killed.destroyForcibly();

            // The orphan sleeps for ten minutes; without client_connection_check_interval it would keep its lock.
            acquire(session, "confiture:next", LONG).close();
        } finally {
            killed.destroyForcibly();
        }
    }

    @Test
    void anOrphanIsNamedAndNothingStartsBesideIt() throws Exception {
        try (Orphan orphan = Orphan.of(database);
                Session next = database.open()) {
            assertThatThrownBy(() -> acquire(next, "confiture:next", Duration.ZERO))
                    .hasMessageContaining("[lock.orphan]")
                    .hasMessageContaining("process " + orphan.pid() + " (confiture:migrate:gone:1, goal migrate")
                    .hasMessageContaining("SELECT pg_sleep(600)")
                    .hasMessageContaining("-Dconfiture.terminateOrphan=true");
        }
    }

    @Test
    void anOrphanIsEndedOnlyIfThatIsAgreedAndItIsAskedOnce() throws Exception {
        List<Integer> asked = new ArrayList<>();
        OrphanChoice refuse = holder -> {
            asked.add(holder.pid());
            return false;
        };
        try (Orphan orphan = Orphan.of(database);
                Session next = database.open()) {
            assertThatThrownBy(() -> acquire(next, new LockTerms(Duration.ofSeconds(3), refuse)))
                    .hasMessageContaining("[lock.orphan]");
            assertThat(asked).containsExactly(orphan.pid());

            acquire(next, new LockTerms(LONG, OrphanChoice.TERMINATE)).close();
            assertThat(next.query("SELECT 1 FROM pg_stat_activity WHERE pid = ?", row -> 1, orphan.pid()))
                    .isEmpty();
        }
    }

    @Test
    void aLockThatTheServerTookAwayIsNoticed() throws SQLException {
        try (Session first = database.open()) {
            SessionLocks locks = acquire(first, "confiture:first", Duration.ZERO);
            first.execute("SELECT pg_advisory_unlock_all()");
            assertThatThrownBy(locks::verifyHeld).hasMessageContaining("[lock.lost]");
            first.execute("SELECT pg_advisory_unlock_all()");
            assertThatThrownBy(locks::close).hasMessageContaining("[lock.lost]");
        }
    }

    @Test
    void aLockWhoseConnectionWasEndedIsNoticed() throws SQLException {
        try (Session first = database.open();
                Session admin = TestServer.maintenance().open("confiture:admin")) {
            SessionLocks locks = acquire(first, "confiture:ended", Duration.ZERO);
            admin.query(
                    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE application_name = ?",
                    row -> row.getBoolean(1),
                    "confiture:ended");
            assertThatThrownBy(locks::verifyHeld).hasMessageContaining("[lock.lost]");
            assertThatThrownBy(locks::close).hasMessageContaining("[lock.lost]");
        }
    }

    @Test
    void theHoldersStatementIsShownWithoutItsValues() {
        LockHolder holder = new LockHolder(
                1,
                "u",
                "h",
                "a",
                "then",
                "active",
                "now",
                "ALTER ROLE x PASSWORD 'it''s secret'; SELECT $q$also$q$\nmore");

        assertThat(holder.text())
                .contains("ALTER ROLE x PASSWORD '…'")
                .doesNotContain("secret")
                .doesNotContain("also");
    }

    /** Hosts, name and password in lines: tests do not put passwords on command lines either. */
    private String connection() {
        return database.database().hosts() + "\n" + database.database().name() + "\n" + TestServer.password() + "\n";
    }

    private static SessionLocks acquire(Session working, String applicationName, Duration patience)
            throws SQLException {
        return SessionLocks.acquire(working, applicationName, KEY, LockTerms.patient(patience), EventSink.none());
    }

    private static SessionLocks acquire(Session working, LockTerms terms) throws SQLException {
        return SessionLocks.acquire(working, "confiture:next", KEY, terms, EventSink.none());
    }

    /** A backend that is busy and holds the second lock, while nobody holds the first any more. */
    private record Orphan(Session session, int pid) implements AutoCloseable {

        static Orphan of(FreshDatabase database) throws SQLException {
            Session session = database.database().open("confiture:migrate:gone:1");
            session.query("SELECT pg_advisory_lock(?, ?)", row -> 1, LockKey.WORK, KEY.ledger());
            Thread busy = new Thread(() -> {
                try {
                    session.execute("SELECT pg_sleep(600)");
                } catch (SQLException e) {
                    // It is ended, one way or another, before the time is over.
                }
            });
            busy.setDaemon(true);
            busy.start();
            try (Session watching = database.open()) {
                await(watching, session.announcedPid());
            }
            return new Orphan(session, session.announcedPid());
        }

        private static void await(Session watching, int pid) throws SQLException {
            String busy = "SELECT 1 FROM pg_stat_activity WHERE pid = ? AND wait_event = 'PgSleep'";
            while (watching.query(busy, row -> 1, pid).isEmpty()) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() throws SQLException {
            session.close(); // the driver hangs up without waiting for the statement
        }
    }

    /** A program that holds the locks and is busy on the server. */
    static final class Holder {

        public static void main(String[] arguments) throws IOException, SQLException {
            BufferedReader stdin = new BufferedReader(new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8));
            Database database = Database.of(
                    stdin.readLine(),
                    stdin.readLine(),
                    java.util.Map.of("user", "postgres", "password", stdin.readLine()));
            try (Session session = database.open("confiture:holder");
                    SessionLocks held = acquire(session, "confiture:holder", Duration.ZERO)) {
                held.verifyHeld();
                System.out.println("working");
                session.execute("SELECT pg_sleep(600)");
            }
        }
    }
}
