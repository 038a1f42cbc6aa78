package dev.confiture.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.TestServer;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private static final SideBySide.Work<Integer> DIVIDES_BY_ZERO = query("SELECT 1 / 0");

    @Test
    void bothRunAtTheSameTime() throws SQLException {
        CountDownLatch met = new CountDownLatch(2);
        SideBySide<Boolean, Boolean> both = SideBySide.run(() -> meet(met), () -> meet(met));
        assertThat(both).isEqualTo(new SideBySide<>(true, true));
    }

    @Test
    void eachHasItsResult() throws SQLException {
        assertThat(SideBySide.run(query("SELECT 1"), query("SELECT 2"))).isEqualTo(new SideBySide<>(1, 2));
    }

    @Test
    void theFirstFailureIsToldAndTheOtherIsKept() {
        assertThatThrownBy(() -> SideBySide.run(query("SELECT nothing"), DIVIDES_BY_ZERO))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("nothing")
                .satisfies(failure -> assertThat(failure.getSuppressed()[0]).hasMessageContaining("division by zero"));
    }

    @Test
    void theSecondFailsAsItFailsAlone() {
        assertThatThrownBy(() -> SideBySide.run(query("SELECT 1"), DIVIDES_BY_ZERO))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("division by zero");
        assertThatThrownBy(() -> SideBySide.run(query("SELECT 1"), () -> {
                    throw new IllegalStateException("odd");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anInterruptWaitsUntilBothHaveEnded() throws SQLException {
        Thread.currentThread().interrupt();
        SideBySide<Integer, Integer> both = SideBySide.run(() -> 1, query("SELECT 2 FROM pg_sleep(0.1)"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(both.second()).isEqualTo(2);
    }

    private static boolean meet(CountDownLatch met) {
        met.countDown();
        try {
            return met.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SideBySide.Work<Integer> query(String sql) {
        return () -> {
            try (Session session = TestServer.maintenance().open("confiture:test")) {
                return session.queryOne(sql, row -> row.getInt(1)).orElseThrow();
            }
        };
    }
}
