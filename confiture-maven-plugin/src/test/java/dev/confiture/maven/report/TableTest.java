package dev.confiture.maven.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(Table.of("version", "name")
                        .row("1", "a\uD83D\uDE00")
                        .row("20261120101500", "")
                        .text())
                .isEqualTo("version         name\n1               a\uD83D\uDE00\n20261120101500\n");
    }

    @Test
    void aRowHasOneCellForEachColumn() {
        assertThatIllegalArgumentException().isThrownBy(() -> Table.of("a").row("1", "2"));
    }
}
