package dev.confiture.db.lock;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import dev.confiture.event.EventSink;
import dev.confiture.sql.QualifiedName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link ConnectionCheckTest} shows with a stand-in, with the real program. */
class PgBouncerTest {

    private static final LockKey KEY = LockKey.of(QualifiedName.of("public", "tb_confiture"));

    @TempDir
    private Path folder;

    private FreshDatabase database;

    @BeforeEach
    void anEmptyDatabase() throws SQLException {
        Assumptions.assumeTrue(PgBouncer.program().isPresent(), "this machine has no pgbouncer");
        database = TestServer.freshDatabase();
    }

    @AfterEach
    void isDropped() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void inTransactionModeItIsRefusedWhateverIsDeclared() throws Exception {
        try (PgBouncer pooler = PgBouncer.before(database.database(), folder, "transaction");
                Session working = pooler.database().open("confiture:test");
                Session declared = pooler.database().behindSessionPooler().open("confiture:test")) {
            assertThatThrownBy(() -> acquire(working)).hasMessageContaining("[database.pooled]");
            assertThatThrownBy(() -> acquire(declared))
                    .hasMessageContaining("[database.pooled]")
                    .hasMessageContaining("pooler in transaction mode");
        }
    }

    @Test
    void inSessionModeItServesIfItIsDeclared() throws Exception {
        try (PgBouncer pooler = PgBouncer.before(database.database(), folder, "session");
                Session undeclared = pooler.database().open("confiture:test");
                Session working = pooler.database().behindSessionPooler().open("confiture:test")) {
            assertThatThrownBy(() -> acquire(undeclared))
                    .hasMessageContaining("[database.pooled]")
                    .hasMessageContaining("pooler: session");
            try (SessionLocks held = acquire(working)) {
                held.verifyHeld();
            }
        }
    }

    private static SessionLocks acquire(Session working) throws SQLException {
        return SessionLocks.acquire(working, "confiture:test", KEY, LockTerms.patient(Duration.ZERO), EventSink.none());
    }
}
