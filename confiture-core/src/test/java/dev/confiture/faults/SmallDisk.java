package dev.confiture.faults;

import dev.confiture.db.Session;
import dev.confiture.sql.SqlLiteral;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** A disk of a few megabytes under a tablespace, which can be filled to its last byte. Linux, as root. */
final class SmallDisk implements AutoCloseable {

    static final String TABLESPACE = "small_disk";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static boolean isPossible() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("user.name").equals("root");
    }

    /**
     * Empty where this machine mounts nothing, as in some containers.
     *
     * @param data the server's data folder: its owner is whom the server runs as
     */
    static Optional<SmallDisk> mount(Path data, Session session) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("confiture-small-disk-");
        if (exit("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", folder.toString()) != 0) {
            Files.delete(folder);
            return Optional.empty();
        }
        run("chown", "--reference=" + data, folder.toString());
        session.execute("CREATE TABLESPACE " + TABLESPACE + " LOCATION "
                + SqlLiteral.of(folder.toString()).quoted());
        return Optional.of(new SmallDisk(folder));
    }

    private static void run(String... command) throws IOException {
        int code = exit(command);
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code);
        }
    }

    private static int exit(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }

    void fill() throws IOException {
        try (OutputStream filler = Files.newOutputStream(filler())) {
            byte[] block = new byte[4096];
            while (true) {
                filler.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        run("umount", folder.toString());
        Files.delete(folder);
    }
}
