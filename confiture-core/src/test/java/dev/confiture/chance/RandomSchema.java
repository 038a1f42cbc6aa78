package dev.confiture.chance;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * DDL with objects of any kind.
 *
 * @param pieces in an order in which each finds what it needs; objects with what belongs to them
 * @param head how many of them stay first, because they change how the others are made
 * @param decisions what was drawn, by name
 */
record RandomSchema(List<String> pieces, int head, Map<String, String> decisions) {

    RandomSchema {
        pieces = List.copyOf(pieces);
        decisions = Map.copyOf(decisions);
    }

    /** @param redrawn of 1000 decisions, how many are taken otherwise than the seed says; 0 for the schema itself */
    static RandomSchema of(long seed, int redrawn, int major, Simpler simpler) {
        Dice dice = new Dice(seed, redrawn, simpler.kept(), simpler.plain());
        World world = new World(dice, major);
        Types types = new Types(world);
        Access access = new Access(world);
        types.drawSchemas();
        access.drawDefaults();
        int head = world.pieces().size();
        types.draw();
        Routines routines = new Routines(world);
        routines.drawEarly();
        new Tables(world).draw();
        new TableParts(world).draw();
        new Views(world).draw();
        routines.drawLate();
        routines.drawTriggers();
        access.draw();
        new OddKinds(world).draw();
        return new RandomSchema(world.pieces(), head, dice.drawn());
    }

    /** @param kept decisions that the neighbour does not take otherwise */
    record Simpler(Set<String> kept, Set<String> plain) {

        static final Simpler NOTHING = new Simpler(Set.of(), Set.of());

        Simpler {
            kept = Set.copyOf(kept);
            plain = Set.copyOf(plain);
        }
    }

    String sql() {
        return String.join("\n", pieces);
    }
}
