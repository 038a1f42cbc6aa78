package dev.confiture.db.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockersTest {

    private static final Duration OFTEN = Duration.ofMillis(20);

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
    void aWaitIsToldWithWhoCausesItAndRememberedWhenItIsOver() throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        try (Session holder = database.database().open("somebody:else");
                Session waiting = database.open();
                Session asking = database.open();
                Blockers blockers = new Blockers(asking)) {
            holder.execute("CREATE TABLE wanted ()");
            holder.execute("BEGIN; LOCK TABLE wanted");
            Thread waiter = inBackground(waiting, "SELECT FROM wanted");
            Blockers.Watch watch = blockers.watch(waiting.announcedPid(), "reading", OFTEN, events::add);

            assertThat(events.poll(1, TimeUnit.MINUTES))
                    .asString()
                    .contains("reading", "for process " + holder.announcedPid() + " (somebody:else, user postgres");
            holder.execute("ROLLBACK");
            waiter.join();
            watch.close();
            assertThat(watch.last()).extracting(LockHolder::pid).containsExactly(holder.announcedPid());
        }
    }

    @Test
    void whoWaitsForNobodyIsNotTold() throws Exception {
        try (Session idle = database.open();
                Session asking = database.open();
                Blockers blockers = new Blockers(asking);
                Blockers.Watch watch = blockers.watch(idle.announcedPid(), "idling", OFTEN, EventSink.none())) {
            awaitALook(idle, asking.announcedPid());
            assertThat(watch.last()).isEqualTo(List.of());
        }
    }

    private static void awaitALook(Session watching, int asking) throws SQLException {
        String looked = "SELECT 1 FROM pg_stat_activity WHERE pid = ? AND query LIKE '%pg_blocking_pids%'"
                + " AND state = 'idle'";
        while (watching.query(looked, row -> 1, asking).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static Thread inBackground(Session session, String sql) {
        Thread thread = new Thread(() -> {
            try {
                session.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }
}
