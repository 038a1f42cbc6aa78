package dev.confiture.generate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rules of columns as people write them, and texts that keep them. */
class PatternSamplesTest {

    private static final List<String> PATTERNS = List.of(
            "^[^@]+@[^@]+$",
            "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$",
            "^[a-zA-Z0-9.!#$%&''*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9]+)*$",
            "^[A-Z]{2}$",
            "^[a-z0-9]+(?:-[a-z0-9]+)*$",
            "^\\+?\\d{7,15}$",
            "^#[0-9a-f]{6}$",
            "^https?://[^/]+(/.*)?$",
            "^(draft|sent|paid)$",
            "^[[:alpha:]][[:alnum:]_]{2,}$",
            "^\\d{4}-\\d{2}-\\d{2}$",
            "^v\\d+\\.\\d+\\.\\d+$",
            "\\S",
            "^[^]a]$",
            "abc");

    @Test
    void theServerAcceptsThem() throws SQLException {
        try (FreshDatabase database = TestServer.freshDatabase(17);
                Session session = database.open()) {
            for (String pattern : PATTERNS) {
                List<String> samples = PatternSamples.of(pattern);
                assertThat(samples)
                        .isNotEmpty()
                        .allSatisfy(sample -> assertThat(
                                        session.queryOne("SELECT ? ~ ?", row -> row.getBoolean(1), sample, pattern))
                                .as(pattern + " on " + sample)
                                .contains(true));
            }
        }
    }

    @Test
    void likeIsKnown() {
        assertThat(PatternSamples.ofLike("INV^[2]-%_"))
                .allSatisfy(sample ->
                        assertThat(sample).startsWith("INV^[2]-").hasSizeGreaterThan("INV^[2]-".length() + 1));
    }

    @Test
    void whatIsNoExpressionEndsAllTheSame() {
        Random random = new Random(20261123);
        String parts = "a[](){}|*+?^$\\-:,1.";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                pattern.append(parts.charAt(random.nextInt(parts.length())));
            }
            assertThat(PatternSamples.of(pattern.toString())).isNotEmpty();
        }
    }
}
