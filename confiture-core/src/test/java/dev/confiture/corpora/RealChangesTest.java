package dev.confiture.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.corpora.PairResult.Outcome;
import dev.confiture.db.Session;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import dev.confiture.sql.StatementKind;
import dev.confiture.sql.StatementSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Schemas of public projects against changed versions of themselves, and the steps that a public project took. {@code
 * -Dreal.changes=100} draws more changes, {@code -Dreal.every=1} takes every step.
 */
class RealChangesTest {

    private static final long SEED = Long.getLong("real.seed", 1);
    private static final int CHANGES = Integer.getInteger("real.changes", 2);
    private static final int EVERY = Integer.getInteger("real.every", 25);
    private static final int MAJOR = 15;

    @ParameterizedTest
    @CsvSource({"chinook, 15", "thingsboard, 15", "pagila, 18"})
    void plansLeadFromARealSchemaToAChangedOneAndBack(String name, int major) throws SQLException, IOException {
        String schema = withoutRows(Corpora.files(Corpora.orSkip().folder("schemas/" + name), ".sql"));
        List<String> misses = new ArrayList<>();
        try (ScratchServer scratch = ScratchServer.open(TestServer.maintenance(major), "confiture:test")) {
            PairTrial trial = new PairTrial(scratch);
            for (long seed = SEED; seed < SEED + CHANGES; seed++) {
                String changes = changes(scratch, schema, seed);
                DiffPair pair = new DiffPair(name, "seed " + seed, schema, schema + changes, List.of());
                misses(trial, pair).forEach(miss -> misses.add(miss + "\n-- changes\n" + changes));
            }
        }
        System.out.printf(
                "corpora: changes of %s on PostgreSQL %d: %d, of which %d are not proved%n",
                name, major, CHANGES, misses.size());
        assertThat(misses).isEmpty();
    }

    @Test
    void plansDoWhatTheMigrationsOfARealProjectDid() throws SQLException, IOException {
        List<Path> ups = Corpora.files(Corpora.orSkip().folder("migrations/concourse"), ".up.sql");
        List<String> misses = new ArrayList<>();
        int steps = 0;
        try (ScratchServer scratch = ScratchServer.open(TestServer.maintenance(MAJOR), "confiture:test")) {
            PairTrial trial = new PairTrial(scratch);
            for (int step = 0; step < ups.size(); step += EVERY) {
                String before = text(ups.subList(0, step));
                String after = text(ups.subList(0, step + 1));
                misses.addAll(misses(
                        trial,
                        new DiffPair("concourse", ups.get(step).getFileName().toString(), before, after, List.of())));
                steps++;
            }
        }
        System.out.printf("corpora: migrations concourse as plans: %d steps, %d misses%n", steps, misses.size());
        assertThat(misses).isEmpty();
    }

    private static List<String> misses(PairTrial trial, DiffPair pair) throws SQLException {
        return trial.run(pair).stream()
                .filter(result -> result.outcome() != Outcome.PROVED)
                .map(PairResult::toString)
                .toList();
    }

    private static String changes(ScratchServer scratch, String schema, long seed) throws SQLException {
        try (PairSide side = PairSide.load(scratch, schema);
                ScratchDatabase copy = side.copy();
                Session session = copy.open()) {
            Random random = new Random(seed);
            return new Mutations(side.picture().catalog(), random).apply(session, 1 + random.nextInt(5));
        }
    }

    /** The files as one script; their rows would be lost with what is dropped. */
    private static String withoutRows(List<Path> files) throws IOException {
        StringBuilder script = new StringBuilder();
        String text = text(files);
        StatementSplitter.split(text).statements().stream()
                .filter(statement -> statement.kind() != StatementKind.INSERT)
                .forEach(statement ->
                        script.append(text, statement.start(), statement.end()).append(";\n"));
        return script.toString();
    }

    private static String text(List<Path> files) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(Files.readString(file));
        }
        return texts.stream().map(text -> text + "\n;\n").collect(Collectors.joining());
    }
}
