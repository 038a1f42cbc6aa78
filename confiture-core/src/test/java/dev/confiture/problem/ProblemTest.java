package dev.confiture.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void theTextSaysWhatWhereWhyAndFixInThatOrder() {
        Problem problem = Problem.error(
                ProblemCode.CONFIG_MISSING,
                "There is no confiture.yaml.",
                SourceSpan.of("db/schema/10_tables/user.sql", 3, 8).withExcerpt("create tabel x ()"),
                "two\nlines",
                "write one");

        assertThat(problem.text()).isEqualTo("""
                [config.missing] There is no confiture.yaml.
                  where: db/schema/10_tables/user.sql:3:8
                  3 | create tabel x ()
                    |        ^
                  why:   two
                         lines
                  fix:   write one""");
    }

    @Test
    void theCaretStandsUnderTheSameCodePointInALongLine() {
        String line = "x".repeat(300) + "!" + "y".repeat(300);
        String text = Problem.error(
                        ProblemCode.CONFIG_MISSING,
                        "Long.",
                        SourceSpan.of("f", 1, 301).withExcerpt(line),
                        "",
                        "")
                .text();
        List<String> lines = text.lines().toList();

        int caret = lines.get(3).indexOf('^');
        assertThat(lines.get(2).charAt(caret)).isEqualTo('!');
        assertThat(lines.get(2).length()).isLessThan(130);
    }

    @Test
    void aMisspeltNameFindsTheNearestKnownOne() {
        assertThat(Suggestion.closest("shcema_dir", List.of("schema_dir", "schema_dirs", "seed")))
                .contains("schema_dir");
        assertThat(Suggestion.closest("xyz", List.of("schema_dir", "seed"))).isEmpty();
    }
}
