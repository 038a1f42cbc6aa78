package dev.confiture.plan.rename;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.hazard.HazardReview;
import dev.confiture.plan.PlannedStatement;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.schema.declaration.KeyNames;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One object bears another name from now on, or lies in another schema, never both at once.
 *
 * @param from and {@code to}: of one kind
 */
public record Rename(ObjectKey from, ObjectKey to) {

    /** Others say their names. */
    private static final Set<ObjectKind> READ_BY_NAME = EnumSet.of(
            ObjectKind.SCHEMA,
            ObjectKind.TABLE,
            ObjectKind.FOREIGN_TABLE,
            ObjectKind.COLUMN,
            ObjectKind.ATTRIBUTE,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.SEQUENCE,
            ObjectKind.ENUM,
            ObjectKind.ENUM_LABEL,
            ObjectKind.DOMAIN,
            ObjectKind.COMPOSITE_TYPE,
            ObjectKind.RANGE,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.AGGREGATE);

    public Rename {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        if (from.kind() != to.kind() || from.equals(to)) {
            throw new IllegalArgumentException("no rename: " + from + " to " + to);
        }
    }

    public Rename inverse() {
        return new Rename(to, from);
    }

    /** The schema that it leads into; empty for what keeps its own. */
    public Optional<ObjectKey> entered() {
        boolean isMove = from.kind().place() == ObjectKind.Place.SCHEMA
                && !from.container().equals(to.container());
        return isMove ? Optional.of(ObjectKey.of(ObjectKind.SCHEMA, "", to.container())) : Optional.empty();
    }

    public PlannedStatement statement() {
        String sql = sql();
        List<Hazard> hazards = READ_BY_NAME.contains(from.kind())
                ? List.of(
                        Hazard.of(Hazard.Kind.BREAKS_READERS, "what still says " + from.path() + " fails from now on"))
                : List.of();
        return new PlannedStatement(to, sql, Execution.TRANSACTIONAL, new HazardReview().next(sql), hazards);
    }

    /** What an object that may stand in this one is called afterwards. */
    public ObjectKey now(ObjectKey key) {
        if (key.equals(from)) {
            return to;
        }
        if (from.kind() == ObjectKind.COLUMN || from.kind() == ObjectKind.ENUM_LABEL) {
            return key;
        }
        return ObjectKey.of(key.kind(), container(key), key.name());
    }

    private String container(ObjectKey key) {
        return key.container().equals(from.path()) ? to.path() : nowPath(key.container());
    }

    /** What a path of a schema and a name is afterwards. */
    String nowPath(String path) {
        if (from.kind() == ObjectKind.SCHEMA && path.startsWith(from.name() + ".")) {
            return to.name() + path.substring(from.name().length());
        }
        return path.equals(from.path()) ? to.path() : path;
    }

    private String sql() {
        String words = from.kind().words();
        String whole = from.container();
        String name = bareName();
        return switch (from.kind()) {
            case COLUMN -> "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(whole, from.name(), name);
            case ATTRIBUTE -> "ALTER TYPE %s RENAME ATTRIBUTE %s TO %s".formatted(whole, from.name(), name);
            case ENUM_LABEL -> "ALTER TYPE %s RENAME VALUE %s TO %s".formatted(whole, from.name(), to.name());
            case CONSTRAINT, FOREIGN_KEY ->
                "ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(whole, from.name(), name);
            case DOMAIN_CONSTRAINT -> "ALTER DOMAIN %s RENAME CONSTRAINT %s TO %s".formatted(whole, from.name(), name);
            case TRIGGER, POLICY, RULE -> "ALTER %s %s ON %s RENAME TO %s".formatted(words, from.name(), whole, name);
            default ->
                whole.equals(to.container())
                        ? "ALTER %s %s RENAME TO %s".formatted(words, from.path(), name)
                        : "ALTER %s %s SET SCHEMA %s".formatted(words, from.path(), to.container());
        };
    }

    /** The new name without the arguments of a routine. */
    private String bareName() {
        return to.name().substring(0, to.name().length() - KeyNames.rest(to).length());
    }
}
