package dev.confiture.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.db.Session;
import dev.confiture.problem.Problem;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignContentTest {

    private final TrackingTable ledger = new TrackingTable(new Identifier("public"));

    @Test
    void extensionsEmptySchemasAndTheLedgerDoNotCount() throws SQLException {
        assertThat(foundAfter("CREATE EXTENSION citext; CREATE SCHEMA app", true))
                .isEmpty();
    }

    @Test
    void whatUsersMadeIsNamed() throws SQLException {
        assertThat(foundAfter("""
                        CREATE SCHEMA app;
                        CREATE TYPE app.mood AS ENUM ('good');
                        CREATE TABLE app."Users" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
                        CREATE FUNCTION app.one() RETURNS int LANGUAGE sql AS 'SELECT 1'""", false).orElseThrow().why())
                .isEqualTo("function app.one\ntable app.\"Users\"\ntype app.mood");
    }

    @Test
    void ofManyObjectsTheFirstAreNamedAndTheRestCounted() throws SQLException {
        assertThat(foundAfter(
                                "DO $$BEGIN FOR i IN 10..40 LOOP EXECUTE format('CREATE TABLE t%s ()', i); END LOOP; END$$",
                                false)
                        .orElseThrow()
                        .why())
                .startsWith("table public.t10\n")
                .endsWith("\nand 21 more");
    }

    private Optional<Problem> foundAfter(String sql, boolean withLedger) throws SQLException {
        try (TestServer.FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open()) {
            session.execute(sql);
            if (withLedger) {
                ledger.create(session);
            }
            return ForeignContent.find(session, ledger);
        }
    }
}
