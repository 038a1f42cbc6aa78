package dev.confiture.introspect.catalog;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.Catalog.Need;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.MemberGrant;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.ObjectKind.Place;
import dev.confiture.catalog.Property;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Gathers the rows of all queries and finds out which object each address means. */
final class CatalogRows {

    private final List<CatalogObject> objects = new ArrayList<>();
    private final Map<ObjectKey, Map<Property, String>> attributes = new HashMap<>();
    private final List<String> notModelled = new ArrayList<>();
    private final Map<Long, ObjectKey> byAddress = new HashMap<>();
    private final Map<Long, Long> aliases = new HashMap<>();
    private final List<Attribute> unknown = new ArrayList<>();
    private final Map<Long, Identity> identities = new HashMap<>();
    private final List<Edge<ObjectKey>> stated = new ArrayList<>();
    private final List<Edge<Long>> depended = new ArrayList<>();

    /** @param user an object or its address */
    private record Edge<T>(T user, long used) {}

    /** What an object has that none of the queries told. */
    private record Attribute(long address, Property property, String value) {
        String text(Identity object) {
            return property.text() + " on " + object + ": " + value.replaceAll("\\R", ", ");
        }
    }

    /** What the server calls something, and its name. */
    private record Identity(String type, String name) {
        @Override
        public String toString() {
            return type.equals("database") ? "the database" : type + ' ' + name;
        }
    }

    CatalogObject add(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<Property, String> properties = new EnumMap<>(Property.class);
        String kind = "";
        String container = "";
        String name = "";
        String address = null;
        String needs = "";
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String value = row.getString(i);
            if (value == null) {
                continue;
            }
            String column = columns.getColumnLabel(i);
            switch (column) {
                case "kind" -> kind = value;
                case "container" -> container = value;
                case "name" -> name = value;
                case "address" -> address = value;
                case "needs" -> needs = value;
                default -> properties.put(Property.ofColumn(column), value);
            }
        }
        ObjectKey key = ObjectKey.of(ObjectKind.valueOf(kind.toUpperCase(Locale.ROOT)), container, name);
        if (address != null) {
            byAddress.put(Address.parse(address), key);
        }
        for (String used : needs.split(" ", -1)) {
            if (!used.isEmpty()) {
                stated.add(new Edge<>(key, Address.parse(used)));
            }
        }
        properties.replaceAll((property, text) -> ServerSpelling.settled(key.kind(), property, text));
        CatalogObject object = CatalogObject.of(key, properties);
        objects.add(object);
        return object;
    }

    /** Owner, comment or grants of one object; after all objects are there. */
    String attribute(ResultSet row) throws SQLException {
        Property property = Property.ofColumn(row.getString("property"));
        String value = row.getString("value");
        long address = Address.parse(row.getString("address"));
        ObjectKey key = byAddress.get(address);
        if (key != null) {
            attributes
                    .computeIfAbsent(key, any -> new EnumMap<>(Property.class))
                    .put(property, value);
        } else if (property != Property.OWNER) {
            unknown.add(new Attribute(address, property, value));
        }
        return value;
    }

    /** Addresses with attributes that are not there. */
    long[] unknown() {
        return unknown.stream().mapToLong(Attribute::address).distinct().toArray();
    }

    /** What is at one of those. */
    String identity(ResultSet row) throws SQLException {
        identities.put(row.getLong(1), new Identity(row.getString(2), row.getString(3)));
        return row.getString(3);
    }

    String notModelled(ResultSet row) throws SQLException {
        notModelled.add(row.getString(1));
        return row.getString(1);
    }

    Long alias(ResultSet row) throws SQLException {
        long address = row.getLong(1);
        aliases.put(address, row.getLong(2));
        return address;
    }

    Long dependency(ResultSet row) throws SQLException {
        long user = row.getLong(1);
        depended.add(new Edge<>(user, row.getLong(2)));
        return user;
    }

    List<CatalogObject> objects() {
        return objects.stream().map(this::withAttributes).toList();
    }

    /** After the aliases, which say what belongs to which extension, and to which range. */
    void tellMembersWithTheirWholes() {
        Map<ObjectKey, SortedSet<String>> told = new HashMap<>();
        unknown.removeIf(attribute -> {
            Optional<ObjectKey> whole = at(attribute.address())
                    .filter(key -> key.kind() == ObjectKind.EXTENSION || key.kind() == ObjectKind.RANGE);
            List<MemberGrant> grants = whole.isPresent() ? memberGrants(attribute) : List.of();
            grants.forEach(grant ->
                    told.computeIfAbsent(whole.get(), key -> new TreeSet<>()).add(grant.toString()));
            return !grants.isEmpty();
        });
        told.forEach((whole, lines) -> attributes
                .computeIfAbsent(whole, any -> new EnumMap<>(Property.class))
                .put(Property.MEMBER_GRANTS, String.join("\n", lines)));
    }

    /** None if it is about something else, or about what GRANT cannot name. */
    private List<MemberGrant> memberGrants(Attribute attribute) {
        Identity identity = identity(attribute);
        return attribute.property() != Property.GRANTS
                ? List.of()
                : attribute
                        .value()
                        .lines()
                        .flatMap(line -> MemberGrant.of(identity.type(), identity.name(), line).stream())
                        .toList();
    }

    private Identity identity(Attribute attribute) {
        return requireNonNull(identities.get(attribute.address()), "identity");
    }

    private CatalogObject withAttributes(CatalogObject object) {
        Map<Property, String> own = attributes.get(object.key());
        if (own == null) {
            return object;
        }
        own.putAll(object.properties());
        return CatalogObject.of(object.key(), own);
    }

    List<String> notModelled() {
        List<String> all = new ArrayList<>(notModelled);
        unknown.forEach(attribute -> all.add(attribute.text(identity(attribute))));
        return all;
    }

    Collection<Need> needs() {
        Map<String, ObjectKey> containers = containers();
        List<Need> needs = new ArrayList<>();
        for (CatalogObject object : objects) {
            ObjectKey key = object.key();
            if (key.kind().place() == Place.SCHEMA) {
                needs.add(new Need(key, ObjectKey.of(ObjectKind.SCHEMA, "", key.container())));
            } else {
                Optional.ofNullable(containers.get(key.kind().place() + " " + key.container()))
                        .ifPresent(whole -> needs.add(new Need(key, whole)));
            }
        }
        stated.forEach(edge -> at(edge.used()).ifPresent(used -> needs.add(new Need(edge.user(), used))));
        for (Edge<Long> edge : depended) {
            at(edge.user()).ifPresent(user -> at(edge.used()).ifPresent(used -> needs.add(new Need(user, used))));
        }
        return needs;
    }

    private Map<String, ObjectKey> containers() {
        Map<String, ObjectKey> containers = new HashMap<>();
        for (CatalogObject object : objects) {
            switch (object.kind()) {
                case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, DOMAIN, COMPOSITE_TYPE ->
                    containers.put(Place.RELATION + " " + object.key().path(), object.key());
                case FOREIGN_SERVER ->
                    containers.put(Place.SERVER + " " + object.key().name(), object.key());
                case PUBLICATION ->
                    containers.put(Place.PUBLICATION + " " + object.key().name(), object.key());
                default -> {}
            }
        }
        return containers;
    }

    /** The object at an address: its own, else the one that it stands for, else (for a column) its relation. */
    private Optional<ObjectKey> at(long address) {
        ObjectKey found = byAddress.get(address);
        if (found != null) {
            return Optional.of(found);
        }
        Long alias = aliases.get(address);
        return alias != null ? at(alias) : Address.whole(address).flatMap(this::at);
    }
}
