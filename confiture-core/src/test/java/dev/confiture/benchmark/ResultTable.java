package dev.confiture.benchmark;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One row a way, one column a size: milliseconds, and how many times as long as the first way. Prints Markdown. */
final class ResultTable {

    private final String title;
    private final List<Integer> sizes;
    private final Map<Integer, Map<String, Duration>> timesBySize = new TreeMap<>();

    ResultTable(String title, List<Integer> sizes) {
        this.title = title;
        this.sizes = sizes;
    }

    /** Adds ways of one size; every size has the same ways in the same order. */
    void put(int size, Map<String, Duration> times) {
        column(size).putAll(times);
        times.forEach((way, time) -> System.err.printf("%s, %s, %d: %d ms%n", title, way, size, time.toMillis()));
    }

    String markdown() {
        StringBuilder table = new StringBuilder("| " + title + " |");
        sizes.forEach(size -> table.append(" %,d |".formatted(size)));
        table.append("\n|---|").append("---|".repeat(sizes.size())).append('\n');
        for (String way : column(sizes.get(0)).keySet()) {
            table.append("| ").append(way).append(" |");
            sizes.forEach(
                    size -> table.append(' ').append(cell(column(size), way)).append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    private Map<String, Duration> column(int size) {
        return timesBySize.computeIfAbsent(size, key -> new LinkedHashMap<>());
    }

    private static String cell(Map<String, Duration> column, String way) {
        Map.Entry<String, Duration> first = column.entrySet().iterator().next();
        Duration time = requireNonNull(column.get(way), way);
        String ratio = way.equals(first.getKey())
                ? ""
                : " (%.1f×)"
                        .formatted((double) time.toNanos() / first.getValue().toNanos());
        return "%,d ms%s".formatted(time.toMillis(), ratio);
    }
}
