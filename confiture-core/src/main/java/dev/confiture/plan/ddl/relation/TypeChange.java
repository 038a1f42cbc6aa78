package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A column gets another type or collation. */
final class TypeChange {

    private static final Set<String> FIXED_LENGTH = Set.of(
            "smallint",
            "integer",
            "bigint",
            "real",
            "double precision",
            "boolean",
            "date",
            "uuid",
            "interval",
            "money",
            "oid",
            "macaddr",
            "macaddr8",
            "point",
            "box",
            "circle",
            "line",
            "lseg",
            "name");

    /** The least and the greatest whole number of each type. */
    private static final Map<String, List<String>> RANGES = Map.of(
            "smallint", List.of("-32768", "32767"),
            "integer", List.of("-2147483648", "2147483647"),
            "bigint", List.of("-9223372036854775808", "9223372036854775807"));

    private final String column;
    private final String printed;
    private final Optional<String> collation;
    private final Relation relation;
    private final Scene scene;
    private final SqlType from;

    /** What the values are: the type below a domain that has another name for a moment. */
    private final SqlType held;

    private final SqlType to;
    private final boolean isRetyped;
    private final List<String> refused;
    private final boolean isRecollated;
    private final KeptIndexes indexes;

    TypeChange(CatalogObject before, CatalogObject after, Relation relation, Scene scene) {
        this.column = after.key().name();
        this.printed = after.require(Property.TYPE);
        this.collation = after.text(Property.COLLATION);
        this.relation = relation;
        this.scene = scene;
        this.from = SqlType.of(before.require(Property.TYPE)).withoutDomain(scene.before());
        this.held = scene.before()
                .find(after.key())
                .map(column -> SqlType.of(column.require(Property.TYPE)).withoutDomain(scene.before()))
                .filter(type -> type.base().indexOf('.') < 0) // else it may change itself
                .orElse(from);
        this.to = SqlType.of(printed).withoutDomain(scene.after());
        this.isRetyped = !before.require(Property.TYPE).equals(printed);
        this.refused = refused(printed, scene.after());
        this.isRecollated = !before.text(Property.COLLATION).equals(collation);
        this.indexes = KeptIndexes.on(after.key(), relation, scene);
    }

    static boolean isFixedLength(String type) {
        SqlType parsed = SqlType.of(type);
        return !parsed.isArray()
                && (FIXED_LENGTH.contains(parsed.base()) || parsed.base().startsWith("time"));
    }

    /** What the column holds, as the other type. */
    String value() {
        return Casts.isByItself(from, to) ? column : Casts.using(column, from, to, printed);
    }

    Ddl statement() {
        StringBuilder sql = new StringBuilder(relation.alter())
                .append(" ALTER COLUMN ")
                .append(column)
                .append(" TYPE ")
                .append(printed);
        collation.ifPresent(name -> sql.append(" COLLATE ").append(name));
        boolean isByItself = Casts.isByItself(from, to);
        if (!isByItself && relation.isTable()) {
            sql.append(" USING ").append(Casts.using(column, from, to, printed));
        }
        Ddl statement = Ddl.of(sql.toString());
        if (relation.isTable()) {
            for (Hazard hazard : hazards()) {
                statement = statement.with(hazard);
            }
        }
        return statement;
    }

    private List<Hazard> hazards() {
        List<Hazard> hazards = new ArrayList<>();
        boolean isEachValueChecked = !refused.isEmpty();
        if (isRetyped && (isEachValueChecked || Casts.rewrites(from, to))) {
            hazards.add(Hazard.of(
                    Hazard.Kind.EXCLUSIVE_LOCK, "the whole table and its indexes are written anew under the lock"));
        } else if ((isRecollated || Casts.reorders(from, to)) && !indexes.isEmpty()) {
            hazards.add(Hazard.of(
                    Hazard.Kind.EXCLUSIVE_LOCK, "the indexes on %s are built anew under the lock".formatted(column)));
        }
        if (isRetyped && isEachValueChecked) {
            String value = printed.endsWith("[]") ? "unnest(" + column + ")" : column;
            hazards.add(Hazards.failsWith(
                    "a value of %s may break a rule of %s".formatted(column, printed),
                    "SELECT EXISTS (SELECT FROM (SELECT %s AS value FROM %s) held WHERE %s)"
                            .formatted(value, relation.path(), String.join(" OR ", refused))));
        }
        if (isRetyped && !Casts.keepsEveryValue(held, to)) {
            hazards.addAll(losses());
        }
        if ((isRecollated && hidesDifferences()) || (isRetyped && Casts.merges(held, to))) {
            hazards.addAll(indexes.duplicates(this::converted));
        }
        return hazards;
    }

    /** Whether values that differ are equal in the new collation. */
    private boolean hidesDifferences() {
        return collation
                .filter(name -> name.indexOf('.') > 0)
                .map(name -> ObjectKey.of(ObjectKind.COLLATION, Names.schema(name), Names.local(name)))
                .flatMap(scene.after()::find)
                .filter(object -> object.require(Property.DEFINITION).contains("DETERMINISTIC = false"))
                .isPresent();
    }

    /** A column of the table, as it will be. */
    private String converted(String name) {
        ObjectKey key = ObjectKey.of(ObjectKind.COLUMN, relation.path(), name);
        if (!scene.before().contains(key) || !scene.after().contains(key)) {
            return name;
        }
        TypeChange change =
                new TypeChange(scene.before().get(key), scene.after().get(key), relation, scene);
        StringBuilder value = new StringBuilder(name);
        if (change.isRetyped) {
            value.append(
                    Casts.isByItself(change.from, change.to)
                            ? "::" + change.printed
                            : Casts.using("", change.from, change.to, change.printed));
        }
        if (change.isRecollated) {
            change.collation.ifPresent(other -> value.append(" COLLATE ").append(other));
        }
        return value.toString();
    }

    /** The conditions under which a domain, those below it, or an array of one refuse a value, which they name {@code value}. */
    private static List<String> refused(String type, Catalog after) {
        String base = SqlType.of(type).base();
        if (base.indexOf('.') < 0) {
            return List.of();
        }
        ObjectKey domain = ObjectKey.of(ObjectKind.DOMAIN, Names.schema(base), Names.local(base));
        List<String> conditions = new ArrayList<>();
        after.find(domain)
                .map(object -> object.require(Property.TYPE))
                .filter(below -> !below.endsWith("[]"))
                .ifPresent(below -> conditions.addAll(refused(below, after)));
        after.find(domain)
                .filter(object -> object.has(Property.NOT_NULL))
                .ifPresent(object -> conditions.add("value IS NULL"));
        after.neededBy(domain).stream()
                .filter(user -> user.kind() == ObjectKind.DOMAIN_CONSTRAINT)
                .map(user -> after.get(user).require(Property.DEFINITION))
                .forEach(check -> conditions.add("NOT " + check.substring("CHECK ".length())));
        return conditions;
    }

    private List<Hazard> losses() {
        if (isNumber(held) && isNumber(to)) {
            return lossesOfNumbers();
        }
        if (to.isText() && to.length().isPresent()) {
            return List.of(
                    fails("length(%s::text) > %s".formatted(column, to.length().get())));
        }
        if (isBits(held) && isBits(to) && to.length().isPresent()) {
            String unlike = to.base().equals("bit") ? "<>" : ">";
            return List.of(fails(
                    "length(%s) %s %s".formatted(column, unlike, to.length().get())));
        }
        if (RANGES.containsKey(to.base()) && held.isText()) {
            return List.of(fails("%s !~ '^\\s*[-+]?\\d+\\s*$'".formatted(column)));
        }
        if (RANGES.containsKey(held.base()) && held.isArray() == to.isArray() && Casts.isDirect(held, to)) {
            return List.of(cut());
        }
        if (isMoment(held) && isMoment(to) && !held.base().equals(to.base())) {
            return List.of(Hazard.of(
                    Hazard.Kind.DATA_LOSS,
                    "values of %s become %s in the time zone of the session that converts them (SHOW TimeZone)"
                            .formatted(column, printed)));
        }
        if (Casts.isByItself(held, to)) {
            return List.of(Hazard.of(
                    Hazard.Kind.DATA_LOSS, "values of %s may lose what %s cannot hold".formatted(column, printed)));
        }
        return List.of(
                Hazard.of(Hazard.Kind.MAY_FAIL_ON_DATA, "a value of %s may be none of %s".formatted(column, printed)));
    }

    /** Numbers as truth values or bits: the server takes every one, and keeps what fits. */
    private Hazard cut() {
        String note = "values of %s lose what %s cannot hold".formatted(column, printed);
        if (held.isArray()) {
            return Hazard.of(Hazard.Kind.DATA_LOSS, note);
        }
        String number = to.base().equals("boolean") ? "integer" : held.base();
        return Hazard.of(
                Hazard.Kind.DATA_LOSS,
                note,
                Hazards.anyRow(relation.path(), "%1$s::%2$s::%3$s <> %1$s".formatted(column, printed, number)));
    }

    private List<Hazard> lossesOfNumbers() {
        List<Hazard> losses = new ArrayList<>();
        if (held.decimals() > to.decimals()) {
            losses.add(Hazard.of(
                    Hazard.Kind.DATA_LOSS,
                    "values of %s are rounded".formatted(column),
                    Hazards.anyRow(relation.path(), "round(%s, %s) <> %s".formatted(column, to.decimals(), column))));
        }
        List<String> range = RANGES.get(to.base());
        if (range != null) {
            losses.add(fails("%s NOT BETWEEN %s AND %s".formatted(column, range.get(0), range.get(1))));
        } else if (!to.modifier().isEmpty() && held.digits() > to.digits()) {
            losses.add(fails("abs(%s) >= 1e%d".formatted(column, to.digits())));
        }
        return losses;
    }

    private static boolean isNumber(SqlType type) {
        return !type.isArray() && (type.base().equals("numeric") || RANGES.containsKey(type.base()));
    }

    private static boolean isMoment(SqlType type) {
        return !type.isArray() && type.base().startsWith("timestamp ");
    }

    private static boolean isBits(SqlType type) {
        return !type.isArray() && (type.base().equals("bit") || type.base().equals("bit varying"));
    }

    private Hazard fails(String condition) {
        return Hazards.failsOnRows(
                "a value of %s does not fit into %s".formatted(column, printed), relation.path(), condition);
    }
}
