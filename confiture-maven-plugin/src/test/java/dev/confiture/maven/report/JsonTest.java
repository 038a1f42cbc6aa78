package dev.confiture.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void membersKeepTheirOrderAndNesting() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("b", 1);
        json.put("a", List.of(true, Map.of("deep", 2L), List.of()));
        json.put("none", null);
        assertThat(Json.text(json)).isEqualTo("""
                        {
                          "b": 1,
                          "a": [
                            true,
                            {
                              "deep": 2
                            },
                            []
                          ],
                          "none": null
                        }
                        """);
    }

    @Test
    void whatJsonForbidsInStringsIsEscaped() {
        assertThat(Json.text(Map.of("k\"", "a\\b\n\r\t\u0001é\uD83D\uDE00")))
                .isEqualTo("{\n  \"k\\\"\": \"a\\\\b\\n\\r\\t\\u0001é\\ud83d\\ude00\"\n}\n");
    }

    @Test
    void nothingElseIsAValue() {
        Map<String, Object> json = Map.of("a", new ArrayList<>(List.of(1.5)));
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.text(json))
                .withMessageContaining("Double");
    }
}
