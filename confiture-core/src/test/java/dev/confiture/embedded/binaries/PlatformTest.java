package dev.confiture.embedded.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.problem.ConfitureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, linux-amd64, postgres-linux-x86_64.txz",
        "Linux, amd64, true, linux-amd64-alpine, postgres-linux-x86_64-alpine_linux.txz",
        "Linux, aarch64, false, linux-arm64v8, postgres-linux-arm_64.txz",
        "Linux, aarch64, true, linux-arm64v8-alpine, postgres-linux-arm_64-alpine_linux.txz",
        "Mac OS X, x86_64, false, darwin-amd64, postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, false, darwin-arm64v8, postgres-darwin-arm_64.txz",
        "Windows 11, amd64, false, windows-amd64, postgres-windows-x86_64.txz",
        "Windows 11, aarch64, false, windows-amd64, postgres-windows-x86_64.txz"
    })
    void everyPackagedPlatformIsRecognized(String os, String arch, boolean musl, String id, String archive) {
        Platform platform = Platform.of(os, arch, musl);

        assertThat(platform.id()).isEqualTo(id);
        assertThat(platform.archive()).isEqualTo(archive);
    }

    @Test
    void anotherPlatformIsAProblemThatNamesTheSupportedOnes() {
        assertThatThrownBy(() -> Platform.of("AIX", "ppc64", false))
                .isInstanceOf(ConfitureException.class)
                .hasMessageContaining("[embedded.unsupported-platform]")
                .hasMessageContaining("AIX on ppc64")
                .hasMessageContaining("linux-amd64-alpine");
    }

    @Test
    void anotherMajorIsAProblemThatNamesTheSupportedOnes() {
        assertThatThrownBy(() -> BinariesArtifact.of(12, Platform.LINUX_AMD64))
                .isInstanceOf(ConfitureException.class)
                .hasMessageContaining("[embedded.unsupported-version]")
                .hasMessageContaining("14, 15, 16, 17, 18");
    }
}
