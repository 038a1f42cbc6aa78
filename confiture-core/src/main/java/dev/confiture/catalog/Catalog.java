package dev.confiture.catalog;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * All user objects of one database at one moment, and which needs which. Objects of extensions and Confiture's own are not
 * in it.
 */
public final class Catalog {

    private final int serverMajor;
    private final String reader;
    /** Sorted by key. */
    private final Map<ObjectKey, CatalogObject> objects;

    private final Needs needs;
    private final List<String> notModelled;

    private Catalog(
            int serverMajor,
            String reader,
            Map<ObjectKey, CatalogObject> objects,
            Supplier<Collection<Need>> needs,
            Collection<String> notModelled) {
        this.serverMajor = serverMajor;
        this.reader = requireNonNull(reader, "reader");
        this.objects = Collections.unmodifiableMap(objects);
        this.needs = new Needs(needs, objects::containsKey);
        this.notModelled = notModelled.stream().sorted().toList();
    }

    /**
     * One object needs another: it cannot be made before it, nor outlive it.
     *
     * @param user what needs
     * @param used what is needed
     */
    public record Need(ObjectKey user, ObjectKey used) {
        boolean isOfItself() {
            return user.equals(used);
        }
    }

    /**
     * A catalog of these objects; needs of objects that are not among them are left out.
     *
     * @param reader the role that read, ready for SQL; what it owns is owned by nobody in particular
     * @param needs is asked once, when they are wanted for the first time; many catalogs are only compared
     * @param notModelled objects that were found and are of no kind known here, one text each
     */
    public static Catalog of(
            int serverMajor,
            String reader,
            Collection<CatalogObject> objects,
            Supplier<Collection<Need>> needs,
            Collection<String> notModelled) {
        Map<ObjectKey, CatalogObject> byKey = new LinkedHashMap<>();
        List<CatalogObject> sorted = new ArrayList<>(objects);
        sorted.sort(Comparator.comparing(CatalogObject::key));
        for (CatalogObject object : sorted) {
            CatalogObject other = byKey.put(object.key(), object);
            if (other != null) {
                throw new IllegalArgumentException("two objects of one name: " + other + " and " + object);
            }
        }
        return new Catalog(serverMajor, reader, byKey, needs, notModelled);
    }

    public static Catalog empty(int serverMajor, String reader) {
        return of(serverMajor, reader, List.of(), List::of, List.of());
    }

    public int serverMajor() {
        return serverMajor;
    }

    /** The role that read, ready for SQL. */
    public String reader() {
        return reader;
    }

    /** Sorted by key. */
    public Collection<CatalogObject> objects() {
        return objects.values();
    }

    public Set<ObjectKey> keys() {
        return objects.keySet();
    }

    public Optional<CatalogObject> find(ObjectKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    public boolean contains(ObjectKey key) {
        return objects.containsKey(key);
    }

    /** @throws IllegalArgumentException if there is none */
    public CatalogObject get(ObjectKey key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("not in this catalog: " + key));
    }

    /** What the object needs directly; a part needs its whole, and everything its schema. */
    public SortedSet<ObjectKey> needs(ObjectKey key) {
        return needs.of(key);
    }

    /** What needs the object directly. */
    public SortedSet<ObjectKey> neededBy(ObjectKey key) {
        return needs.whoNeed(key);
    }

    /** What was found and is of no kind known here; reports name it. */
    public List<String> notModelled() {
        return notModelled;
    }

    /** A SHA-256 in hexadecimal digits, equal for equal catalogs of one server major; the order of columns does not count. */
    public String fingerprint() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** One object after the other, its compared properties indented below it: made to be read side by side. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (CatalogObject object : objects.values()) {
            text.append(object.key()).append('\n');
            for (Map.Entry<Property, String> property : object.properties().entrySet()) {
                if (property.getKey().isCompared()) {
                    text.append("  ")
                            .append(property.getKey().text())
                            .append(": ")
                            .append(property.getValue().replace("\n", "\n    "))
                            .append('\n');
                }
            }
        }
        notModelled.forEach(thing -> text.append("not compared: ").append(thing).append('\n'));
        return text.toString();
    }
}
