package dev.confiture.embedded;

import dev.confiture.embedded.binaries.BinariesArtifact;
import dev.confiture.embedded.binaries.Platform;
import java.nio.file.Path;

/** The jars of all majors, which the build copies together because a class path holds one of them only. */
final class EveryMajor {

    private EveryMajor() {}

    static EmbeddedOptions options(int major) {
        BinariesArtifact artifact = BinariesArtifact.of(major, Platform.current());
        return EmbeddedOptions.fast()
                .withMajor(major)
                .withBinaries(Path.of(
                        System.getProperty("embedded.jars"),
                        artifact.artifactId() + "-" + artifact.version() + ".jar"));
    }
}
