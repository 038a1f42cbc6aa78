package dev.confiture.runner.code;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * The classes of one execution: everything from the project's class path, except what it must share with the engine,
 * the migrations API and the driver ({@code unwrap(PGConnection.class)} works with one driver only).
 */
final class MigrationClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private MigrationClassLoader(URL[] urls, ClassLoader parent) {
        // The name shows in stack traces: "at project//db.migrations.AddUserBio.up(AddUserBio.java:13)".
        super("project", urls, parent);
    }

    static MigrationClassLoader open(List<Path> entries, ClassLoader engine) {
        return new MigrationClassLoader(
                entries.stream().map(MigrationClassLoader::url).toArray(URL[]::new), new Shared(engine));
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a class path entry: " + entry, e);
        }
    }

    /** The platform, and of the engine only what is shared. */
    private static final class Shared extends ClassLoader {

        private static final List<String> PACKAGES = List.of("dev.confiture.migration.", "org.postgresql.");

        private final ClassLoader engine;

        Shared(ClassLoader engine) {
            super("confiture-shared", ClassLoader.getPlatformClassLoader());
            this.engine = engine;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return isShared(name) ? engine.loadClass(name) : super.loadClass(name, resolve);
        }

        @Override
        public URL getResource(String name) {
            return isShared(name.replace('/', '.')) ? engine.getResource(name) : super.getResource(name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return isShared(name.replace('/', '.'))
                    ? Collections.enumeration(Collections.list(engine.getResources(name)))
                    : super.getResources(name);
        }

        private static boolean isShared(String name) {
            return PACKAGES.stream().anyMatch(name::startsWith);
        }
    }
}
