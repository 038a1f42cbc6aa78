package dev.confiture.generate;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.Catalog;
import dev.confiture.db.Session;
import dev.confiture.diff.CatalogDiffer;
import dev.confiture.diff.Change;
import dev.confiture.introspect.DefinitionDifference;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One database, seen by two judges that share no code.
 *
 * @param catalog what plans are made from
 * @param definitions what the server prints of every object, columns as a set
 */
public record Picture(Catalog catalog, ServerDefinitions definitions) {

    private static final String MISSING = " is missing";
    private static final String LEFT_OVER = " is there and should not be";

    public Picture {
        requireNonNull(catalog, "catalog");
        requireNonNull(definitions, "definitions");
    }

    /**
     * @param session in autocommit mode
     * @param leftOut what is not the user's
     */
    public static Picture read(Session session, Collection<QualifiedName> leftOut) throws SQLException {
        return new Picture(catalog(session, leftOut), definitions(session, leftOut));
    }

    /** What the first judge sees. */
    static Catalog catalog(Session session, Collection<QualifiedName> leftOut) throws SQLException {
        return new CatalogReader(leftOut).read(session);
    }

    /** What the second judge sees. */
    static ServerDefinitions definitions(Session session, Collection<QualifiedName> leftOut) throws SQLException {
        return ServerDefinitions.read(
                session, DefinitionScope.everything().columnsAsSet().without(leftOut));
    }

    /**
     * What is not as it is in another one, by either judge; empty if both see the same schema.
     *
     * @param aim the schema that this one should be
     */
    public List<Difference> differencesTo(Picture aim) {
        List<Difference> differences = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (Change change : new CatalogDiffer().diff(catalog, aim.catalog).changes()) {
            Difference difference = Difference.of(change.key(), rest(change));
            differences.add(difference);
            if (!difference.text().contains(Change.LONG_TEXT)) {
                told.add(difference.object());
            }
        }
        if (differences.isEmpty() && !catalog.fingerprint().equals(aim.catalog.fingerprint())) {
            differences.add(Difference.of("the schema", " has another fingerprint, though no object differs"));
        }
        for (DefinitionDifference difference : ServerDefinitions.diff(definitions, aim.definitions)) {
            if (!told.contains(difference.label())) {
                differences.add(Difference.of(difference.label(), rest(difference)));
            }
        }
        return differences;
    }

    private static String rest(Change change) {
        if (change instanceof Change.Altered altered) {
            return " is not as it should be: " + altered.details();
        }
        return change instanceof Change.Added ? MISSING : LEFT_OVER;
    }

    private static String rest(DefinitionDifference difference) {
        if (difference.left().isEmpty()) {
            return MISSING;
        }
        return difference.right().isEmpty() ? LEFT_OVER : " is defined otherwise" + difference.change();
    }
}
