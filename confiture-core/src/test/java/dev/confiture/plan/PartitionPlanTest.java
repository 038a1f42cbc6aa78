package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.plan.ddl.Hazard;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and indexes that a partitioned table and its partitions have in parts. */
class PartitionPlanTest {

    private static final int MAJOR = 18;

    private static final String TABLES = """
            CREATE TABLE log (id int NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
            CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            """;

    private static final String KEY_WITHOUT_PARTS = TABLES + "ALTER TABLE ONLY log ADD UNIQUE (id, day);\n";

    private static final String LOCAL_INDEX = "CREATE UNIQUE INDEX log_2026_id_day_key ON log_2026 (id, day);\n";

    private static final String TAKEN_OVER = """
            ALTER TABLE log_2026 ADD UNIQUE USING INDEX log_2026_id_day_key;
            ALTER INDEX log_id_day_key ATTACH PARTITION log_2026_id_day_key;
            """;

    private static final String REFERRED_TO = TABLES + """
            CREATE UNIQUE INDEX u ON log (id, day);
            CREATE TABLE line (id int, day date, FOREIGN KEY (id, day) REFERENCES log (id, day));
            """;

    private static final String NEXT =
            "CREATE TABLE log_2027 PARTITION OF log FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');";

    @ParameterizedTest
    @ValueSource(strings = {"", LOCAL_INDEX, LOCAL_INDEX + TAKEN_OVER})
    void aKeyIsCompletedPartitionByPartition(String parts) throws SQLException {
        new TwoWays(MAJOR, "", TABLES, KEY_WITHOUT_PARTS + parts).prove();
        new TwoWays(MAJOR, "", KEY_WITHOUT_PARTS, KEY_WITHOUT_PARTS + parts).prove();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX log_2026_day_idx ON log_2026 (day);",
                "CREATE INDEX i ON ONLY log (day);",
                "CREATE INDEX i ON ONLY log (day); CREATE INDEX other ON log_2026 (day); ALTER INDEX i ATTACH PARTITION other;"
            })
    void anIndexBecomesThatOfAllPartitions(String index) throws SQLException {
        new TwoWays(MAJOR, TABLES, index, "CREATE INDEX i ON log (day);").prove();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ALTER TABLE line ALTER CONSTRAINT line_id_day_fkey DEFERRABLE;"})
    void aPartitionGoesThoughAForeignKeyLeadsToItsTable(String change) throws SQLException {
        new TwoWays(MAJOR, REFERRED_TO, NEXT, change).prove();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CREATE INDEX i ON log (KEY);"})
    void aPartitionComesWhileTheKeyGetsAColumn(String index) throws SQLException {
        String tables = """
                CREATE TABLE log (COLUMNS int NOT NULL, day date, PRIMARY KEY (KEY, day)) PARTITION BY RANGE (day);
                CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                CREATE TABLE line (COLUMNS int, day date, FOREIGN KEY (KEY, day) REFERENCES log);
                """ + index;
        String before = tables.replace("COLUMNS", "id").replace("KEY,", "id,").replace("KEY)", "id)");
        String after = tables.replace("COLUMNS", "id int, tenant")
                .replace("KEY,", "tenant, id,")
                .replace("KEY)", "tenant, id)");
        new TwoWays(MAJOR, "", before, after + NEXT).prove();
    }

    @Test
    void anIndexWithAConditionIsMadeAnewWhileItsTableIs() throws SQLException {
        String tables = """
                CREATE TABLE log (state state NOT NULL) PARTITION BY LIST (state);
                CREATE TABLE log_open PARTITION OF log FOR VALUES IN ('new', 'paid');
                CREATE INDEX i ON log (state) WHERE state <> 'paid';
                """;
        new TwoWays(
                        MAJOR,
                        "",
                        "CREATE TYPE state AS ENUM ('new', 'paid', 'sent');" + tables,
                        "CREATE TYPE state AS ENUM ('paid', 'new');" + tables)
                .prove();
    }

    @Test
    void aForeignKeyIsNotMadeAgainForAPartition() throws SQLException {
        assertThat(new TwoWays(MAJOR, REFERRED_TO, NEXT, "").forth())
                .extracting(PlannedStatement::sql)
                .containsExactly(
                        "ALTER TABLE public.log DETACH PARTITION public.log_2027", "DROP TABLE public.log_2027");
    }

    @ParameterizedTest
    @ValueSource(strings = {"day", "id"})
    void aColumnOfTheKeyOfAPartitionGoesWithItsTable(String column) throws SQLException {
        String with =
                "ALTER TABLE log ADD extra int; ALTER TABLE log_2026 ADD PRIMARY KEY (%s, extra);".formatted(column);
        new TwoWays(MAJOR, TABLES.replace("NOT NULL", ""), with, "").prove();
    }

    @Test
    void detachingAPartitionThatRowsReferToIsAnnounced() throws SQLException {
        assertThat(new TwoWays(MAJOR, REFERRED_TO, NEXT, "").forth())
                .filteredOn(statement -> statement.sql().contains(" DETACH "))
                .flatExtracting(PlannedStatement::hazards)
                .extracting(Hazard::kind)
                .containsExactly(Hazard.Kind.MAY_FAIL_ON_DATA);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void aPartitionComesUnderTheRulesOfItsTable(int major) throws SQLException {
        String tables = "CREATE TABLE r (id int PRIMARY KEY);"
                + "CREATE TABLE g (n int, x int REFERENCES r, UNIQUE (n, x)) PARTITION BY LIST (n);";
        TwoWays both = new TwoWays(
                major,
                tables,
                "CREATE TABLE p (n int, x int);",
                "CREATE TABLE p PARTITION OF g FOR VALUES IN (1) PARTITION BY LIST (x);"
                        + "CREATE TABLE q PARTITION OF p DEFAULT;");
        both.prove();
        TwoWays plain = new TwoWays(major, tables, both.left(), "CREATE TABLE p PARTITION OF g FOR VALUES IN (1);");
        plain.prove();
        assertThat(plain.forth())
                .flatExtracting(PlannedStatement::hazards)
                .extracting(Hazard::note)
                .contains("a row refers to nothing", "two rows have the same key");
    }

    @Test
    void aForeignKeyStaysWithThePartitionThatLeaves() throws SQLException {
        String tables =
                "CREATE TABLE r (id int PRIMARY KEY); CREATE TABLE g (n int, x int REFERENCES r) PARTITION BY LIST (n);";
        TwoWays leaves = new TwoWays(
                MAJOR,
                tables,
                "CREATE TABLE p PARTITION OF g FOR VALUES IN (1);",
                "CREATE TABLE p (n int, x int, CONSTRAINT g_x_fkey FOREIGN KEY (x) REFERENCES r);");
        leaves.prove();
        assertThat(leaves.forth())
                .extracting(PlannedStatement::sql)
                .containsExactly("ALTER TABLE public.g DETACH PARTITION public.p");
        new TwoWays(MAJOR, "", "", tables + leaves.right()).prove();
    }

    @Test
    void aPartitionHasItsOwnNameForANotNullThatComesOrGoes() throws SQLException {
        String tables = "CREATE TABLE g (n int, x int%1$s) PARTITION BY LIST (n);"
                + "CREATE TABLE p (x int%1$s, n int) PARTITION BY LIST (x);"
                + "CREATE TABLE q (n int, x int%1$s); ALTER TABLE p ATTACH PARTITION q DEFAULT;"
                + "ALTER TABLE g ATTACH PARTITION p DEFAULT;";
        new TwoWays(MAJOR, "", tables.formatted(""), tables.formatted(" NOT NULL")).prove();
    }
}
