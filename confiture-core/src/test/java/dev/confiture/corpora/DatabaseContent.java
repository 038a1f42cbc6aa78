package dev.confiture.corpora;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything two loads of a schema must agree in.
 *
 * @param rows for each table the number of its rows and a digest of them
 */
record DatabaseContent(ServerDefinitions definitions, Map<String, String> rows) {

    static DatabaseContent of(Database database) throws SQLException {
        try (Session session = database.open("confiture:test")) {
            ServerDefinitions definitions = ServerDefinitions.read(session, DefinitionScope.everything());
            Map<String, String> rows = new TreeMap<>();
            for (String table : session.query(
                    "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND oid >= 16384",
                    row -> row.getString(1))) {
                session.queryOne(
                                "SELECT count(*) || ' rows ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '')"
                                        + " FROM " + table + " t",
                                row -> row.getString(1))
                        .ifPresent(digest -> rows.put(table, digest));
            }
            return new DatabaseContent(definitions, rows);
        }
    }
}
