package dev.confiture.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server's own note about itself, {@code postmaster.pid}.
 *
 * @param data the data folder that the server serves
 * @param ready whether it said that it accepts connections
 * @see <a href="https://www.postgresql.org/docs/current/storage-file-layout.html">Database File Layout</a>
 */
record PidFile(long pid, Path data, int port, boolean ready) {

    private static final int PID = 0;
    private static final int DATA = 1;
    private static final int PORT = 3;
    private static final int STATE = 7;

    static Path in(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Empty if there is none, or not yet a whole one. */
    static Optional<PidFile> read(Path data) throws IOException {
        Path file = in(data);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() <= PORT) {
                return Optional.empty();
            }
            boolean ready = lines.size() > STATE && lines.get(STATE).strip().equals("ready");
            return Optional.of(new PidFile(
                    Long.parseLong(lines.get(PID).strip()),
                    Path.of(lines.get(DATA)),
                    Integer.parseInt(lines.get(PORT).strip()),
                    ready));
        } catch (NumberFormatException | java.nio.file.NoSuchFileException e) {
            return Optional.empty(); // being written, or deleted, this very moment
        }
    }

    /** Whether the server that wrote this is still there: after a crash its number may belong to any other program. */
    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .command()
                        .map(command ->
                                Path.of(command).getFileName().toString().startsWith("postgres"))
                        .orElse(true))
                .isPresent();
    }

    /**
     * Whether it serves this folder, and the file did not come here by copying a folder. The server works in its data
     * folder and goes along where that moves, but not its note; where Linux tells, this is asked, too.
     */
    boolean serves(Path folder) throws IOException {
        return isThere(data, folder) || isThere(Path.of("/proc", Long.toString(pid), "cwd"), folder);
    }

    private static boolean isThere(Path path, Path folder) throws IOException {
        return Files.exists(path) && Files.isSameFile(path, folder);
    }
}
