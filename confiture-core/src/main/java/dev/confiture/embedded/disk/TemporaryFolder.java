package dev.confiture.embedded.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Folders for what is gone in the end: in memory where the system keeps files there and has much room, because a database is
 * hundreds of small files; else where the JVM has its temporary files.
 */
public final class TemporaryFolder {

    private static final Path MEMORY = Path.of("/dev/shm");

    /** Where Linux has temporary files; another place was chosen by somebody, and is taken. */
    private static final Path USUAL = Path.of("/tmp");

    /** Bytes: many times what such databases take; a container gives 64 MB. */
    private static final long ROOM = 4L << 30;

    private TemporaryFolder() {}

    /** A new one, empty, for the user alone. */
    public static Path create(String prefix) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", ""));
        Path place = temporary.equals(USUAL) && hasRoom(MEMORY, ROOM) ? MEMORY : temporary;
        return Files.createTempDirectory(place, prefix).toRealPath();
    }

    static boolean hasRoom(Path folder, long bytes) {
        try {
            return Files.isDirectory(folder)
                    && Files.isWritable(folder)
                    && Files.getFileStore(folder).getUsableSpace() >= bytes;
        } catch (IOException e) {
            return false; // the other place may do, or says why not
        }
    }
}
