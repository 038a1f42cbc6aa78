package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One column as CREATE TABLE and ADD COLUMN say it. */
final class ColumnClause {

    /** From here on CREATE TABLE takes STORAGE. */
    private static final int SAYS_STORAGE = 16;

    private final CatalogObject column;
    private final List<String> words = new ArrayList<>();

    private ColumnClause(CatalogObject column) {
        this.column = column;
        words.add(column.key().name());
    }

    /**
     * @param value its default or its generation expression
     * @param constraints ready for SQL: {@code PRIMARY KEY}
     */
    static String whole(
            CatalogObject column, Optional<CatalogObject> value, int serverMajor, List<String> constraints) {
        ColumnClause clause = new ColumnClause(column);
        clause.words.add(column.require(Property.TYPE));
        if (serverMajor >= SAYS_STORAGE) {
            column.text(Property.STORAGE).ifPresent(storage -> clause.words.add("STORAGE " + storage));
        }
        column.text(Property.COMPRESSION).ifPresent(method -> clause.words.add("COMPRESSION " + method));
        if (column.has(Property.FDW_OPTIONS)) {
            clause.words.add("OPTIONS " + Options.inParentheses(column.lines(Property.FDW_OPTIONS)));
        }
        column.text(Property.COLLATION).ifPresent(collation -> clause.words.add("COLLATE " + collation));
        clause.addValue(value);
        if (!constraints.contains("PRIMARY KEY") || column.has(Property.NOT_NULL_NAME)) {
            clause.addNotNull();
        }
        clause.words.addAll(constraints);
        return String.join(" ", clause.words);
    }

    /** What a partition or a table of a type adds to what it is given; empty if nothing. */
    static Optional<String> added(CatalogObject column, Optional<CatalogObject> value, boolean isNotNullAlready) {
        ColumnClause clause = new ColumnClause(column);
        clause.addValue(value);
        if (!isNotNullAlready || column.has(Property.NOT_NULL_NAME)) {
            clause.addNotNull();
        }
        return clause.words.size() > 1 ? Optional.of(String.join(" ", clause.words)) : Optional.empty();
    }

    private void addValue(Optional<CatalogObject> value) {
        Optional<String> expression = value.flatMap(object -> object.text(Property.DEFINITION));
        column.text(Property.GENERATED)
                .ifPresentOrElse(
                        stored -> expression.ifPresent(text -> words.add(
                                "GENERATED ALWAYS AS (%s) %s".formatted(Expression.withoutParentheses(text), stored))),
                        () -> expression.ifPresent(text -> words.add("DEFAULT "
                                + Expression.simplerDefault(
                                        text, column.text(Property.TYPE).orElse("")))));
        column.text(Property.IDENTITY).ifPresent(always -> words.add(Identity.clause(column)));
    }

    private void addNotNull() {
        if (column.has(Property.NOT_NULL)) {
            column.text(Property.NOT_NULL_NAME).ifPresent(name -> words.add("CONSTRAINT " + name));
            words.add("NOT NULL");
            column.text(Property.NOT_NULL_OPTIONS)
                    .filter(options -> options.contains("NO INHERIT"))
                    .ifPresent(options -> words.add("NO INHERIT"));
        }
    }
}
