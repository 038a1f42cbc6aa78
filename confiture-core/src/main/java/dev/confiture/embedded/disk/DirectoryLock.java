package dev.confiture.embedded.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one thread of one process at a time work on a folder, on this machine. */
public final class DirectoryLock {

    private static final String FILE = "lock";

    private DirectoryLock() {}

    /**
     * Runs work while holding the folder's lock; waits as long as another holder works. The folder is created if needed;
     * its file {@code lock} stays.
     */
    public static <T> T holding(Path folder, Work<T> work) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.toRealPath().resolve(FILE);
        // A POSIX file lock belongs to the process and is lost when any of its threads closes the file, so threads must
        // exclude each other before they open it. An interned name is one object for all class loaders of the JVM,
        // and so for several plugin class loaders of one Maven.
        synchronized (("confiture lock " + file).intern()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (!held.isValid()) {
                    throw new IOException("the lock on " + file + " was lost");
                }
                return work.run();
            }
        }
    }

    /** What is done under the lock. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }
}
