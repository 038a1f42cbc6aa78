package dev.confiture.embedded;

import dev.confiture.embedded.disk.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Where the files of one server are.
 *
 * @param folder the project's: holds what is ours, the password above all
 * @param home holds what is the server's; the folder itself, except where the server is another user, who cannot get there
 */
record ServerFiles(Path folder, Path home) {

    private static final String HOME_NOTE = "home";
    private static final long LITTLE_SPACE = 200_000_000;

    /** Those of a folder as it is. */
    static ServerFiles in(Path folder) throws IOException {
        Path note = folder.resolve(HOME_NOTE);
        return new ServerFiles(
                folder, Files.exists(note) ? Path.of(Files.readString(note).strip()) : folder);
    }

    /** Makes a folder that exists ready for a server, and git ignore it; to be called under the folder's lock. */
    static ServerFiles prepare(Path folder, RunAs runAs) throws IOException {
        Files.writeString(folder.resolve(".gitignore"), "*\n");
        if (runAs.isOtherUser() && !Files.exists(folder.resolve(HOME_NOTE)) && !Files.exists(folder.resolve("data"))) {
            Path home = SharedPlace.homeFor(folder);
            Files.createDirectories(home);
            runAs.handOver(home);
            Files.writeString(folder.resolve(HOME_NOTE), home.toString());
        }
        return in(folder);
    }

    Path data() {
        return home.resolve("data");
    }

    ServerLog log() {
        return new ServerLog(home.resolve("server.log"));
    }

    /** A line for messages if that may be the reason; else empty. */
    String littleSpace() throws IOException {
        long free = Files.getFileStore(home).getUsableSpace();
        return free < LITTLE_SPACE ? "\nonly " + free / 1_000_000 + " MB are free on the disk" : "";
    }

    /** Who has the folder, if that is not the user of this process. */
    Optional<String> otherOwner() throws IOException {
        String user = System.getProperty("user.name", "");
        return Optional.of(Files.getOwner(folder).getName()).filter(owner -> !owner.equals(user));
    }

    /** What the last start said. */
    Path startLog() {
        return folder.resolve("start.log");
    }

    /** Server settings that are ours; they are read after PostgreSQL's own file and before those of ALTER SYSTEM. */
    Path settings() {
        return data().resolve(Cluster.SETTINGS);
    }

    Optional<String> password() throws IOException {
        Path secret = secret();
        return Files.exists(secret) ? Optional.of(Files.readString(secret).strip()) : Optional.empty();
    }

    /** Keeps the password where only the user can read it. */
    void keepPassword(String password) throws IOException {
        Files.deleteIfExists(secret());
        FileAttribute<?>[] ownerOnly = DirectoryTree.isPosix(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(secret(), ownerOnly);
        AclFileAttributeView acl = Files.getFileAttributeView(secret(), AclFileAttributeView.class);
        if (acl != null) {
            acl.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(acl.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build()));
        }
        Files.writeString(secret(), password);
    }

    /** Deletes all but the lock and the .gitignore. */
    void delete() throws IOException {
        DirectoryTree.delete(data());
        Files.deleteIfExists(log().file());
        Files.deleteIfExists(startLog());
        Files.deleteIfExists(secret());
        if (!home.equals(folder)) {
            DirectoryTree.delete(home);
            Files.deleteIfExists(folder.resolve(HOME_NOTE));
        }
    }

    private Path secret() {
        return folder.resolve("secret");
    }
}
