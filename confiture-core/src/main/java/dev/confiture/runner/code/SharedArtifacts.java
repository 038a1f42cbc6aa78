package dev.confiture.runner.code;

import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two artifacts that a project's classes share with the engine, and what their versions on both sides mean. The
 * versions stand in the {@code pom.properties} that Maven puts into our jars and in the manifest of the driver's; where
 * they do not, nothing can be said.
 */
final class SharedArtifacts {

    private static final String API = "META-INF/maven/dev.confiture/confiture-migrations-api/pom.properties";
    private static final String DRIVER = "org/postgresql/Driver.class";
    private static final Pattern NUMBERS = Pattern.compile("([0-9]+(?:\\.[0-9]+)*).*");

    private SharedArtifacts() {}

    /** The engine's version of the migrations API, which is that of the plugin. */
    static Optional<String> apiVersion(ClassLoader engine) {
        return version(engine.getResource(API));
    }

    static List<Problem> compare(MigrationClassLoader project, ClassLoader engine) {
        List<Problem> findings = new ArrayList<>();
        // findResource looks at the project's own entries, not at the parent's.
        Optional<String> projectApi = version(project.findResource(API));
        Optional<String> engineApi = apiVersion(engine);
        if (projectApi.isPresent() && engineApi.isPresent() && isNewer(projectApi.get(), engineApi.get())) {
            findings.add(Problem.error(
                    ProblemCode.CODE_NEWER_API,
                    "The project uses confiture-migrations-api " + projectApi.get() + ", but confiture-maven-plugin is "
                            + engineApi.get() + ".",
                    "migrations run with the plugin's classes, which may lack what the newer ones have",
                    "give both the same version in the pom.xml: " + projectApi.get()));
        }
        Optional<String> projectDriver = implementationVersion(project.findResource(DRIVER));
        Optional<String> engineDriver = implementationVersion(engine.getResource(DRIVER));
        if (projectDriver.isPresent()
                && engineDriver.isPresent()
                && !projectDriver.get().equals(engineDriver.get())) {
            findings.add(Problem.note(
                    ProblemCode.CODE_SHADOWED_DRIVER,
                    "Migrations run with the PostgreSQL driver " + engineDriver.get() + ", not with the project's "
                            + projectDriver.get() + ".",
                    "connections come from the plugin, and there is one driver for both",
                    "to run them with another one, name it in the <dependencies> of confiture-maven-plugin"));
        }
        return findings;
    }

    private static boolean isNewer(String version, String than) {
        return numbers(version)
                .flatMap(one -> numbers(than).map(other -> one.compareTo(other) > 0))
                .orElse(false);
    }

    private static Optional<MigrationVersion> numbers(String version) {
        Matcher leading = NUMBERS.matcher(version);
        return leading.matches() ? MigrationVersion.parse(leading.group(1)) : Optional.empty();
    }

    private static Optional<String> version(@Nullable URL properties) {
        if (properties == null) {
            return Optional.empty();
        }
        try {
            Properties read = new Properties();
            read.load(new ByteArrayInputStream(ClassPathResources.read(properties)));
            return Optional.ofNullable(read.getProperty("version"));
        } catch (IOException e) {
            // A jar that cannot be read says nothing about versions; its classes will say more.
            return Optional.empty();
        }
    }

    /** As the manifest of the jar says that holds a class. */
    private static Optional<String> implementationVersion(@Nullable URL type) {
        try {
            if (type == null || !(type.openConnection() instanceof JarURLConnection jar)) {
                return Optional.empty();
            }
            // Not cached, so this jar is ours to close.
            jar.setUseCaches(false);
            try (JarFile file = jar.getJarFile()) {
                return Optional.ofNullable(file.getManifest())
                        .map(manifest -> manifest.getMainAttributes().getValue("Implementation-Version"));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
