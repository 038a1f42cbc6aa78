package dev.confiture.config.url.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Unix socket in the shape of a {@link Socket}, as far as a JDBC driver uses one: connect, read with a timeout, write,
 * close from another thread. The JDK has the channel only, and its {@code socket()} refuses Unix sockets.
 */
final class UnixSocket extends Socket {

    private final Path path;
    private final SocketChannel channel;
    // Timeouts need a selector; one each, because the driver may read and write from two threads.
    private final Selector readable;
    private final Selector writable;
    private volatile int timeoutMillis;

    UnixSocket(Path path) throws IOException {
        this.path = path;
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        readable = Selector.open();
        writable = Selector.open();
    }

    /** Connects to the path; the address is not looked at. Either there is a listener at once or it fails. */
    @Override
    public void connect(@Nullable SocketAddress ignored, int timeout) throws IOException {
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            throw new IOException("cannot connect to the Unix socket " + path + ": " + e.getMessage(), e);
        }
        channel.configureBlocking(false);
        channel.register(readable, SelectionKey.OP_READ);
        channel.register(writable, SelectionKey.OP_WRITE);
    }

    @Override
    public void connect(@Nullable SocketAddress ignored) throws IOException {
        connect(ignored, 0);
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, bytes.length);
                return length == 0 ? 0 : readSome(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    private int readSome(ByteBuffer into) throws IOException {
        while (true) {
            int count = channel.read(into);
            if (count != 0) {
                return count;
            }
            if (await(readable, timeoutMillis) == 0 && timeoutMillis > 0) {
                throw new SocketTimeoutException("Read timed out");
            }
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer from = ByteBuffer.wrap(bytes, offset, length);
                while (from.hasRemaining()) {
                    if (channel.write(from) == 0) {
                        await(writable, 0);
                    }
                }
            }
        };
    }

    private int await(Selector selector, int millis) throws IOException {
        try {
            int ready = selector.select(millis);
            if (isClosed()) {
                throw new SocketException("Socket closed");
            }
            selector.selectedKeys().clear();
            return ready;
        } catch (ClosedSelectorException e) { // close() came between two of these lines
            throw (SocketException) new SocketException("Socket closed").initCause(e);
        }
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the field is volatile; the driver holds no lock on us
    public void setSoTimeout(int millis) {
        timeoutMillis = millis;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // as above
    public int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isBound() {
        return isConnected();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // closing must not wait for a reader
    public void close() throws IOException {
        // The channel first: a reader that the selector wakes must find it closed.
        channel.close();
        readable.close();
        writable.close();
        super.close();
    }

    // Options of TCP, which the driver sets on every socket, mean nothing here.

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public boolean getTcpNoDelay() {
        return true;
    }

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public void setSoLinger(boolean on, int linger) {}

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // changes nothing
    public void setReceiveBufferSize(int size) {}

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // changes nothing
    public void setSendBufferSize(int size) {}

    @Override
    public String toString() {
        return "Unix socket " + path;
    }
}
