package dev.confiture.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void aClassThatChangesMuchNamesTheFirstDozenInLinesOfCommonLength() {
        List<String> subjects = IntStream.rangeClosed(101, 121)
                .mapToObj(n -> "table app.orders_of_year_" + n)
                .toList();
        assertThat(Summary.of(subjects))
                .hasSize(4)
                .allMatch(line -> line.length() <= 110)
                .satisfies(lines -> assertThat(String.join(" ", lines))
                        .startsWith("Changes table app.orders_of_year_101, table app.orders_of_year_102,")
                        .endsWith("table app.orders_of_year_112 and 9 more."));
    }

    @Test
    void aLongNameMakesALongLine() {
        String name = "table app." + "x".repeat(150);
        assertThat(Summary.of(List.of("schema app", name))).containsExactly("Changes schema app,", name + ".");
    }
}
