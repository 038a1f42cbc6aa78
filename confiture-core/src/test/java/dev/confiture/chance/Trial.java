package dev.confiture.chance;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.chance.RandomSchema.Simpler;
import dev.confiture.corpora.DiffPair;
import dev.confiture.corpora.PairResult;
import dev.confiture.corpora.PairResult.Direction;
import dev.confiture.corpora.PairResult.Outcome;
import dev.confiture.corpora.PairSide;
import dev.confiture.corpora.PairTrial;
import dev.confiture.db.Session;
import dev.confiture.generate.Difference;
import dev.confiture.generate.Picture;
import dev.confiture.plan.Plan;
import dev.confiture.plan.Planner;
import dev.confiture.plan.ddl.Scene;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Random schemas and their neighbours, tried one after the other on one server. Not for several threads. */
final class Trial {

    /** Of 1000 decisions; a neighbour is near or far. */
    private static final int[] DISTANCES = {8, 25, 60, 150};

    /** What is found to be stuck is tried earlier in the next one, in which the others have other places. */
    private static final int MOST_ORDERS = 8;

    private final ScratchServer scratch;
    private final PairTrial pairs;
    private final int major;

    Trial(ScratchServer scratch) throws SQLException {
        this.scratch = scratch;
        this.pairs = new PairTrial(scratch);
        this.major = scratch.serverMajor();
    }

    /**
     * What came of one seed.
     *
     * @param kinds of what was in the schema
     */
    record Result(long seed, int major, List<PairResult> parts, Set<ObjectKind> kinds, DiffPair pair) {

        Optional<PairResult> miss() {
            return parts.stream()
                    .filter(part -> part.outcome() != Outcome.PROVED)
                    .findFirst();
        }

        Outcome outcome() {
            return miss().map(PairResult::outcome).orElse(Outcome.PROVED);
        }

        boolean changesSomething() {
            return !pair.before().equals(pair.after());
        }

        @Override
        public String toString() {
            return "seed %d on PostgreSQL %d: %s\n-- from\n%s\n-- to\n%s"
                    .formatted(
                            seed,
                            major,
                            miss().map(PairResult::toString).orElse("proved"),
                            pair.before(),
                            pair.after());
        }
    }

    Result run(long seed) throws SQLException {
        return run(seed, Simpler.NOTHING);
    }

    Result run(long seed, Simpler simpler) throws SQLException {
        RandomSchema schema = RandomSchema.of(seed, 0, major, simpler);
        RandomSchema neighbour = neighbour(seed, simpler);
        DiffPair pair = new DiffPair("chance", "seed " + seed, schema.sql(), neighbour.sql(), World.ROLES);
        List<PairResult> parts = new ArrayList<>();
        Set<ObjectKind> kinds = EnumSet.noneOf(ObjectKind.class);
        try (PairSide one = PairSide.load(scratch, schema.sql());
                PairSide other = PairSide.load(scratch, neighbour.sql())) {
            one.picture().catalog().objects().stream().map(CatalogObject::key).forEach(key -> kinds.add(key.kind()));
            Picture shuffled = inAnotherOrder(schema, new Random(seed));
            differences(one.picture(), shuffled, other.picture())
                    .ifPresent(text -> parts.add(PairResult.miss(pair, Direction.THERE, Outcome.WRONG, text)));
        } catch (RuntimeException | SQLException e) {
            parts.add(PairResult.miss(pair, Direction.THERE, Outcome.BROKEN, e.toString()));
        }
        if (parts.isEmpty()) {
            parts.addAll(pairs.run(pair));
        }
        return new Result(seed, major, parts, kinds, pair);
    }

    RandomSchema neighbour(long seed, Simpler simpler) {
        return RandomSchema.of(seed, DISTANCES[Math.floorMod(seed, DISTANCES.length)], major, simpler);
    }

    private static Optional<String> differences(Picture one, Picture shuffled, Picture other) {
        List<Difference> differences = shuffled.differencesTo(one);
        if (onlyNamesDiffer(differences, one.catalog())) {
            return Optional.empty(); // and so do the plans
        }
        if (!differences.isEmpty()) {
            return Optional.of("the same pieces in another order: "
                    + differences.stream().map(Difference::text).collect(Collectors.joining("\n")));
        }
        String text = text(one.catalog(), other.catalog());
        String again = text(shuffled.catalog(), other.catalog());
        return text.equals(again)
                ? Optional.empty()
                : Optional.of("the same pieces in another order give another plan:\n" + text + "\n-- and\n" + again);
    }

    /** The server numbers indexes of partitions that want the same name, in the order in which they are made. */
    private static boolean onlyNamesDiffer(List<Difference> differences, Catalog catalog) {
        Set<String> parts = catalog.objects().stream()
                .filter(object -> object.kind() == ObjectKind.INDEX && object.has(Property.PARENT))
                .map(object -> object.key().toString())
                .collect(Collectors.toSet());
        return !differences.isEmpty()
                && differences.stream().map(Difference::object).allMatch(parts::contains);
    }

    private static String text(Catalog from, Catalog to) {
        Plan plan = new Planner(Scene.Style.ONLINE).plan(from, to);
        return plan.statements() + "\n" + plan.notSupported();
    }

    /** Pieces that come too early for the server are tried again behind the others, as a person would move them. */
    private Picture inAnotherOrder(RandomSchema schema, Random random) throws SQLException {
        List<String> pieces = new ArrayList<>(
                schema.pieces().subList(schema.head(), schema.pieces().size()));
        Set<String> early = new LinkedHashSet<>();
        for (int attempt = 0; attempt < MOST_ORDERS; attempt++) {
            Collections.shuffle(pieces, random);
            try (ScratchDatabase database = scratch.create();
                    Session session = database.open()) {
                session.execute(String.join("", schema.pieces().subList(0, schema.head())));
                List<String> stuck = load(session, new ArrayList<>(early), pieces);
                if (stuck.isEmpty()) {
                    return Picture.read(session, Set.of());
                }
                early.addAll(stuck);
                pieces.removeAll(stuck);
            }
        }
        throw new SQLException("no order was found for " + early);
    }

    /**
     * @param early what is tried again after each of the others, as something of them is in its way
     * @return what could not be made
     */
    private static List<String> load(Session session, List<String> early, List<String> pieces) {
        List<String> waiting = pieces;
        while (!waiting.isEmpty()) {
            List<String> later = new ArrayList<>();
            for (String piece : waiting) {
                early.removeIf(each -> isMade(session, each));
                if (!isMade(session, piece)) {
                    later.add(piece);
                }
            }
            if (later.size() == waiting.size()) {
                break;
            }
            waiting = later;
        }
        early.removeIf(each -> isMade(session, each));
        List<String> stuck = new ArrayList<>(early);
        stuck.addAll(waiting);
        return stuck;
    }

    /** Several statements at once are one transaction. */
    private static boolean isMade(Session session, String piece) {
        try {
            session.execute(piece);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
