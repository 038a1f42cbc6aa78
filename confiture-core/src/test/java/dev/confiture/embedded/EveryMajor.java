package dev.confiture.embedded;

import dev.confiture.embedded.binaries.BinariesArtifact;
import dev.confiture.embedded.binaries.Platform;
import java.nio.file.Path;

/** The jars of all majors, which the build copies together because a class path holds one of them only. */
public final class EveryMajor {

    private EveryMajor() {}

    /** Fast, with the programs of that major. */
    public static EmbeddedOptions options(int major) {
        BinariesArtifact artifact = BinariesArtifact.of(major, Platform.current());
        return EmbeddedOptions.fast().withMajor(major).withBinaries(jar(artifact));
    }

    public static Path jar(BinariesArtifact artifact) {
        return Path.of(System.getProperty("embedded.jars"), artifact.artifactId() + "-" + artifact.version() + ".jar");
    }
}
