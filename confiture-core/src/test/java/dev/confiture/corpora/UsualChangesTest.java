package dev.confiture.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.corpora.PairResult.Outcome;
import dev.confiture.source.ScratchServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Changes that people make, several at once, proved there and back with rows in the tables. Each major gets its share of each
 * third one; {@code -Dchanges.every=1} takes all.
 */
class UsualChangesTest {

    private static final List<Integer> MAJORS = List.of(15, 16, 17, 18);
    private static final int EVERY = Integer.getInteger("changes.every", 3);

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void everyChangeIsProvedBothWays(int major) throws SQLException, IOException {
        List<DiffPair> all = cases();
        List<String> misses = new ArrayList<>();
        try (ScratchServer scratch = ScratchServer.open(TestServer.maintenance(major), "confiture:test")) {
            PairTrial trial = new PairTrial(scratch);
            for (int i = MAJORS.indexOf(major) * EVERY; i < all.size(); i += MAJORS.size() * EVERY) {
                for (PairResult result : trial.run(all.get(i))) {
                    if (result.outcome() != Outcome.PROVED) {
                        misses.add(result.pair().name() + ", " + result.direction() + ": " + result.reason());
                    }
                }
            }
        }
        assertThat(misses).isEmpty();
    }

    private static List<DiffPair> cases() throws IOException {
        String name = "/dev/confiture/generate/changes.sql";
        try (InputStream file = Objects.requireNonNull(UsualChangesTest.class.getResourceAsStream(name), name)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("-- case: "))
                    .skip(1)
                    .map(UsualChangesTest::pair)
                    .toList();
        }
    }

    private static DiffPair pair(String text) {
        int title = text.indexOf('\n');
        int middle = text.indexOf("\n-- to\n");
        String before = text.substring(title, middle);
        String after = text.substring(middle + "\n-- to\n".length());
        return new DiffPair("ours", text.substring(0, title), before, after, List.of());
    }
}
