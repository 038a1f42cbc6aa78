package dev.confiture.introspect;

import static java.util.Objects.requireNonNull;

import dev.confiture.sql.QualifiedName;
import java.util.Collection;
import java.util.Set;

/**
 * What of a database is read. Objects that belong to extensions are never read, the extensions are.
 *
 * @param leftOut relations and routines that are not read, with their indexes, constraints and owned sequences; each name
 *     has a schema
 * @param columnOrder whether the order of a table's columns counts
 */
public record DefinitionScope(Set<QualifiedName> leftOut, ColumnOrder columnOrder) {

    /** Whether two tables with the same columns in another order differ. */
    public enum ColumnOrder {
        COMPARED,
        IGNORED
    }

    public DefinitionScope {
        requireNonNull(columnOrder, "columnOrder");
        leftOut = Set.copyOf(leftOut);
        leftOut.stream().filter(name -> name.schema().isEmpty()).findAny().ifPresent(name -> {
            throw new IllegalArgumentException("a name without its schema: " + name);
        });
    }

    /** All user objects, the order of columns compared. */
    public static DefinitionScope everything() {
        return new DefinitionScope(Set.of(), ColumnOrder.COMPARED);
    }

    /** The same without these. */
    public DefinitionScope without(Collection<QualifiedName> names) {
        return new DefinitionScope(Set.copyOf(names), columnOrder);
    }

    /** The same with the columns of a table as a set: a migration can only append what DDL puts in the middle. */
    public DefinitionScope columnsAsSet() {
        return new DefinitionScope(leftOut, ColumnOrder.IGNORED);
    }
}
