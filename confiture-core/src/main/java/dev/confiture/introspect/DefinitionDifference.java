package dev.confiture.introspect;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One definition that two databases do not share.
 *
 * @param label kind and identity
 * @param left the text in the first database; empty if only the second has it
 * @param right the text in the second database; empty if only the first has it
 */
public record DefinitionDifference(String label, Optional<String> left, Optional<String> right) {

    public DefinitionDifference {
        requireNonNull(label, "label");
        requireNonNull(left, "left");
        requireNonNull(right, "right");
    }

    /** {@code -} stands before what only the first database has, {@code +} before what only the second has. */
    @Override
    public String toString() {
        if (right.isEmpty()) {
            return "- " + label + ": " + indented(left.orElseThrow());
        }
        if (left.isEmpty()) {
            return "+ " + label + ": " + indented(right.orElseThrow());
        }
        return "~ " + label + change();
    }

    /**
     * The lines in which the two texts differ, to be put behind the label, if both are there. What is equal at the beginning
     * and at the end hides what differs between.
     */
    public String change() {
        List<String> old = left.orElse("").lines().toList();
        List<String> now = right.orElse("").lines().toList();
        int shorter = Math.min(old.size(), now.size());
        int same = 0;
        while (same < shorter && old.get(same).equals(now.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < shorter - same && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<String> lines = new ArrayList<>();
        lines.add(same == 0 ? "" : " (from line " + (same + 1) + " of its definition)");
        old.subList(same, old.size() - tail).forEach(line -> lines.add("    - " + line));
        now.subList(same, now.size() - tail).forEach(line -> lines.add("    + " + line));
        return String.join("\n", lines);
    }

    private static String indented(String text) {
        return text.replace("\n", "\n    ");
    }
}
