package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.config.url.DatabaseUrlReader;
import dev.confiture.config.url.Surroundings;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.embedded.binaries.BinariesArtifact;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The driver over a Unix socket: the test's server listens on TCP only, so a bridge stands between. */
class UnixSocketConnectionTest {

    @Test
    void theDriverWorksOverAUnixSocket() throws IOException, SQLException, InterruptedException {
        Path folder = Files.createTempDirectory("pg");
        Path socket = folder.resolve(".s.PGSQL.5432");
        try (FreshDatabase fresh = TestServer.freshDatabase();
                ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                        .bind(UnixDomainSocketAddress.of(socket))) {
            Thread bridge = new Thread(() -> serve(listener, port(fresh.database())), "bridge");
            bridge.start();
            Database database = overSocket(folder, fresh);
            try (Session session = database.open("confiture:test")) {
                session.execute("CREATE TABLE t AS SELECT i, repeat('x', 1000) AS x FROM generate_series(1, 3000) i");
                assertThat(session.queryOne("SELECT sum(length(x)) FROM t", row -> row.getLong(1)))
                        .contains(3_000_000L);
                assertThat(session.query("SELECT x FROM t", row -> row.getString(1)))
                        .hasSize(3000);
            }
            bridge.join();
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
    }

    @Test
    void theConfigurationKnowsTheMajorsThatCanBeEmbedded() {
        assertThat(DatabaseUrlReader.EMBEDDED_MAJORS).containsExactlyElementsOf(BinariesArtifact.majors());
    }

    private static Database overSocket(Path folder, FreshDatabase fresh) throws IOException, SQLException {
        String user;
        try (Session session = fresh.open()) {
            user = session.queryOne("SELECT current_user", row -> row.getString(1))
                    .orElseThrow();
        }
        Surroundings surroundings =
                new Surroundings(Map.of("PGPASSWORD", TestServer.password()), user, folder, List.of());
        DatabaseUrl.Server url = (DatabaseUrl.Server) new DatabaseUrlReader(surroundings)
                .read("postgresql:///" + fresh.database().name() + "?host=" + folder, problem -> {
                    throw new AssertionError(problem);
                })
                .orElseThrow();
        return Database.of(url.hosts(), url.database(), url.properties());
    }

    private static int port(Database database) {
        return Integer.parseInt(database.hosts().substring(database.hosts().lastIndexOf(':') + 1));
    }

    private static void serve(ServerSocketChannel listener, int port) {
        try (SocketChannel near = listener.accept();
                SocketChannel far = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            Thread back = new Thread(() -> copy(far, near), "bridge back");
            back.start();
            copy(near, far);
            far.shutdownOutput();
            back.join();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (ClosedChannelException e) {
            // The test is over.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
