package dev.confiture.generate.dump;

import dev.confiture.introspect.ArrayCasts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code pg_dump --schema-only} writes of a database, by its entries. Their order, that of a table's columns and that of
 * storage parameters make no difference.
 *
 * @param entries texts by kind and name
 */
public record SchemaDump(SortedMap<String, String> entries) {

    private static final Pattern HEADER = Pattern.compile("-- Name: (.*); Type: ([A-Z ]+); Schema: (.*); Owner: ?(.*)");

    /** What stands between entries: it depends on the order, or on the run. */
    private static final Pattern CONTEXT = Pattern.compile(
            "SET default_\\w+ = .*;|\\\\(?:un)?restrict .*|-- (?:Dumped|PostgreSQL database dump).*|--|");

    /** Storage parameters, which keep the order in which they were given. */
    private static final Pattern OPTIONS =
            Pattern.compile("(?<=WITH \\()[\\w.]+=(?:[\\w.]+|'[^']*')(?:, [\\w.]+=(?:[\\w.]+|'[^']*'))+(?=\\))");

    private static final SortedSet<String> WITH_COLUMNS = new TreeSet<>(List.of("TABLE", "FOREIGN TABLE"));

    public SchemaDump {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** @param text the plain format */
    public static SchemaDump parse(String text) {
        SortedMap<String, List<String>> lines = new TreeMap<>();
        String entry = "settings";
        for (String line : text.lines().toList()) {
            Matcher header = HEADER.matcher(line);
            if (header.matches()) {
                String schema = header.group(3).equals("-") ? "" : header.group(3) + '.';
                entry = header.group(2) + ' ' + schema + header.group(1);
                lines.computeIfAbsent(entry, any -> new ArrayList<>()).add("owner " + header.group(4));
            } else if (!CONTEXT.matcher(line).matches()) {
                lines.computeIfAbsent(entry, any -> new ArrayList<>()).add(line);
            }
        }
        SortedMap<String, String> entries = new TreeMap<>();
        lines.forEach((name, content) -> entries.put(name, text(name, content)));
        return new SchemaDump(entries);
    }

    private static String text(String name, List<String> lines) {
        boolean hasColumns = WITH_COLUMNS.stream().anyMatch(kind -> name.startsWith(kind + ' '));
        List<String> told = lines;
        if (hasColumns) {
            told = lines.stream()
                    .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
                    .sorted()
                    .toList();
        }
        String text = ArrayCasts.without(String.join("\n", told));
        return OPTIONS.matcher(text).replaceAll(match -> Matcher.quoteReplacement(sorted(match.group())));
    }

    private static String sorted(String options) {
        return Arrays.stream(options.split(", ")).sorted().collect(Collectors.joining(", "));
    }

    /** Names of entries that are not the same in both; empty if the two are one schema. */
    public List<String> differencesTo(SchemaDump other) {
        SortedSet<String> names = new TreeSet<>(entries.keySet());
        names.addAll(other.entries.keySet());
        return names.stream()
                .filter(name -> !entries.getOrDefault(name, "").equals(other.entries.getOrDefault(name, "")))
                .toList();
    }
}
