package dev.confiture.introspect.catalog;

import dev.confiture.catalog.Catalog.Need;
import dev.confiture.catalog.CatalogObject;
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

/** Gathers the rows of all queries and finds out which object each address means. */
final class CatalogRows {

    private final List<CatalogObject> objects = new ArrayList<>();
    private final Map<ObjectKey, Map<Property, String>> attributes = new HashMap<>();
    private final List<String> notModelled = new ArrayList<>();
    private final Map<String, ObjectKey> byAddress = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final List<Edge<ObjectKey>> stated = new ArrayList<>();
    private final List<Edge<String>> depended = new ArrayList<>();

    /** @param user an object or its address */
    private record Edge<T>(T user, String used) {}

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
            byAddress.put(address, key);
        }
        for (String used : needs.split(" ", -1)) {
            if (!used.isEmpty()) {
                stated.add(new Edge<>(key, used));
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
        ObjectKey key = byAddress.get(row.getString("address"));
        if (key != null) {
            attributes
                    .computeIfAbsent(key, any -> new EnumMap<>(Property.class))
                    .put(property, value);
        } else if (property != Property.OWNER) {
            notModelled.add(property.text() + " on " + row.getString("object") + ": " + value.replaceAll("\\R", ", "));
        }
        return value;
    }

    String notModelled(ResultSet row) throws SQLException {
        notModelled.add(row.getString(1));
        return row.getString(1);
    }

    String alias(ResultSet row) throws SQLException {
        aliases.put(row.getString(1), row.getString(2));
        return row.getString(1);
    }

    String dependency(ResultSet row) throws SQLException {
        String user = address(row, 1);
        depended.add(new Edge<>(user, address(row, 4)));
        return user;
    }

    private static String address(ResultSet row, int column) throws SQLException {
        return row.getString(column) + ':' + row.getString(column + 1) + ':' + row.getString(column + 2);
    }

    List<CatalogObject> objects() {
        return objects.stream().map(this::withAttributes).toList();
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
        return notModelled;
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
        for (Edge<String> edge : depended) {
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
    private Optional<ObjectKey> at(String address) {
        ObjectKey found = byAddress.get(address);
        if (found != null) {
            return Optional.of(found);
        }
        String alias = aliases.get(address);
        if (alias != null) {
            return at(alias);
        }
        int sub = address.lastIndexOf(':');
        return address.endsWith(":0") ? Optional.empty() : at(address.substring(0, sub) + ":0");
    }
}
