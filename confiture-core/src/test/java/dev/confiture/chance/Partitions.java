package dev.confiture.chance;

import java.util.List;
import java.util.stream.Collectors;

/** The partitions of one table whose column {@code at} says where a row belongs. */
final class Partitions {

    private final World world;
    private final Dice dice;
    private final String id;
    private final String parent;
    private final List<String> lines;

    /** @param lines of the parent's columns and constraints */
    Partitions(World world, String id, String parent, List<String> lines) {
        this.world = world;
        this.dice = world.dice();
        this.id = id;
        this.parent = parent;
        this.lines = lines;
    }

    void draw(String by) {
        for (int i = 0; i < 3; i++) {
            if (dice.yes(id + " part " + i, 70)) {
                part(id + " part " + i, parent, bounds(by, i));
            }
        }
        if (!by.equals("HASH") && dice.yes(id + " rest", 50)) {
            part(id + " rest", parent, "DEFAULT");
        }
    }

    private String bounds(String by, int place) {
        return switch (by) {
            case "HASH" -> "FOR VALUES WITH (MODULUS 3, REMAINDER " + place + ")";
            case "LIST" ->
                "FOR VALUES IN (" + (place * 3) + ", " + (place * 3 + 1)
                        + (dice.yes(id + " more " + place, 30) ? ", " + (place * 3 + 2) : "") + ")";
            default ->
                "FOR VALUES FROM (" + (place == 0 ? "MINVALUE" : "" + place * 10) + ") TO ("
                        + (place * 10 + (dice.yes(id + " short " + place, 20) ? 5 : 10)) + ")";
        };
    }

    private void part(String name, String whole, String bounds) {
        String path = world.path(name);
        boolean divided = whole.equals(parent) && dice.yes(name + " divided", 12);
        String further = divided ? " PARTITION BY HASH (at)" : "";
        if (!divided && dice.yes(name + " attached", 25)) {
            String columns = lines.stream()
                    .map(line -> line.replace(" GENERATED ALWAYS AS IDENTITY", ""))
                    .collect(Collectors.joining(",\n  "));
            world.add(
                    "CREATE TABLE %s (\n  %s\n)".formatted(path, columns),
                    "ALTER TABLE %s ATTACH PARTITION %s %s".formatted(whole, path, bounds),
                    world.about(name, "TABLE", path));
        } else {
            world.add(
                    "CREATE TABLE %s PARTITION OF %s %s%s".formatted(path, whole, bounds, further),
                    world.about(name, "TABLE", path),
                    dice.yes(name + " default", 8) ? "ALTER TABLE " + path + " ALTER at SET DEFAULT 1" : "",
                    dice.yes(name + " own index", 10)
                            ? "CREATE INDEX " + world.name(name + " own") + " ON " + path + " (at)"
                            : "");
        }
        if (divided) {
            part(name + " half", path, "FOR VALUES WITH (MODULUS 2, REMAINDER 0)");
        }
    }
}
