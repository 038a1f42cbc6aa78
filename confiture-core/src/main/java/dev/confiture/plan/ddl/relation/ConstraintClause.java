package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One constraint as CREATE TABLE and ADD CONSTRAINT say it. */
record ConstraintClause(CatalogObject constraint) {

    private static final Pattern KEY = Pattern.compile("(?:PRIMARY KEY|UNIQUE)( .*)");

    /** {@code CHECK (total > 0)}, with what else belongs to it, without its name. */
    String body() {
        String definition = constraint.require(Property.DEFINITION);
        if (definition.startsWith("CHECK")) {
            return Expression.simplerCheck(definition);
        }
        StringBuilder index = new StringBuilder();
        if (constraint.has(Property.OPTIONS)) {
            index.append(" WITH ").append(Options.inParentheses(constraint.lines(Property.OPTIONS)));
        }
        constraint
                .text(Property.TABLESPACE)
                .ifPresent(name -> index.append(" USING INDEX TABLESPACE ").append(name));
        int end = endOfIndex(definition);
        return definition.substring(0, end) + index + definition.substring(end);
    }

    /** {@code CONSTRAINT positive CHECK (total > 0)}. */
    String named() {
        return "CONSTRAINT %s %s".formatted(constraint.key().name(), body());
    }

    /** The name only where the server would choose another one. */
    String namedIfNeeded(Scene scene) {
        return hasMadeUpName(scene) ? body() : named();
    }

    /** What a column says itself: {@code PRIMARY KEY}, {@code REFERENCES app.users(id)}; empty if the table must say it. */
    Optional<String> ofColumn(String column, Scene scene) {
        for (String kind : List.of("PRIMARY KEY", "UNIQUE", "FOREIGN KEY")) {
            String start = kind + " (" + column + ')';
            if (constraint.require(Property.DEFINITION).startsWith(start) && hasMadeUpName(scene)) {
                String body = body();
                String rest = body.substring(start.length());
                return Optional.of(kind.equals("FOREIGN KEY") ? rest.strip() : kind + rest)
                        .filter(text -> !text.contains(" INCLUDE "));
            }
        }
        return Optional.empty();
    }

    boolean isCheck() {
        return constraint.require(Property.DEFINITION).startsWith("CHECK");
    }

    /** Whether both are primary or unique, on the same columns, checked at the same time. */
    boolean hasTheKeyOf(ConstraintClause other) {
        return key().isPresent() && key().equals(other.key());
    }

    private Optional<String> key() {
        Matcher key = KEY.matcher(constraint.require(Property.DEFINITION));
        return key.matches() ? Optional.of(key.group(1)) : Optional.empty();
    }

    boolean isForeignKey() {
        return constraint.kind() == ObjectKind.FOREIGN_KEY;
    }

    /** Holds for rows that are there, or is not enforced at all; otherwise only ADD CONSTRAINT can say it. */
    boolean canBeCreatedWithTable() {
        return constraint.has(Property.VALID)
                || constraint.require(Property.DEFINITION).contains("NOT ENFORCED");
    }

    private boolean hasMadeUpName(Scene scene) {
        if (scene.before().contains(constraint.key()) || scene.isNamesake(constraint.key())) {
            return false; // while the table's predecessor stands aside with it, the server would choose another
        }
        String table = Names.local(constraint.key().container());
        String definition = constraint.require(Property.DEFINITION);
        String name = constraint.key().name();
        if (isCheck()) {
            List<String> columns = columns(scene);
            return name.equals(Names.madeUp(table, columns.size() == 1 ? columns.get(0) : "", "check"));
        }
        if (definition.startsWith("PRIMARY KEY")) {
            return name.equals(Names.madeUp(table, "", "pkey"));
        }
        if (definition.startsWith("EXCLUDE") || definition.contains(" INCLUDE (")) {
            return false;
        }
        List<String> columns = Names.list(Expression.firstInParentheses(definition)).stream()
                .map(Names::bare)
                .toList();
        String joined = Names.ready(String.join("_", columns));
        String label = isForeignKey() ? "fkey" : "key";
        return joined.length() + table.length() < 50 && name.equals(Names.madeUp(table, joined, label));
    }

    private List<String> columns(Scene scene) {
        return scene.after().needs(constraint.key()).stream()
                .filter(used -> used.kind() == ObjectKind.COLUMN
                        && used.container().equals(constraint.key().container()))
                .map(used -> used.name())
                .toList();
    }

    /** Before WHERE and DEFERRABLE, where index parameters stand. */
    private static int endOfIndex(String definition) {
        int end = definition.length();
        for (String word : List.of(" WHERE ", " DEFERRABLE", " INITIALLY ")) {
            int at = Expression.topLevel(definition, word);
            if (at >= 0) {
                end = Math.min(end, at);
            }
        }
        return end;
    }
}
