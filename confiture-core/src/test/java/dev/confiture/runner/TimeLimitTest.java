package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.db.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

    @Test
    void whoKeepsLocksWithoutDoingAnythingIsEnded() throws SQLException {
        try (TestServer.FreshDatabase database = TestServer.freshDatabase();
                Session watching = database.open();
                Session idle = database.open()) {
            int pid = idle.announcedPid();
            idle.execute("BEGIN; CREATE TABLE half (id int)");
            try (TimeLimit limit = new TimeLimit(database.database(), pid, Duration.ofMillis(50))) {
                Instant deadline = Instant.now().plusSeconds(60);
                while (isThere(watching, pid) && Instant.now().isBefore(deadline)) {
                    Thread.onSpinWait();
                }
                assertThat(limit.isUp()).isTrue();
            }
            assertThat(isThere(watching, pid)).isFalse();
        }
    }

    private static boolean isThere(Session watching, int pid) throws SQLException {
        return watching.queryOne("SELECT 1 FROM pg_stat_activity WHERE pid = ?", row -> true, pid)
                .isPresent();
    }
}
