package dev.confiture.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network between a run and its server that can be cut, or can fall silent without anybody being told. */
final class TcpProxy implements AutoCloseable {

    private final ServerSocket entrance;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Object traffic = new Object();
    private boolean isSilent;

    private TcpProxy(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
    }

    /** @param hosts host and port of the server */
    static TcpProxy to(String hosts) throws IOException {
        int port = Integer.parseInt(hosts.substring(hosts.lastIndexOf(':') + 1));
        TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        daemon(proxy::accept);
        return proxy;
    }

    String hosts() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setSoLinger(true, 0); // closing is a reset
                server.setSoLinger(true, 0);
                sockets.addAll(List.of(client, server));
                daemon(() -> pump(client, server));
                daemon(() -> pump(server, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                awaitTraffic();
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // either side is gone, and so is the other, with the streams
        }
    }

    private void awaitTraffic() {
        synchronized (traffic) {
            while (isSilent) {
                try {
                    traffic.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** Nothing goes through any more; neither side learns of it. */
    void fallSilent() {
        synchronized (traffic) {
            isSilent = true;
        }
    }

    /** Both sides get a reset. */
    void cut() {
        synchronized (traffic) {
            isSilent = false;
            traffic.notifyAll();
        }
        try {
            entrance.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.clear();
    }

    @Override
    public void close() {
        cut();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
