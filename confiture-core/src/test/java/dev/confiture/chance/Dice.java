package dev.confiture.chance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decisions, each with a name and drawn from a {@link Random} of its own: that one is drawn otherwise, or no longer asked,
 * changes no other. A neighbour draws a few of them again. What is plain is decided as simply as it can be: no, 0, the first.
 */
final class Dice {

    /** Of 1000 names; a name that changes is a drop and a creation, which says little of anything else. */
    private static final int RENAMED = 4;

    private final long seed;
    private final int redrawn;
    private final Set<String> kept;
    private final Set<String> plain;
    private final Map<String, String> drawn = new TreeMap<>();

    /**
     * @param redrawn of 1000 decisions, how many are drawn again
     * @param kept never drawn again
     * @param plain decided simply
     */
    Dice(long seed, int redrawn, Set<String> kept, Set<String> plain) {
        this.seed = seed;
        this.redrawn = redrawn;
        this.kept = kept;
        this.plain = plain;
    }

    boolean yes(String name, int percent) {
        return noted(name, !plain.contains(name) && random(name, "").nextInt(100) < percent);
    }

    int below(String name, int bound) {
        return noted(name, plain.contains(name) ? 0 : random(name, "").nextInt(bound));
    }

    /** Of words that are always the same; what stands there twice is chosen twice as often. */
    String one(String name, String... choices) {
        return choices[below(name, choices.length)];
    }

    /** Of what there is: another choice is made only if the chosen one is no longer offered. */
    <T> T one(String name, List<T> choices) {
        T choice = plain.contains(name)
                ? choices.get(0)
                : choices.stream()
                        .max(Comparator.comparingInt(
                                each -> random(name, each.toString()).nextInt()))
                        .orElseThrow();
        return noted(name, choice);
    }

    <T> List<T> some(String name, List<T> choices, int percent) {
        List<T> chosen = new ArrayList<>();
        for (T choice : choices) {
            if (yes(name + " " + choice, percent)) {
                chosen.add(choice);
            }
        }
        return chosen;
    }

    /** What was decided, by name. */
    Map<String, String> drawn() {
        return drawn;
    }

    private <T> T noted(String name, T decision) {
        drawn.put(name, decision.toString());
        return decision;
    }

    private Random random(String name, String choice) {
        int limit = name.endsWith(" name") ? Math.min(RENAMED, redrawn) : redrawn;
        boolean again = !kept.contains(name) && mixed(seed + 1, name).nextInt(1000) < limit;
        return mixed(again ? ~seed : seed, name + "\n" + choice);
    }

    private static Random mixed(long seed, String text) {
        long hash = seed * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        Random random = new Random(hash ^ (hash >>> 29));
        random.nextInt(); // the first draws of seeds that are close to each other are close, too
        return random;
    }
}
