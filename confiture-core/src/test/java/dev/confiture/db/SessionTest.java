package dev.confiture.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.TestServer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTest {

    private TestServer.FreshDatabase database;
    private Session session;

    @BeforeEach
    void aSession() throws SQLException {
        database = TestServer.freshDatabase();
        session = database.open();
    }

    @AfterEach
    void isClosed() throws SQLException {
        session.close();
        database.close();
    }

    @Test
    void workThatThrowsIsRolledBackAndTheSessionGoesOn() throws SQLException {
        assertThatThrownBy(() -> session.inTransaction(inside -> {
                    inside.execute("CREATE TABLE gone (id int)");
                    throw new IllegalArgumentException("stop");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(session.queryOne("SELECT to_regclass('gone') IS NULL", row -> row.getBoolean(1)))
                .hasValue(true);
    }

    @Test
    void transactionsDoNotNest() {
        assertThatThrownBy(() -> session.inTransaction(outer -> outer.inTransaction(inner -> 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void textIsSentAsItIs() throws SQLException {
        session.execute("CREATE TABLE j (d jsonb); INSERT INTO j VALUES ('{\"a\": 1}'); SELECT d ? 'a' FROM j");

        assertThat(session.update("UPDATE j SET d = d || CAST(? AS jsonb)", "{\"b\": 2}"))
                .isEqualTo(1);
    }

    @Test
    void positionsOfServerErrorsCountFromOurText() {
        assertThatThrownBy(() -> session.execute("SELECT 1; SELECT '😀' FRM x"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(SqlErrors.position(e)).hasValue(26));
    }

    @Test
    void aLostClientIsNoticedWithinASecond() throws SQLException {
        session.noticeLostClient();

        assertThat(session.queryOne("SHOW client_connection_check_interval", row -> row.getString(1)))
                .hasValue("1s");
        assertThat(session.queryOne("SHOW tcp_keepalives_idle", row -> row.getString(1)))
                .hasValue("10");
    }
}
