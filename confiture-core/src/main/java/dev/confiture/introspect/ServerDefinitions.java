package dev.confiture.introspect;

import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every user object of one database as its server prints it: definitions, owners, privileges, comments, settings. Two
 * databases with equal definitions are the same schema; rows and sequence positions are not looked at.
 *
 * <p>The text depends on the server's major version: compare databases of one major only.
 */
public final class ServerDefinitions {

    private final SortedMap<String, Definition> byLabel;

    private ServerDefinitions(SortedMap<String, Definition> byLabel) {
        this.byLabel = Collections.unmodifiableSortedMap(byLabel);
    }

    /**
     * Reads them all in one read-only snapshot, with a number of queries that does not depend on the database.
     *
     * @param session in autocommit mode, as it is afterwards; or in a transaction, of which this is the last but its end,
     *     because settings change
     */
    public static ServerDefinitions read(Session session, DefinitionScope scope) throws SQLException {
        return of(new DefinitionReader(scope).read(session));
    }

    static ServerDefinitions of(Collection<Definition> definitions) {
        SortedMap<String, Definition> byLabel = new TreeMap<>();
        for (Definition definition : definitions) {
            Definition other = byLabel.put(definition.label(), definition);
            if (other != null) {
                throw new IllegalArgumentException("two definitions of one object: " + other + " and " + definition);
            }
        }
        return new ServerDefinitions(byLabel);
    }

    /** Sorted by kind and identity, without regard to any locale. */
    public List<Definition> all() {
        return byLabel.values().stream().sorted().toList();
    }

    /** How many there are. */
    public int size() {
        return byLabel.size();
    }

    /** What the two do not share, sorted; empty if they are equal. */
    public static List<DefinitionDifference> diff(ServerDefinitions left, ServerDefinitions right) {
        TreeSet<String> labels = new TreeSet<>(left.byLabel.keySet());
        labels.addAll(right.byLabel.keySet());
        List<DefinitionDifference> differences = new ArrayList<>();
        for (String label : labels) {
            Optional<String> before = left.textOf(label);
            Optional<String> after = right.textOf(label);
            if (!before.equals(after)) {
                differences.add(new DefinitionDifference(label, before, after));
            }
        }
        return differences;
    }

    private Optional<String> textOf(String label) {
        return Optional.ofNullable(byLabel.get(label)).map(Definition::text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServerDefinitions definitions && byLabel.equals(definitions.byLabel);
    }

    @Override
    public int hashCode() {
        return byLabel.hashCode();
    }

    /** All definitions, one after the other: the text that a golden file or a digest is made of. */
    @Override
    public String toString() {
        return all().stream().map(Definition::toString).collect(Collectors.joining("\n"));
    }
}
