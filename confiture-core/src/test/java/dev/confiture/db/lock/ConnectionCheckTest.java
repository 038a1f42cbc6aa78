package dev.confiture.db.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.EmbeddedPostgres;
import dev.confiture.event.EventSink;
import dev.confiture.sql.QualifiedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionCheckTest {

    private static final LockKey KEY = LockKey.of(QualifiedName.of("public", "tb_confiture"));

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
    void aPoolerIsFoundByTheProcessNumberThatItInvents() throws Exception {
        try (PoolerStandIn pooler = pooler(PoolerStandIn.Mode.SESSION);
                Session working = through(pooler).open("confiture:test")) {
            assertThatThrownBy(() -> acquire(working))
                    .hasMessageContaining("[database.pooled]")
                    .hasMessageContaining("pooler: session");
            assertThat(locks()).isZero();
        }
    }

    @Test
    void aPoolerInSessionModeServesIfItIsDeclared() throws Exception {
        try (PoolerStandIn pooler = pooler(PoolerStandIn.Mode.SESSION);
                Session working = through(pooler).behindSessionPooler().open("confiture:test");
                SessionLocks held = acquire(working)) {
            held.verifyHeld();
            assertThat(locks()).isEqualTo(2);
        }
    }

    @Test
    void aPoolerThatChangesTheProcessBetweenTransactionsIsRefusedWhateverIsDeclared() throws Exception {
        try (PoolerStandIn pooler = pooler(PoolerStandIn.Mode.TRANSACTION);
                Session other = through(pooler).open("confiture:other");
                Session working = through(pooler).behindSessionPooler().open("confiture:test")) {
            other.execute("SELECT 1");
            assertThatThrownBy(() -> acquire(working))
                    .hasMessageContaining("[database.pooled]")
                    .hasMessageContaining("pooler in transaction mode");
            assertThat(locks()).isZero();
        }
    }

    @Test
    void aStandbyIsRefusedBeforeAnythingStarts(@TempDir Path folder) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.at(folder, EmbeddedOptions.fast());
        try {
            Path data = dataFolder(server.start(EventSink.none()));
            server.stop();
            Files.createFile(data.resolve("standby.signal"));
            try (Session working = server.start(EventSink.none()).open("confiture:test")) {
                assertThatThrownBy(() -> acquire(working))
                        .hasMessageContaining("[database.read-only]")
                        .hasMessageContaining("is a standby");
            }
        } finally {
            server.destroy();
        }
    }

    private static Path dataFolder(Database primary) throws SQLException {
        try (Session session = primary.open("confiture:test")) {
            return Path.of(session.query("SHOW data_directory", row -> row.getString(1))
                    .get(0));
        }
    }

    @Test
    void aDatabaseWhoseTransactionsAreReadOnlyIsRefused() throws SQLException {
        try (Session admin = database.open()) {
            admin.execute("ALTER DATABASE " + database.database().name() + " SET default_transaction_read_only = on");
        }
        try (Session working = database.open()) {
            assertThatThrownBy(() -> acquire(working))
                    .hasMessageContaining("[database.read-only]")
                    .hasMessageContaining("default_transaction_read_only");
        }
    }

    private PoolerStandIn pooler(PoolerStandIn.Mode mode) throws IOException {
        return PoolerStandIn.before(database.database(), mode);
    }

    private Database through(PoolerStandIn pooler) {
        return pooler.database(database.database(), "postgres", TestServer.password());
    }

    private long locks() throws SQLException {
        try (Session session = database.open()) {
            return session.query(
                            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = ?::bigint::oid",
                            row -> row.getLong(1),
                            KEY.unsigned())
                    .get(0);
        }
    }

    private static SessionLocks acquire(Session working) throws SQLException {
        return SessionLocks.acquire(working, "confiture:test", KEY, LockTerms.patient(Duration.ZERO), EventSink.none());
    }
}
