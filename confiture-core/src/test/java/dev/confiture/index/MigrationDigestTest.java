package dev.confiture.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationDigestTest {

    private static final Optional<String> TOKENS = Optional.of("0123456789abcdef".repeat(4));

    @Test
    void withoutResourcesItIsTheTokenDigest() {
        assertThat(MigrationDigest.of(source(TOKENS), Map.of())).isEqualTo(TOKENS);
    }

    @Test
    void aResourcesContentCountsItsLineEndsDoNot() {
        Optional<String> unix = digest("select 1;\nselect 2;\n");

        assertThat(unix).isNotEqualTo(TOKENS).isPresent();
        assertThat(digest("select 1;\r\nselect 2;\r\n")).isEqualTo(unix);
        assertThat(digest("select 1;\rselect 2;\r")).isEqualTo(unix);
        assertThat(digest("select 1;\nselect  2;\n")).isNotEqualTo(unix);
    }

    @Test
    void whatIsNotKnownIsUnknownNotChanged() {
        assertThat(MigrationDigest.of(source(Optional.empty(), "a.sql"), Map.of("a.sql", new byte[0])))
                .isEmpty();
        assertThat(MigrationDigest.of(source(TOKENS, "a.sql"), Map.of())).isEmpty();
    }

    private static Optional<String> digest(String content) {
        return MigrationDigest.of(source(TOKENS, "a.sql"), Map.of("a.sql", content.getBytes(UTF_8)));
    }

    private static MigrationSource source(Optional<String> tokens, String... resources) {
        return new MigrationSource("db/A.java", 1, tokens, List.of(resources));
    }
}
