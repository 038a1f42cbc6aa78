package dev.confiture.embedded.binaries;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The combinations of operating system, processor and C library that PostgreSQL is packaged for. */
public enum Platform {
    LINUX_AMD64("linux-amd64", "linux-x86_64"),
    LINUX_AMD64_MUSL("linux-amd64-alpine", "linux-x86_64-alpine_linux"),
    LINUX_ARM64("linux-arm64v8", "linux-arm_64"),
    LINUX_ARM64_MUSL("linux-arm64v8-alpine", "linux-arm_64-alpine_linux"),
    MAC_AMD64("darwin-amd64", "darwin-x86_64"),
    MAC_ARM64("darwin-arm64v8", "darwin-arm_64"),
    WINDOWS_AMD64("windows-amd64", "windows-x86_64");

    private final String id;
    private final String archiveName;

    Platform(String id, String archiveName) {
        this.id = id;
        this.archiveName = archiveName;
    }

    /** As in the artifact's name: {@code linux-amd64}. */
    public String id() {
        return id;
    }

    public boolean isWindows() {
        return this == WINDOWS_AMD64;
    }

    public boolean isMac() {
        return this == MAC_AMD64 || this == MAC_ARM64;
    }

    /** Path of the packed programs in the artifact's jar. */
    String archive() {
        return "postgres-" + archiveName + ".txz";
    }

    /** The file name of one of the server's programs. */
    String program(String name) {
        return isWindows() ? name + ".exe" : name;
    }

    /** The platform of this JVM. */
    public static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""), isMusl());
    }

    /**
     * @param osName Java's {@code os.name}
     * @param osArch Java's {@code os.arch}
     * @param musl whether the C library is musl (Alpine Linux)
     */
    static Platform of(String osName, String osArch, boolean musl) {
        String os = osName.toLowerCase(Locale.ROOT);
        boolean amd64 = osArch.equals("amd64") || osArch.equals("x86_64");
        boolean arm64 = osArch.equals("aarch64") || osArch.equals("arm64");
        if (os.startsWith("windows") && (amd64 || arm64)) {
            return WINDOWS_AMD64; // Windows on ARM runs these programs too
        }
        if (os.startsWith("mac") && (amd64 || arm64)) {
            return amd64 ? MAC_AMD64 : MAC_ARM64;
        }
        if (os.equals("linux") && amd64) {
            return musl ? LINUX_AMD64_MUSL : LINUX_AMD64;
        }
        if (os.equals("linux") && arm64) {
            return musl ? LINUX_ARM64_MUSL : LINUX_ARM64;
        }
        throw new ConfitureException(Problem.error(
                ProblemCode.EMBEDDED_UNSUPPORTED_PLATFORM,
                "There is no embedded PostgreSQL for " + osName + " on " + osArch + ".",
                "it is packaged for "
                        + Arrays.stream(values()).map(Platform::id).collect(Collectors.joining(", ")),
                "install PostgreSQL and give its address as database_url: postgresql://…"));
    }

    /** Asks what this JVM itself was loaded with, because a glibc system may have musl installed beside it. */
    private static boolean isMusl() {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.isReadable(maps)) {
            return false;
        }
        try {
            return new String(Files.readAllBytes(maps), StandardCharsets.ISO_8859_1).contains("/ld-musl-");
        } catch (IOException e) {
            return Files.exists(Path.of("/etc/alpine-release"));
        }
    }
}
