package dev.confiture.embedded;

import static java.util.Objects.requireNonNull;

import dev.confiture.embedded.binaries.BinariesArtifact;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which PostgreSQL to embed, and how.
 *
 * @param major 14 to 18
 * @param binaries the jar with PostgreSQL's programs; without it they come from the class path, else from the cache
 * @param cache where unpacked programs are kept for all projects of a user
 */
public record EmbeddedOptions(int major, Durability durability, Optional<Path> binaries, Path cache) {

    public EmbeddedOptions {
        requireNonNull(durability, "durability");
        requireNonNull(binaries, "binaries");
        requireNonNull(cache, "cache");
    }

    /** The default major, for data that people keep. */
    public static EmbeddedOptions durable() {
        return of(Durability.DURABLE);
    }

    /** The default major, for tests. */
    public static EmbeddedOptions fast() {
        return of(Durability.FAST);
    }

    private static EmbeddedOptions of(Durability durability) {
        Path cache = userCache(
                System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "")));
        return new EmbeddedOptions(BinariesArtifact.DEFAULT_MAJOR, durability, Optional.empty(), cache);
    }

    public EmbeddedOptions withMajor(int otherMajor) {
        return new EmbeddedOptions(otherMajor, durability, binaries, cache);
    }

    public EmbeddedOptions withBinaries(Path jar) {
        return new EmbeddedOptions(major, durability, Optional.of(jar), cache);
    }

    public EmbeddedOptions withCache(Path otherCache) {
        return new EmbeddedOptions(major, durability, binaries, otherCache);
    }

    /** Where this system wants caches, and there our folder. */
    static Path userCache(Map<String, String> environment, String osName, Path home) {
        String os = osName.toLowerCase(Locale.ROOT);
        Optional<Path> told = Optional.ofNullable(
                        environment.get(os.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute);
        Path usual = os.startsWith("mac") ? home.resolve("Library/Caches") : home.resolve(".cache");
        return told.orElse(usual).resolve("confiture");
    }
}
