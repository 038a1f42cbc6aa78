package dev.confiture.introspect.catalog;

import dev.confiture.db.Session;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What no query shows: members of extensions and what the caller names, with their parts. */
record Omitted(List<Address> addresses) {

    /** How pg_depend names an object: its catalog and its id in it. */
    record Address(long catalog, long object) {}

    static Omitted read(Session session, Collection<QualifiedName> named) throws SQLException {
        return new Omitted(session.query(
                CatalogQuery.omittedObjects(),
                row -> new Address(row.getLong(1), row.getLong(2)),
                names(named, name -> name.schema().orElseThrow()),
                names(named, QualifiedName::name)));
    }

    long[] catalogs() {
        return column(Address::catalog);
    }

    long[] objects() {
        return column(Address::object);
    }

    private long[] column(ToLongFunction<Address> part) {
        return addresses.stream().mapToLong(part).toArray();
    }

    private static String[] names(Collection<QualifiedName> named, Function<QualifiedName, Identifier> part) {
        return named.stream().map(part).map(Identifier::name).toArray(String[]::new);
    }
}
