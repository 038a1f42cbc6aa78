package dev.confiture.embedded.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Whole folders at once. */
public final class DirectoryTree {

    private static final String UNFINISHED = ".unfinished-";

    private DirectoryTree() {}

    /** Whether files here have owner, group and other permissions. */
    public static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Creates a folder, and those above it, that only the user may enter; one that exists is left as it is. */
    public static Path createPrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        if (folder.getParent() != null) {
            Files.createDirectories(folder.getParent());
        }
        try {
            return Files.createDirectory(folder, ownerOnly(folder));
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(folder)) {
                return folder; // somebody was faster
            }
            throw e;
        }
    }

    /**
     * Makes a folder appear complete or not at all: the work fills an unfinished one beside it, which is then renamed.
     * To be called under the lock of the parent folder: unfinished ones found there were left by a killed process, and
     * are deleted.
     *
     * @param target does not exist yet
     */
    public static void createWhole(Path target, Filling work) throws IOException {
        Path parent = Files.createDirectories(target.getParent());
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, UNFINISHED + "*")) {
            for (Path unfinished : left) {
                delete(unfinished);
            }
        }
        Path unfinished = Files.createDirectory(parent.resolve(UNFINISHED + target.getFileName()), ownerOnly(parent));
        try {
            work.fill(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unfinished);
        }
    }

    /** Copies what is in a folder into another that exists, permissions included; symbolic links stay links. */
    public static void copyContents(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(folder).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(folder, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Deletes a folder with all in it, without following symbolic links; one that does not exist is no error. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException error) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Puts what belongs into a new folder. */
    @FunctionalInterface
    public interface Filling {
        void fill(Path unfinished) throws IOException;
    }
}
