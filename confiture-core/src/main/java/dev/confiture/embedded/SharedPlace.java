package dev.confiture.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** Where root keeps what a server that runs as nobody must reach: homes of root and Maven are closed to that user. */
final class SharedPlace {

    private static final Path ROOT = Path.of("/var/tmp/confiture-root");

    private SharedPlace() {}

    static Path store() throws IOException {
        return Files.createDirectories(root().resolve("postgresql"));
    }

    /** The same for the same folder, different for different ones. */
    static Path homeFor(Path folder) throws IOException {
        String name = UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        return root().resolve("servers").resolve(name);
    }

    /** Everybody may create files in /var/tmp, so what is found there is not trusted unless it is root's own. */
    private static Path root() throws IOException {
        if (!Files.exists(ROOT, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(
                    ROOT, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        boolean ours = Files.isDirectory(ROOT, LinkOption.NOFOLLOW_LINKS)
                && Integer.valueOf(0).equals(Files.getAttribute(ROOT, "unix:uid", LinkOption.NOFOLLOW_LINKS));
        if (!ours) {
            throw new IOException(ROOT + " is not a folder of root");
        }
        return ROOT;
    }
}
