package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Hazard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rows with one key, which a unique index or constraint refuses. */
final class Duplicates {

    private static final String NOTE = "two rows have the same key";

    private static final Pattern ORDER = Pattern.compile("(?: (?:ASC|DESC))?(?: NULLS (?:FIRST|LAST))?$");

    /** A column or a call; what names an operator class or a collation cannot be grouped by as it stands. */
    private static final Pattern GROUPS = Pattern.compile("[a-z_][a-z0-9_$]*|\"(?:[^\"]|\"\")+\"|.*\\)");

    private Duplicates() {}

    static Hazard ofIndex(CatalogObject index, Relation relation) {
        return ofIndex(index, relation, UnaryOperator.identity());
    }

    /** @param converted what a column will hold when the index is built */
    static Hazard ofIndex(CatalogObject index, Relation relation, UnaryOperator<String> converted) {
        String definition = index.require(Property.DEFINITION);
        List<String> keys = split(Expression.firstInParentheses(definition)).stream()
                .map(key -> ORDER.matcher(key).replaceFirst(""))
                .toList();
        if (!keys.stream().allMatch(key -> GROUPS.matcher(key).matches())) {
            return Hazard.of(Hazard.Kind.MAY_FAIL_ON_DATA, NOTE);
        }
        List<String> conditions = new ArrayList<>();
        if (!definition.contains(" NULLS NOT DISTINCT")) {
            keys.forEach(key -> conditions.add(key + " IS NOT NULL"));
        }
        int where = Expression.topLevel(definition, " WHERE ");
        if (where >= 0) {
            conditions.add(definition.substring(where + " WHERE ".length()));
        }
        return of(relation, keys.stream().map(converted).toList(), conditions);
    }

    /** Nothing to look at beforehand. */
    static Hazard ofNewRows() {
        return Hazard.of(Hazard.Kind.MAY_FAIL_ON_DATA, NOTE);
    }

    static Hazard ofConstraint(KeyIndex key) {
        return ofConstraint(key, UnaryOperator.identity());
    }

    /** @param converted what a column will hold when the index is built */
    static Hazard ofConstraint(KeyIndex key, UnaryOperator<String> converted) {
        boolean nullsAreEqual = key.constraint().require(Property.DEFINITION).contains("NULLS NOT DISTINCT");
        List<String> conditions = nullsAreEqual
                ? List.of()
                : key.columns().stream().map(column -> column + " IS NOT NULL").toList();
        return of(key.relation(), key.columns().stream().map(converted).toList(), conditions);
    }

    private static Hazard of(Relation relation, List<String> keys, List<String> conditions) {
        String where =
                conditions.isEmpty() ? "" : conditions.stream().collect(Collectors.joining(" AND ", " WHERE ", ""));
        return Hazards.failsWith(
                NOTE,
                "SELECT EXISTS (SELECT FROM %s%s GROUP BY %s HAVING count(*) > 1)"
                        .formatted(relation.path(), where, String.join(", ", keys)));
    }

    /** The parts of a list, each of which may hold commas between quotes or parentheses. */
    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        String rest = list;
        for (int comma = Expression.topLevel(rest, ", "); comma >= 0; comma = Expression.topLevel(rest, ", ")) {
            parts.add(rest.substring(0, comma));
            rest = rest.substring(comma + 2);
        }
        parts.add(rest);
        return parts;
    }
}
