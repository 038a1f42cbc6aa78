package dev.confiture.schema.order;

import dev.confiture.sql.StatementKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement creates and mentions. Objects are called {@code schema.name}, schemas and extensions {@code name.}.
 *
 * @param created the object that it creates
 * @param kind which kind of object that is
 * @param mentions names in order, each with its possible meanings, best first
 * @param relations the only tables and views that it needs, where that is known
 * @param foreignKeys of CREATE TABLE
 */
record StatementNames(
        Optional<String> created,
        Kind kind,
        List<List<String>> mentions,
        Optional<Set<String>> relations,
        List<ForeignKey> foreignKeys) {

    private static final Set<String> MODIFIERS = Set.of(
            "OR",
            "REPLACE",
            "GLOBAL",
            "LOCAL",
            "TEMP",
            "TEMPORARY",
            "UNLOGGED",
            "UNIQUE",
            "RECURSIVE",
            "MATERIALIZED",
            "FOREIGN");

    private static final Set<String> OTHERS =
            Set.of("SEQUENCE", "TYPE", "DOMAIN", "FUNCTION", "PROCEDURE", "AGGREGATE", "INDEX");

    private static final Set<String> TOP_LEVEL = Set.of("SCHEMA", "EXTENSION");

    enum Kind {
        TABLE,
        VIEW,
        OTHER
    }

    static StatementNames of(String text, StatementKind statement, SearchPath path) {
        Names names = new Names(text);
        int object = names.is(0, "CREATE") ? 1 : names.size();
        while (MODIFIERS.contains(names.word(object))) {
            object++;
        }
        Kind kind = switch (names.word(object)) {
            case "TABLE" -> Kind.TABLE;
            case "VIEW" -> Kind.VIEW;
            default -> Kind.OTHER;
        };
        Optional<String> created = created(names, object, path);
        List<List<String>> mentions = new ArrayList<>();
        // Where the first schema of the search path does not exist yet, the server would take the next one.
        created.ifPresent(name -> mentions.add(List.of(name.substring(0, name.indexOf('.') + 1))));
        if (statement == StatementKind.INSERT && names.is(0, "INSERT") && !names.has("SELECT")) {
            names.at(2).ifPresent(table -> mention(table, path, mentions));
        } else if (statement != StatementKind.SETTING) {
            names.all().forEach(name -> mention(name, path, mentions));
        }
        if (names.hasWords("LANGUAGE", "SQL")) {
            names.bodies().forEach(body -> new Names(body).all().forEach(name -> mention(name, path, mentions)));
        }
        boolean query = names.hasWords("AS", "SELECT") || names.hasWords("AS", "WITH");
        if (kind == Kind.TABLE && !query) {
            List<ForeignKey> keys = ParsedStatement.foreignKeys(text).orElseGet(() -> foreignKeys(names));
            return new StatementNames(created, kind, mentions, Optional.of(tables(names, keys, path)), keys);
        }
        Optional<Set<String>> relations = kind == Kind.VIEW
                ? ParsedStatement.relations(text).map(written -> meanings(written, path))
                : Optional.empty();
        return new StatementNames(created, kind, mentions, relations, List.of());
    }

    private static Optional<String> created(Names names, int object, SearchPath path) {
        String word = names.word(object);
        int at = object + 1 + (names.is(object + 1, "IF") ? 3 : names.is(object + 1, "CONCURRENTLY") ? 1 : 0);
        if (word.equals("INDEX") && names.is(at, "ON")) {
            return Optional.empty();
        }
        if (TOP_LEVEL.contains(word)) {
            return names.at(at).map(name -> name.get(0) + ".");
        }
        boolean known = OTHERS.contains(word) || word.equals("TABLE") || word.equals("VIEW");
        return known ? names.at(at).map(name -> path.meanings(name).get(0)) : Optional.empty();
    }

    private static void mention(List<String> name, SearchPath path, List<List<String>> mentions) {
        mentions.add(path.meanings(name));
        mentions.add(List.of(name.get(0) + "."));
    }

    /** The fallback where JSqlParser does not read the statement. */
    private static List<ForeignKey> foreignKeys(Names names) {
        List<ForeignKey> keys = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.is(i, "REFERENCES")) {
                names.at(i + 1)
                        .ifPresent(table -> keys.add(new ForeignKey(List.of(), String.join(".", table), List.of())));
            }
        }
        return keys;
    }

    /** Tables that must exist before a table: referenced, copied, inherited from, partitioned. */
    private static Set<String> tables(Names names, List<ForeignKey> keys, SearchPath path) {
        Set<String> tables = new HashSet<>();
        keys.forEach(key -> tables.addAll(key.meanings(path)));
        boolean inherits = false;
        for (int i = 0; i < names.size(); i++) {
            inherits |= names.is(i, "INHERITS");
            if (inherits || names.is(i - 1, "LIKE") || (names.is(i - 1, "OF") && names.is(i - 2, "PARTITION"))) {
                names.at(i).ifPresent(table -> tables.addAll(path.meanings(table)));
            }
        }
        return tables;
    }

    private static Set<String> meanings(Set<String> written, SearchPath path) {
        Set<String> meanings = new HashSet<>();
        for (String name : written) {
            new Names(name).at(0).ifPresent(parts -> meanings.addAll(path.meanings(parts)));
        }
        return meanings;
    }
}
