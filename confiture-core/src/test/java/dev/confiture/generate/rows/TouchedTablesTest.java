package dev.confiture.generate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.catalog.Catalog;
import dev.confiture.db.Session;
import dev.confiture.introspect.catalog.CatalogReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TouchedTablesTest {

    private static final String SHOP = """
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE TABLE person (id int PRIMARY KEY, mood mood);
            CREATE TABLE sale (id int PRIMARY KEY, person int REFERENCES person);
            CREATE TABLE part (region text, n int) PARTITION BY LIST (region);
            CREATE TABLE part_eu PARTITION OF part DEFAULT;
            CREATE TABLE base (id int);
            CREATE TABLE heir (extra int) INHERITS (base);
            """;

    private static final List<String> TABLES = List.of("person", "sale", "part", "base", "heir");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE sale ADD COLUMN note text",
                "ALTER TABLE sale ALTER COLUMN id SET DEFAULT 7",
                "ALTER TABLE sale ADD CHECK (id IS NOT NULL)",
                "ALTER TABLE sale DROP CONSTRAINT sale_person_fkey",
                "ALTER TABLE sale SET (fillfactor = 50)"
            })
    void whatChangesOneTableBringsRowsToItAndToThoseThatShareTheirs(String change) throws SQLException {
        assertThat(moreRowsIn(change)).containsExactly("sale", "part", "heir");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TYPE mood ADD VALUE 'fine'",
                "CREATE UNIQUE INDEX one_a_person ON sale (person)",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1",
                "CREATE SEQUENCE numbers"
            })
    void whatMayConcernEveryTableBringsRowsToAll(String change) throws SQLException {
        assertThat(moreRowsIn(change)).isEqualTo(TABLES);
    }

    @Test
    void aNewTableGetsRows() throws SQLException {
        assertThat(moreRowsIn("CREATE TABLE extra (id int)", "extra")).containsExactly("part", "heir", "extra");
    }

    /** The tables that have more rows after the second round, which comes after the change. */
    private static List<String> moreRowsIn(String change, String... newTables) throws SQLException {
        List<String> tables = new ArrayList<>(TABLES);
        tables.addAll(List.of(newTables));
        try (FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open()) {
            session.execute(SHOP);
            Catalog before = new CatalogReader(Set.of()).read(session);
            Rows rows = new Rows.Seeded(1);
            rows.put(session);
            session.execute(change);
            TouchedTables touched = TouchedTables.between(before, new CatalogReader(Set.of()).read(session));
            List<Long> first = counts(session, tables);
            rows.put(session, touched);
            List<Long> second = counts(session, tables);
            List<String> more = new ArrayList<>(tables);
            more.removeIf(table -> first.get(tables.indexOf(table)).equals(second.get(tables.indexOf(table))));
            return more;
        }
    }

    private static List<Long> counts(Session session, List<String> tables) throws SQLException {
        List<Long> counts = new ArrayList<>();
        for (String table : tables) {
            boolean isPartitioned = table.equals("part");
            counts.add(session.queryOne(
                            "SELECT count(*) FROM " + (isPartitioned ? "" : "ONLY ") + table, row -> row.getLong(1))
                    .orElseThrow());
        }
        return counts;
    }
}
