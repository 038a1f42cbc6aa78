package dev.confiture.chance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.chance.Trial.Result;
import dev.confiture.corpora.PairResult.Outcome;
import dev.confiture.embedded.binaries.BinariesArtifact;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Schemas made at random: built twice, in two orders, they are the same; plans lead to a neighbour and back, with rows in the
 * tables. {@code -Dchance.seed=7 -Dchance.schemas=1 -Dchance.major=15} repeats what a failure names, shrunk; other numbers
 * try others.
 */
class RandomSchemasTest {

    private static final long SEED = Long.getLong("chance.seed", 1);
    private static final int SCHEMAS = Integer.getInteger("chance.schemas", 40);
    private static final List<Integer> MAJORS = System.getProperties().containsKey("chance.major")
            ? List.of(Integer.getInteger("chance.major"))
            : List.copyOf(BinariesArtifact.majors());

    /** In percent; only ever raised. */
    private static final double FLOOR = 85;

    /** A subscription needs another server, and the value of an enum is no object. */
    private static final EnumSet<ObjectKind> NEVER_MADE = EnumSet.of(ObjectKind.SUBSCRIPTION, ObjectKind.ENUM_LABEL);

    @Test
    void plansLeadFromARandomSchemaToItsNeighbourAndBack() throws SQLException, IOException {
        ChanceRun run = ChanceRun.of(SEED, SCHEMAS, MAJORS);
        run.write(Path.of("target", "chance.txt"));
        System.out.printf(
                "chance: %d random schemas on PostgreSQL %s, seeds %d to %d: %s%n",
                SCHEMAS, MAJORS, SEED, SEED + SCHEMAS - 1, run.outcomes());
        Result worst = run.results().get(0);
        assertThat(100.0 * run.with(Outcome.PROVED) / SCHEMAS)
                .as(() -> simplest(run, worst))
                .isGreaterThanOrEqualTo(SCHEMAS == 1 ? 100 : FLOOR);
        if (SCHEMAS > 1) {
            assertThat(run.kinds()).containsAll(EnumSet.complementOf(NEVER_MADE));
            assertThat(run.results().stream().filter(Result::changesSomething)).hasSizeGreaterThan(SCHEMAS * 9 / 10);
        }
    }

    private static String simplest(ChanceRun run, Result failed) {
        try {
            return run.simplest(failed).toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
