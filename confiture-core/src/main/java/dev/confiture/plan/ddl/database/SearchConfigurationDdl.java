package dev.confiture.plan.ddl.database;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** Text search configurations: kinds of tokens that share their dictionaries are mapped in one statement. */
final class SearchConfigurationDdl implements KindDdl {

    private static final String WITH = " WITH ";

    @Override
    public List<Ddl> create(CatalogObject configuration, Scene scene) {
        List<Ddl> statements = new ArrayList<>();
        statements.add(Ddl.of("CREATE TEXT SEARCH CONFIGURATION %s (PARSER = %s)"
                .formatted(configuration.key().path(), configuration.require(Property.PARSER))));
        statements.addAll(mapped(configuration, "ADD", configuration.lines(Property.MAPPINGS)));
        return statements;
    }

    @Override
    public List<Ddl> drop(CatalogObject configuration, Scene scene) {
        return List.of(DefinedDdl.dropped(configuration));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        if (changed.contains(Property.PARSER)) {
            return Optional.empty();
        }
        Map<String, String> was = byToken(before);
        Map<String, String> is = byToken(after);
        List<String> gone =
                was.keySet().stream().filter(token -> !is.containsKey(token)).toList();
        List<String> added = new ArrayList<>();
        List<String> altered = new ArrayList<>();
        is.forEach((token, line) -> {
            if (!line.equals(was.get(token))) {
                (was.containsKey(token) ? altered : added).add(line);
            }
        });
        List<Ddl> statements = new ArrayList<>();
        if (!gone.isEmpty()) {
            statements.add(alter(after, "DROP MAPPING FOR " + String.join(", ", gone)));
        }
        statements.addAll(mapped(after, "ALTER", altered));
        statements.addAll(mapped(after, "ADD", added));
        return Optional.of(statements);
    }

    private static Map<String, String> byToken(CatalogObject configuration) {
        Map<String, String> byToken = new LinkedHashMap<>();
        configuration.lines(Property.MAPPINGS).forEach(line -> byToken.put(line.split(WITH, 2)[0], line));
        return byToken;
    }

    private static List<Ddl> mapped(CatalogObject configuration, String verb, List<String> lines) {
        Map<String, List<String>> byDictionaries = new LinkedHashMap<>();
        for (String line : lines) {
            String[] tokenAndDictionaries = line.split(WITH, 2);
            byDictionaries
                    .computeIfAbsent(tokenAndDictionaries[1], any -> new ArrayList<>())
                    .add(tokenAndDictionaries[0]);
        }
        List<Ddl> statements = new ArrayList<>();
        byDictionaries.forEach((dictionaries, tokens) -> statements.add(alter(
                configuration, "%s MAPPING FOR %s WITH %s".formatted(verb, String.join(", ", tokens), dictionaries))));
        return statements;
    }

    private static Ddl alter(CatalogObject configuration, String action) {
        return Ddl.of("ALTER TEXT SEARCH CONFIGURATION %s\n    %s"
                .formatted(configuration.key().path(), action));
    }
}
