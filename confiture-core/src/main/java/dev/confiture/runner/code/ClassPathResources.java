package dev.confiture.runner.code;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads resources without the JVM's cache of open jars, which would keep a jar locked, and stale when it is rebuilt. */
final class ClassPathResources {

    private ClassPathResources() {}

    /** What a migration's class calls a resource, as the class loader calls it: beside the class, or from the root. */
    static String name(Class<?> type, String written) {
        if (written.startsWith("/")) {
            return written.substring(1);
        }
        String folder = type.getPackageName().replace('.', '/');
        return folder.isEmpty() ? written : folder + "/" + written;
    }

    static Optional<byte[]> read(ClassLoader loader, String name) throws IOException {
        URL url = loader.getResource(name);
        return url == null ? Optional.empty() : Optional.of(read(url));
    }

    static List<URL> all(ClassLoader loader, String name) throws IOException {
        return Collections.list(loader.getResources(name));
    }

    static byte[] read(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream content = connection.getInputStream()) {
            return content.readAllBytes();
        }
    }

    /** The jar or folder that a resource of this name was found in, as a path for people. */
    static String root(URL url, String name) {
        String text = url.toString();
        String root = text.substring(0, text.length() - name.length());
        if (root.startsWith("jar:")) {
            root = root.substring("jar:".length()).replaceFirst("!/$", "");
        }
        return root.startsWith("file:") ? Path.of(java.net.URI.create(root)).toString() : root;
    }
}
