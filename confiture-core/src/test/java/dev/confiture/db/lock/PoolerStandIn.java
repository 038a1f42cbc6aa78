package dev.confiture.db.lock;

import dev.confiture.db.Database;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Does what a connection pooler does with the protocol: announces a process number of its own to each client, and in
 * transaction mode gives each transaction whichever server connection has been free for longest.
 */
final class PoolerStandIn implements AutoCloseable {

    /** What may happen to a connection between two transactions. */
    enum Mode {
        SESSION,
        TRANSACTION
    }

    private static final int SSL_REQUEST = 80877103;
    private static final int INVENTED_PID = 4_242_424;

    private final Mode mode;
    private final String serverHost;
    private final int serverPort;
    private final ServerSocket listening;
    private final BlockingQueue<Server> free = new LinkedBlockingQueue<>();

    private PoolerStandIn(Database before, Mode mode) throws IOException {
        String[] address = before.hosts().split(":", -1);
        this.mode = mode;
        this.serverHost = address[0];
        this.serverPort = Integer.parseInt(address[1]);
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static PoolerStandIn before(Database database, Mode mode) throws IOException {
        PoolerStandIn pooler = new PoolerStandIn(database, mode);
        pooler.inBackground(pooler::accept);
        return pooler;
    }

    /** The same database through this pooler. */
    Database database(Database direct, String user, String password) {
        return Database.of(
                "127.0.0.1:" + listening.getLocalPort(), direct.name(), Map.of("user", user, "password", password));
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Server server : free) {
            server.socket().close();
        }
    }

    private void inBackground(Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (IOException e) {
                        // A side hung up, which is how connections end.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "pooler-stand-in");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            inBackground(() -> serve(client));
        }
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            Server server = enter(in, out);
            while (true) {
                if (mode == Mode.TRANSACTION) {
                    free.add(server);
                    server = null;
                }
                Packet packet = Packet.read(in);
                if (server == null) {
                    server = free.take();
                }
                if (packet.type() == 'X') {
                    free.add(server);
                    return;
                }
                transaction(packet, in, out, server);
            }
        }
    }

    /** Lets the client log in to a new server connection. */
    private Server enter(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        int version = in.readInt();
        if (version == SSL_REQUEST) {
            out.writeByte('N');
            length = in.readInt();
            version = in.readInt();
        }
        byte[] parameters = in.readNBytes(length - 8);
        Server server = Server.connect(serverHost, serverPort);
        server.out().writeInt(length);
        server.out().writeInt(version);
        server.out().write(parameters);
        while (true) {
            Packet packet = Packet.read(server.in());
            if (packet.type() == 'K') {
                packet.body().putInt(0, INVENTED_PID);
            }
            packet.write(out);
            if (packet.type() == 'Z' || packet.type() == 'E') {
                return server;
            }
            boolean wantsAnswer = packet.type() == 'R'
                    && packet.body().getInt(0) != 0
                    && packet.body().getInt(0) != 12;
            if (wantsAnswer) {
                Packet.read(in).write(server.out());
            }
        }
    }

    /** From the client's first packet until the server is idle again. */
    private static void transaction(Packet first, DataInputStream in, DataOutputStream out, Server server)
            throws IOException {
        Packet packet = first;
        while (true) {
            packet.write(server.out());
            if (packet.type() == 'Q' || packet.type() == 'S') {
                Packet answer = relay(server, out);
                if (answer.body().get(0) == 'I') {
                    return;
                }
            }
            packet = Packet.read(in);
        }
    }

    /** Everything up to ReadyForQuery. */
    private static Packet relay(Server server, DataOutputStream out) throws IOException {
        while (true) {
            Packet answer = Packet.read(server.in());
            answer.write(out);
            if (answer.type() == 'Z') {
                return answer;
            }
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private record Packet(int type, ByteBuffer body) {

        static Packet read(DataInputStream from) throws IOException {
            int type = from.readUnsignedByte();
            return new Packet(type, ByteBuffer.wrap(from.readNBytes(from.readInt() - 4)));
        }

        void write(DataOutputStream to) throws IOException {
            ByteBuffer whole = ByteBuffer.allocate(body.capacity() + 5);
            whole.put((byte) type)
                    .putInt(body.capacity() + 4)
                    .put(body.duplicate().rewind());
            to.write(whole.array());
        }
    }

    private record Server(Socket socket, DataInputStream in, DataOutputStream out) {

        static Server connect(String host, int port) throws IOException {
            Socket socket = new Socket(host, port);
            return new Server(
                    socket,
                    new DataInputStream(socket.getInputStream()),
                    new DataOutputStream(socket.getOutputStream()));
        }
    }
}
