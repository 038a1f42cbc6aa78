package dev.confiture.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApplicationNameTest {

    @Test
    void itNamesGoalHostAndProcess() {
        assertThat(ApplicationName.of("migrate", "alpha", 12)).isEqualTo("confiture:migrate:alpha:12");
        assertThat(ApplicationName.of("migrate")).startsWith("confiture:migrate:");
    }

    @Test
    void aLongHostIsShortenedAndTheProcessStays() {
        assertThat(ApplicationName.of("migrate", "h".repeat(80), 4194304))
                .hasSize(63)
                .endsWith(":4194304");
    }

    @Test
    void theServerWouldReplaceOtherCharactersSoWeDo() {
        assertThat(ApplicationName.of("build", "büro pc", 1)).isEqualTo("confiture:build:b?ro?pc:1");
    }
}
