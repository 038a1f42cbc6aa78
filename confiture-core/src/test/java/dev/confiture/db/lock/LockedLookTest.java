package dev.confiture.db.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockedLookTest {

    private static final LockKey KEY = LockKey.of(QualifiedName.of("public", "tb_confiture"));
    private static final String LOCKS = "SELECT pid || ' ' || classid FROM pg_locks WHERE locktype = 'advisory'";

    private FreshDatabase database;
    private Session session;
    private Session other;

    @BeforeEach
    void anEmptyDatabase() throws SQLException {
        database = TestServer.freshDatabase();
        session = database.open();
        other = database.open();
    }

    @AfterEach
    void isDropped() throws SQLException {
        session.close();
        other.close();
        database.close();
    }

    @Test
    void bothLocksAreHeldWhileItLooksAndNoneAfterwards() throws SQLException {
        Optional<List<String>> held = LockedLook.ifFree(session, KEY, open -> Optional.of(locks(other)));
        assertThat(held.orElseThrow())
                .containsExactlyInAnyOrder(
                        session.announcedPid() + " " + LockKey.RUN, session.announcedPid() + " " + LockKey.WORK);
        assertThat(locks(session)).isEmpty();
    }

    @Test
    void whereSomebodyHoldsOneOfTheLocksItDoesNotLookAndTakesNone() throws SQLException {
        for (int lock : List.of(LockKey.RUN, LockKey.WORK)) {
            other.query("SELECT 1 FROM pg_advisory_lock(?, ?)", row -> 1, lock, KEY.ledger());
            assertThat(LockedLook.ifFree(session, KEY, open -> Optional.of("looked")))
                    .isEmpty();
            assertThat(locks(session)).containsExactly(other.announcedPid() + " " + lock);
            other.execute("SELECT pg_advisory_unlock_all()");
        }
    }

    @Test
    void aLookThatLostItsLocksMeanwhileFoundNothing() throws SQLException {
        assertThat(LockedLook.ifFree(session, KEY, open -> {
                    open.execute("SELECT pg_advisory_unlock_all()");
                    return Optional.of("looked");
                }))
                .isEmpty();
    }

    private static List<String> locks(Session session) throws SQLException {
        return session.query(LOCKS, row -> row.getString(1));
    }
}
