package dev.confiture.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class TextPositionsTest {

    @Test
    void linesEndWithAnyLineEnd() {
        TextPositions positions = TextPositions.of("a\nbc\r\nd\re");

        assertThat(positions.lines()).isEqualTo(4);
        assertThat(positions.lineText(2)).isEqualTo("bc");
        assertThat(positions.lineText(4)).isEqualTo("e");
        assertThat(positions.line(0)).isEqualTo(1);
        assertThat(positions.line(1)).isEqualTo(1);
        assertThat(positions.line(2)).isEqualTo(2);
        assertThat(positions.line(9)).isEqualTo(4);
    }

    @Test
    void columnsCountCodePoints() {
        String text = "x\n-- \ud83d\ude00é y";
        TextPositions positions = TextPositions.of(text);

        assertThat(positions.column(text.indexOf('y'))).isEqualTo(7);
        assertThat(positions.offset(0, 7)).isEqualTo(text.indexOf('y') - 1);
        assertThat(positions.offset(2, 100)).isEqualTo(text.length());
        assertThat(positions.span("a.sql", text.indexOf('y'))).hasToString("a.sql:2:7");
        assertThat(positions.span("a.sql", text.indexOf('y')).excerpt()).isEqualTo("-- \ud83d\ude00é y");
    }

    @Test
    void theEndOfTheTextIsAPlace() {
        assertThat(TextPositions.of("").line(0)).isEqualTo(1);
        assertThat(TextPositions.of("a\n").line(2)).isEqualTo(2);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> TextPositions.of("a").line(2));
    }
}
