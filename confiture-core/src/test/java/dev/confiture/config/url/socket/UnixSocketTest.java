package dev.confiture.config.url.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The other end is a plain channel of the JDK. */
class UnixSocketTest {

    @SuppressWarnings("NullAway.Init")
    private Path path;

    @SuppressWarnings("NullAway.Init")
    private ServerSocketChannel listener;

    @BeforeEach
    void listen() throws IOException {
        // Not a @TempDir: the path of a Unix socket has about 100 bytes.
        path = Files.createTempDirectory("pg").resolve("s");
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        Files.deleteIfExists(path);
        Files.delete(path.getParent());
    }

    @Test
    void whatIsWrittenArrivesAndComesBackEvenIfItIsLargerThanAnyBuffer() throws IOException {
        byte[] sent = new byte[3_000_000];
        new Random(1).nextBytes(sent);
        try (Socket socket = connected();
                SocketChannel other = listener.accept()) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> unchecked(() -> {
                socket.getOutputStream().write(sent);
                return null;
            }));
            ByteBuffer received = ByteBuffer.allocate(sent.length);
            while (received.hasRemaining()) {
                assertThat(other.read(received)).isPositive();
            }
            writer.join();
            assertThat(received.array()).isEqualTo(sent);
            other.write(ByteBuffer.wrap("ok".getBytes(UTF_8)));
            assertThat(socket.getInputStream().readNBytes(2)).asString(UTF_8).isEqualTo("ok");
        }
    }

    @Test
    void aReadEndsWithItsTimeout() throws IOException {
        try (Socket socket = connected();
                SocketChannel other = listener.accept()) {
            socket.setSoTimeout(1);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            other.write(ByteBuffer.wrap(new byte[] {7}));
            socket.setSoTimeout(0);
            assertThat(socket.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void theEndOfTheOtherSideIsTheEndOfTheStream() throws IOException {
        try (Socket socket = connected()) {
            listener.accept().close();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @RepeatedTest(100)
    void closingEndsAReaderWithAnIoExceptionWhereverItIs() throws IOException {
        Socket socket = connected();
        try (SocketChannel other = listener.accept()) {
            CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(
                    () -> unchecked(() -> socket.getInputStream().read()));
            socket.close();
            assertThatThrownBy(reader::join)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .cause()
                    .isInstanceOf(IOException.class);
            assertThat(socket.isClosed()).isTrue();
            assertThat(other.isOpen()).isTrue();
        }
    }

    @Test
    void nobodyListeningIsSaidWithThePath() throws IOException {
        try (Socket socket = new UnixSocketFactory(path + "x").createSocket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress("localhost", 1), 10))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(path + "x");
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new UnixSocketFactory(path.toString()).createSocket();
        socket.connect(InetSocketAddress.createUnresolved("localhost", 5432), 1000);
        return socket;
    }

    private static <T> T unchecked(java.util.concurrent.Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
