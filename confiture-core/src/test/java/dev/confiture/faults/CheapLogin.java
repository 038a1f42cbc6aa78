package dev.confiture.faults;

import dev.confiture.TestServer;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.Map;

/**
 * Connects as a superuser whose password costs nothing to check. The usual 4096 rounds of SHA-256 on either side would be
 * most of what ten thousand runs do.
 */
final class CheapLogin {

    private static final String ROLE = "faults";

    private CheapLogin() {}

    static synchronized Database to(Database database) throws SQLException {
        try (Session session = TestServer.maintenance().open("confiture:test")) {
            session.execute("SET scram_iterations = 1");
            session.execute("DO $$ BEGIN IF pg_catalog.to_regrole('" + ROLE + "') IS NULL THEN CREATE ROLE " + ROLE
                    + " SUPERUSER LOGIN PASSWORD '" + ROLE + "'; END IF; END $$");
        }
        return Database.of(database.hosts(), database.name(), Map.of("user", ROLE, "password", ROLE));
    }
}
