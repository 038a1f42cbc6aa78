package dev.confiture.introspect.catalog;

import dev.confiture.catalog.Catalog;
import dev.confiture.db.Session;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/** Makes a picture of a database. Writes nothing. */
public final class CatalogReader {

    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    /** So that a definition prints the same wherever it is read, every name with its schema. */
    private static final String PRINTING = """
            SET LOCAL search_path = '';
            SET LOCAL timezone = 'UTC';
            SET LOCAL datestyle = 'ISO, YMD';
            SET LOCAL intervalstyle = 'postgres';
            SET LOCAL extra_float_digits = 1;
            SET LOCAL bytea_output = 'hex';
            SET LOCAL xmlbinary = 'base64';
            SET LOCAL quote_all_identifiers = off;
            SET LOCAL standard_conforming_strings = on;
            SET LOCAL lc_monetary = 'C';
            SET LOCAL jit = off;
            """;

    private final Set<QualifiedName> leftOut;

    /** @param leftOut relations and routines that are not the user's, each with its schema: Confiture's own */
    public CatalogReader(Collection<QualifiedName> leftOut) {
        this.leftOut = Set.copyOf(leftOut);
    }

    /**
     * Reads every user object in one read-only snapshot, with a number of queries that does not depend on the database.
     *
     * @param session in autocommit mode, as it is afterwards; or in a transaction, of which this is the last but its end,
     *     because settings change
     */
    public Catalog read(Session session) throws SQLException {
        if (session.isInTransaction()) {
            return readAll(session);
        }
        return session.inTransaction(snapshot -> {
            snapshot.execute(SNAPSHOT);
            return readAll(snapshot);
        });
    }

    private Catalog readAll(Session snapshot) throws SQLException {
        int major = snapshot.serverMajor();
        snapshot.execute(PRINTING);
        CatalogRows rows = new CatalogRows();
        Omitted omitted = Omitted.read(snapshot, leftOut);
        Set<String> idle = Set.copyOf(snapshot.query(CatalogQuery.idle(), row -> row.getString(1)));
        for (CatalogQuery query : CatalogQuery.values()) {
            if (query.isFor(major) && !idle.contains(query.resource())) {
                snapshot.query(query.sql(), rows::add, omitted.catalogs(), omitted.objects());
            }
        }
        snapshot.query(CatalogQuery.attributes(), rows::attribute, omitted.catalogs(), omitted.objects());
        snapshot.query(CatalogQuery.identities(), rows::identity, (Object) rows.unknown());
        snapshot.query(CatalogQuery.aliases(), rows::alias);
        rows.tellMembersWithTheirWholes();
        snapshot.query(CatalogQuery.dependencies(), rows::dependency);
        snapshot.query(CatalogQuery.notModelled(), rows::notModelled, omitted.catalogs(), omitted.objects());
        String reader = snapshot.queryOne("SELECT quote_ident(current_user)", row -> row.getString(1))
                .orElseThrow();
        return Catalog.of(major, reader, rows.objects(), rows::needs, rows.notModelled());
    }
}
