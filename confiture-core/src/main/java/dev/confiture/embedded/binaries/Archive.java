package dev.confiture.embedded.binaries;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, packed in a jar.
 *
 * @param jar the jar's path or address, for messages
 * @param version {@code 17.11.0}, from the jar's file name, because nothing inside the jar tells
 * @param content where the packed programs are
 */
record Archive(String jar, String version, URL content) {

    private static final Pattern VERSION = Pattern.compile("-(\\d+\\.\\d+(?:\\.\\d+)*)\\.jar$");
    private static final int OWNER_EXECUTES = 0100;

    /** Empty if the jar's name carries no version. */
    static Optional<Archive> in(Path jar, Platform platform) throws IOException {
        URL content =
                URI.create("jar:" + jar.toUri() + "!/" + platform.archive()).toURL();
        return at(content);
    }

    /** All on the class path; each jar has them under the same name. */
    static List<Archive> on(ClassLoader classPath, Platform platform) throws IOException {
        List<Archive> found = new ArrayList<>();
        var all = classPath.getResources(platform.archive());
        while (all.hasMoreElements()) {
            at(all.nextElement()).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Archive> at(URL content) {
        String address = content.toString();
        int inside = address.lastIndexOf("!/");
        String jar = inside < 0 ? address : address.substring(0, inside);
        Matcher version = VERSION.matcher(jar);
        return version.find()
                ? Optional.of(new Archive(jar.replaceFirst("^jar:", ""), version.group(1), content))
                : Optional.empty();
    }

    int major() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    /** @param folder exists and is empty */
    void unpackInto(Path folder) throws IOException {
        try (InputStream packed = content.openStream();
                TarArchiveInputStream files = new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                Path target = inside(folder, folder, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    inside(folder, target, "../" + entry.getLinkName());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    Files.copy(files, target);
                    makeExecutable(target, entry.getMode());
                } else {
                    throw new IOException("unexpected kind of entry: " + entry.getName());
                }
            }
        }
    }

    private static Path inside(Path folder, Path base, String name) throws IOException {
        Path target = base.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the entry " + name + " would leave its folder");
        }
        return target;
    }

    private static void makeExecutable(Path file, int mode) throws IOException {
        if ((mode & OWNER_EXECUTES) == 0
                || !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(file, permissions);
    }
}
