package dev.confiture.introspect;

import dev.confiture.db.Session;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Runs the queries under settings that make the server print the same text for the same object. */
final class DefinitionReader {

    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    /** With an empty search path every name that is not the server's own prints with its schema. */
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

    private final DefinitionScope scope;

    DefinitionReader(DefinitionScope scope) {
        this.scope = scope;
    }

    List<Definition> read(Session session) throws SQLException {
        if (session.isInTransaction()) {
            return readAll(session);
        }
        return session.inTransaction(snapshot -> {
            snapshot.execute(SNAPSHOT);
            return readAll(snapshot);
        });
    }

    private List<Definition> readAll(Session snapshot) throws SQLException {
        int major = snapshot.connection().getMetaData().getDatabaseMajorVersion();
        snapshot.execute(PRINTING);
        List<ObjectAddress> omitted = omitted(snapshot);
        long[] catalogs = column(omitted, ObjectAddress::catalog);
        long[] objects = column(omitted, ObjectAddress::object);
        List<Definition> definitions = new ArrayList<>();
        for (DefinitionQuery query : DefinitionQuery.values()) {
            if (query.isFor(major, scope.columnOrder())) {
                definitions.addAll(snapshot.query(query.sql(), DefinitionReader::definition, catalogs, objects));
            }
        }
        return definitions;
    }

    private static Definition definition(ResultSet row) throws SQLException {
        String kind = row.getString(1);
        String text = row.getString(3);
        return new Definition(kind, row.getString(2), isRoutine(kind) ? text : ArrayCasts.without(text));
    }

    private static boolean isRoutine(String kind) {
        return kind.equals("function") || kind.equals("procedure");
    }

    private List<ObjectAddress> omitted(Session session) throws SQLException {
        return session.query(
                DefinitionQuery.omittedObjects(),
                row -> new ObjectAddress(row.getLong(1), row.getLong(2)),
                names(name -> name.schema().orElseThrow()),
                names(QualifiedName::name));
    }

    private String[] names(Function<QualifiedName, Identifier> part) {
        return scope.leftOut().stream().map(part).map(Identifier::name).toArray(String[]::new);
    }

    private static long[] column(List<ObjectAddress> addresses, ToLongFunction<ObjectAddress> part) {
        return addresses.stream().mapToLong(part).toArray();
    }

    /** How pg_depend names an object: its catalog and its id in it. */
    private record ObjectAddress(long catalog, long object) {}
}
