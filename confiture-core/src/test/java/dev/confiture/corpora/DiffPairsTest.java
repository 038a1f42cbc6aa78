package dev.confiture.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The pairs of schemas that other diff tools are tested with: planned, run and judged, there and back. */
class DiffPairsTest {

    /** In percent of all pairs; only ever raised. */
    private static final double FLOOR = 96;

    /** Every how many pairs are taken: all of them are too many for every build; {@code -Dpairs.every=1} takes them. */
    private static final int EVERY = Integer.getInteger("pairs.every", 16);

    @Test
    void plansLeadFromEachSchemaOfAPairToTheOtherAndBack() throws SQLException, IOException {
        List<DiffPair> all = DiffPair.all(Corpora.orSkip().folder("diffpairs"));
        List<DiffPair> pairs = IntStream.range(0, all.size())
                .filter(place -> place % EVERY == 0)
                .mapToObj(all::get)
                .toList();
        PairRun run = PairRun.of(pairs);
        run.write(Path.of("target", "diffpairs.txt"));
        System.out.printf("corpora: %d pairs of schemas%n%s", pairs.size(), run.table());
        assertThat(run.proved()).as(run.table()).isGreaterThanOrEqualTo(FLOOR);
    }
}
