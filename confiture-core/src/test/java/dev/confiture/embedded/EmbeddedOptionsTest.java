package dev.confiture.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedOptionsTest {

    private static final Path HOME = Path.of("/home/me");

    @Test
    void programsAreKeptWhereTheSystemWantsCaches() {
        assertThat(EmbeddedOptions.userCache(Map.of(), "Linux", HOME)).isEqualTo(Path.of("/home/me/.cache/confiture"));
        assertThat(EmbeddedOptions.userCache(Map.of(), "Mac OS X", HOME))
                .isEqualTo(Path.of("/home/me/Library/Caches/confiture"));
        assertThat(EmbeddedOptions.userCache(Map.of("XDG_CACHE_HOME", "/fast"), "Linux", HOME))
                .isEqualTo(Path.of("/fast/confiture"));
        assertThat(EmbeddedOptions.userCache(Map.of("LOCALAPPDATA", "/local"), "Windows 11", HOME))
                .isEqualTo(Path.of("/local/confiture"));
    }

    @Test
    void aRelativeCacheIsNotUsedBecauseItWouldDependOnTheWorkingFolder() {
        assertThat(EmbeddedOptions.userCache(Map.of("XDG_CACHE_HOME", "here"), "Linux", HOME))
                .isEqualTo(Path.of("/home/me/.cache/confiture"));
    }
}
