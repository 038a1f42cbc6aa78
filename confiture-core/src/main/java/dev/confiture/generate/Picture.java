package dev.confiture.generate;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.Catalog;
import dev.confiture.db.Session;
import dev.confiture.diff.CatalogDiffer;
import dev.confiture.introspect.DefinitionDifference;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One database, seen by two judges that share no code.
 *
 * @param catalog what plans are made from
 * @param definitions what the server prints of every object, columns as a set
 */
public record Picture(Catalog catalog, ServerDefinitions definitions) {

    public Picture {
        requireNonNull(catalog, "catalog");
        requireNonNull(definitions, "definitions");
    }

    /**
     * @param session in autocommit mode
     * @param leftOut what is not the user's
     */
    public static Picture read(Session session, Collection<QualifiedName> leftOut) throws SQLException {
        return new Picture(
                new CatalogReader(leftOut).read(session),
                ServerDefinitions.read(
                        session, DefinitionScope.everything().columnsAsSet().without(leftOut)));
    }

    /** What differs by either judge, one text each; empty if both see the same schema. */
    public List<String> differencesTo(Picture other) {
        List<String> differences = new ArrayList<>();
        new CatalogDiffer()
                .diff(catalog, other.catalog)
                .changes()
                .forEach(change -> differences.add("catalog: " + change));
        if (differences.isEmpty() && !catalog.fingerprint().equals(other.catalog.fingerprint())) {
            differences.add("catalog: the fingerprints differ");
        }
        for (DefinitionDifference difference : ServerDefinitions.diff(definitions, other.definitions)) {
            differences.add("server: " + difference);
        }
        return differences;
    }
}
