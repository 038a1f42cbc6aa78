package dev.confiture.maven;

import java.util.List;

/**
 * Properties that change nothing in a run of a goal, as it is called.
 *
 * @param why as the end of a sentence, or a sentence of its own
 * @param properties as {@code confiture.maxRisk}
 */
public record Idle(String why, List<String> properties) {

    public Idle {
        properties = List.copyOf(properties);
    }

    public static Idle because(String why, String... properties) {
        return new Idle(why, List.of(properties));
    }
}
