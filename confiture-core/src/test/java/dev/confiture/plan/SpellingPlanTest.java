package dev.confiture.plan;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What the server itself spells otherwise once it has read its own text. */
class SpellingPlanTest {

    private static final String TABLE = "CREATE TABLE t (id int, state varchar(20));\n";

    private static final String LISTS = TABLE + """
            ALTER TABLE t ADD CONSTRAINT known CHECK (state IN ('new', 'it''s', 'ARRAY[]'));
            CREATE INDEX open ON t (id) WHERE state NOT IN ('new', 'seen');
            CREATE VIEW v AS SELECT id FROM t WHERE state IN ('new', 'seen');
            CREATE POLICY p ON t USING (state IN ('new', 'seen'));
            """;

    /** As LISTS, the way the server prints it the second time. */
    private static final String READ_BACK = TABLE + """
            ALTER TABLE t ADD CONSTRAINT known CHECK (state::text = ANY (ARRAY['new'::varchar::text, 'it''s'::varchar::text, 'ARRAY[]'::varchar::text]));
            CREATE INDEX open ON t (id) WHERE state::text <> ALL (ARRAY['new'::varchar::text, 'seen'::varchar::text]);
            CREATE VIEW v AS SELECT id FROM t WHERE state::text = ANY (ARRAY['new'::varchar::text, 'seen'::varchar::text]);
            CREATE POLICY p ON t USING (state::text = ANY (ARRAY['new'::varchar::text, 'seen'::varchar::text]));
            """;

    private static final String OTHER = LISTS.replace("'seen'", "'gone'");

    @Test
    void listsOverAVarcharColumnAreMadeAndTakenAway() throws SQLException {
        new TwoWays(18, "", TABLE, LISTS).prove();
    }

    @Test
    void bothSpellingsOfAListAreTheSame() throws SQLException {
        assertThat(new TwoWays(18, "", LISTS, READ_BACK).forth()).isEmpty();
    }

    @Test
    void anotherValueInAListIsAChange() throws SQLException {
        assertThat(new TwoWays(18, "", LISTS, OTHER).forth()).isNotEmpty();
    }

    @Test
    void listsAreWrittenAsPeopleWriteThem() throws SQLException {
        String lists = """
                CREATE TYPE mood AS ENUM ('sad', 'glad');
                CREATE TABLE u (
                    v varchar(9) CONSTRAINT v CHECK (v IN ('a', 'it''s')),
                    t text CONSTRAINT t CHECK (t NOT IN ('a', 'x = ANY (ARRAY[''b''::text, ''c''::text])')),
                    m mood CONSTRAINT m CHECK (m IN ('sad', 'glad')),
                    n int CONSTRAINT n CHECK (n IN (1, 2)),
                    s text CONSTRAINT s CHECK (s <> 'y = ANY (ARRAY[''b''::text, ''c''::text])'),
                    "T" bigint CONSTRAINT b CHECK ("T" IN (1, 2) AND lower(t) IN ('b', 'c')));
                CREATE INDEX i ON u (n) WHERE v IN ('a', 'b');
                """;
        new TwoWays(18, "", "", lists).prove();
        assertThat(new TwoWays(18, "", "", lists)
                        .forth().stream().map(PlannedStatement::sql).collect(joining("\n")))
                .contains("v IN ('a', 'it''s')")
                .contains("t NOT IN ('a', 'x = ANY (ARRAY[''b''::text, ''c''::text])')")
                .contains("m IN ('sad', 'glad')")
                .contains("n IN (1, 2)")
                .contains("WHERE v IN ('a', 'b')");
    }

    @Test
    void longNamesOfManyBytesAreCutAsTheServerDoes() throws SQLException {
        String name = "表".repeat(20);
        String table = "CREATE TABLE %s (a int%s);";
        new TwoWays(18, "", table.formatted(name, ""), table.formatted(name, " CHECK (a > 0), b serial, UNIQUE (a, b)"))
                .prove();
        new TwoWays(18, "", "", table.formatted(name + "x", " PRIMARY KEY, äöü int CHECK (äöü > 0)")).prove();
    }

    @Test
    void aListMayHoldLongTexts() throws SQLException {
        String list = "CREATE VIEW v AS SELECT id FROM t WHERE state IN ('new', '" + "it''s ".repeat(20_000) + "')";
        new TwoWays(18, TABLE, "", list).prove();
    }

    @Test
    void aNameThatTheServerWouldNotChooseBesideANamesakeIsSaid() throws SQLException {
        String far = "CREATE TABLE r (id int PRIMARY KEY);";
        String table = "CREATE TABLE %s (x int, CONSTRAINT a_x_fkey FOREIGN KEY (x) REFERENCES r,"
                + " CONSTRAINT a_x_check CHECK (x > 0));";
        String first = table.formatted("b");
        new TwoWays(18, far, "", first + table.formatted("a")).prove();
        new TwoWays(18, far, first, first + table.formatted("a")).prove();
    }
}
