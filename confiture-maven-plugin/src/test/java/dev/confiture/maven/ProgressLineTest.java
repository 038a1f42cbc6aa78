package dev.confiture.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private static final Map<String, String> TERMINAL = Map.of("TERM", "xterm");

    private final StringBuilder terminal = new StringBuilder();

    @Test
    void aLineIsShownInPlaceOfTheOneBeforeAndLeavesNothingBehind() {
        try (ProgressLine line = new ProgressLine(terminal::append)) {
            line.show("applying 1 a", "applying 1 a");
            line.show("applying 2 b", "applying 2 b");
            line.repaint(Duration.ofSeconds(3));
        }
        assertThat(terminal.toString().replace("\u001b[K", "|"))
                .startsWith("\rapplying 1 a|\rapplying 2 b|")
                .contains("\rapplying 2 b 3 s|")
                .endsWith("\r|");
    }

    @Test
    void nothingIsPrintedWhereNothingGoesOn() {
        try (ProgressLine line = new ProgressLine(terminal::append)) {
            line.clear();
            line.repaint(Duration.ofSeconds(3));
        }
        assertThat(terminal).isEmpty();
    }

    @Test
    void whatIsTooLongOrHasSeveralLinesIsForTheLog() {
        assertThat(ProgressLine.fits("applying 1 a")).isTrue();
        assertThat(ProgressLine.fits("a".repeat(78))).isFalse();
        assertThat(ProgressLine.fits("a\nb")).isFalse();
    }

    @Test
    void batchModeAndTheWishForNoColoursTurnItOffAndSoDoesAProcessWithoutATerminal() {
        assertThat(ProgressLine.isWanted(true, TERMINAL, Optional.empty())).isFalse();
        assertThat(ProgressLine.isWanted(false, Map.of("TERM", "xterm", "NO_COLOR", "1"), Optional.empty()))
                .isFalse();
        assertThat(ProgressLine.isWanted(false, TERMINAL, Optional.of("never"))).isFalse();
        assertThat(ProgressLine.isWanted(false, Map.of("TERM", "dumb"), Optional.empty()))
                .isFalse();
    }
}
