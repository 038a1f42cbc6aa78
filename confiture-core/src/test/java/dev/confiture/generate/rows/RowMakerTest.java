package dev.confiture.generate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowMakerTest {

    private static final String SHOP = """
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE TYPE spot AS (x int, y int);
            CREATE DOMAIN code AS varchar(4) CHECK (VALUE IN ('A1', 'B2'));
            CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail text NOT NULL UNIQUE,
                mood mood NOT NULL, code code NOT NULL, level int NOT NULL CHECK (level BETWEEN 100 AND 102));
            CREATE TABLE sale (id serial PRIMARY KEY, customer bigint NOT NULL REFERENCES customer, day date NOT NULL,
                during tstzrange, tags text[] NOT NULL, place spot, total numeric(4,2) NOT NULL CHECK (total > 0),
                twice numeric GENERATED ALWAYS AS (total * 2) STORED, parent int REFERENCES sale);
            CREATE TABLE line (sale int, place int, state text NOT NULL CHECK (state IN ('new', 'sent')),
                PRIMARY KEY (sale, place), FOREIGN KEY (sale) REFERENCES sale);
            CREATE TABLE part (region text NOT NULL, n int) PARTITION BY LIST (region);
            CREATE TABLE part_eu PARTITION OF part FOR VALUES IN ('eu');
            CREATE TABLE everything (a uuid NOT NULL, b jsonb NOT NULL, c bytea NOT NULL, d inet NOT NULL,
                e interval NOT NULL, f time NOT NULL, g bit(3) NOT NULL, h point NOT NULL, i tsvector NOT NULL,
                j int4range NOT NULL, k xml NOT NULL, l bool NOT NULL, m "char" NOT NULL, n macaddr NOT NULL,
                o money NOT NULL, p int[] NOT NULL, q circle NOT NULL, r date NOT NULL, s float8 NOT NULL);
            CREATE DOMAIN email AS text CHECK (VALUE ~* '^[a-z0-9.]+@[^@]+\\.[a-z]{2,}$');
            CREATE TABLE patterns (mail email NOT NULL UNIQUE, country char(2) NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
                number text NOT NULL UNIQUE CHECK (number LIKE 'INV-%'), slug text NOT NULL CHECK (slug ~ '^[a-z]+(-[a-z]+)*$'));
            CREATE TABLE never (id int CHECK (false));
            """;

    @Test
    void tablesGetRowsThatTheirRulesAllow() throws SQLException {
        try (FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open()) {
            session.execute(SHOP);
            assertThat(RowMaker.on(session, new Random(1)).addRows(TouchedTables.ALL))
                    .containsExactly("public.never");
            for (String table : List.of("customer", "sale", "line", "part", "everything", "patterns")) {
                assertThat(session.queryOne("SELECT count(*) FROM " + table, row -> row.getInt(1)))
                        .hasValueSatisfying(rows -> assertThat(rows).isPositive());
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameRows() throws SQLException {
        assertThat(rows(7)).isEqualTo(rows(7)).isNotEqualTo(rows(8));
    }

    private static List<String> rows(long seed) throws SQLException {
        try (FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open()) {
            session.execute(SHOP);
            RowMaker.on(session, new Random(seed)).addRows(TouchedTables.ALL);
            return session.query("SELECT c::text FROM customer c ORDER BY id", row -> row.getString(1));
        }
    }
}
