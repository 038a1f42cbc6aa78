package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes of partitioned tables of which keys of the partitions are parts. */
class PartitionKeyPlanTest {

    private static final int MAJOR = 18;

    private static final Map<String, String> WORDS = Map.of(
            "TABLE", "CREATE TABLE log (id int NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);",
            "P1", "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
            "P2", "CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');",
            "APART", "CREATE TABLE log_1 (id int NOT NULL, day date NOT NULL);",
            "KEY", "ALTER TABLE log_1 ADD PRIMARY KEY (id, day);",
            "UNIQUE", "ALTER TABLE log_1 ADD UNIQUE (id, day);",
            "INDEX", "CREATE UNIQUE INDEX u ON log (id, day);",
            "ONLY", "CREATE UNIQUE INDEX u ON ONLY log (id, day);",
            "ATTACH", "ALTER INDEX u ATTACH PARTITION log_1_pkey;",
            "LIKE", "CREATE UNIQUE INDEX other ON log_1 (id, day);");

    private static final String SUBPARTITIONS = """
            CREATE TABLE log (id int NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
            CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY RANGE (id);
            CREATE TABLE log_1_1 PARTITION OF log_1 FOR VALUES FROM (1) TO (10);
            """;

    private static String sql(String words) {
        StringBuilder sql = new StringBuilder();
        for (String word : words.isEmpty() ? new String[0] : words.split(" ")) {
            sql.append(WORDS.get(word)).append('\n');
        }
        return sql.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''                       | TABLE P1 KEY INDEX
            TABLE P1                 | TABLE P1 KEY INDEX
            TABLE P1 P2 KEY          | TABLE P1 P2 KEY INDEX
            TABLE INDEX              | TABLE P1 KEY INDEX
            TABLE P2 INDEX           | TABLE P2 P1 KEY INDEX
            TABLE APART KEY INDEX    | TABLE P1 KEY INDEX
            TABLE APART KEY          | TABLE P1 KEY INDEX
            TABLE APART P2           | TABLE P1 P2 KEY INDEX
            TABLE P1 UNIQUE INDEX    | TABLE P1 KEY INDEX
            TABLE P1 INDEX           | TABLE P1 INDEX KEY
            TABLE P1 INDEX KEY       | TABLE P1 KEY INDEX
            ''                       | TABLE P1 INDEX KEY
            TABLE P1 KEY ONLY        | TABLE P1 KEY ONLY ATTACH
            TABLE P1 P2 ONLY         | TABLE P1 P2 KEY ONLY ATTACH
            ''                       | TABLE P1 P2 KEY ONLY ATTACH
            """)
    void aKeyBecomesPartOfAnIndexOrLeavesIt(String left, String right) throws SQLException {
        new TwoWays(MAJOR, "", sql(left), sql(right)).prove();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TABLE INDEX       | TABLE P1 LIKE INDEX
            TABLE APART P2    | TABLE P1 LIKE P2 INDEX
            TABLE APART INDEX | TABLE P1 INDEX
            """)
    void anIndexOfAnotherNameComesAlongWithItsPartition(String left, String right) throws SQLException {
        new TwoWays(MAJOR, "", sql(left), sql(right)).prove();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17})
    void onEveryMajorAKeyBecomesPartOfAnIndex(int major) throws SQLException {
        new TwoWays(major, "", sql("TABLE P1"), sql("TABLE P1 KEY INDEX")).prove();
        new TwoWays(major, "", sql("TABLE INDEX"), sql("TABLE P1 KEY INDEX")).prove();
    }

    @Test
    void aKeyOfASubpartitionIsPartOfThePartitionsIndex() throws SQLException {
        String key = SUBPARTITIONS + "ALTER TABLE log_1_1 ADD PRIMARY KEY (id, day);" + sql("INDEX");
        new TwoWays(MAJOR, "", SUBPARTITIONS, key).prove();
        new TwoWays(MAJOR, "", "", key).prove();
    }

    @Test
    void aPartitionIsPartitionedItselfWhileTheKeyComesOrGoes() throws SQLException {
        String level = "PARTITION BY LIST (day);"
                + "CREATE TABLE first PARTITION OF part FOR VALUES IN ('2026-01-01'); CREATE TABLE rest PARTITION OF part DEFAULT;";
        String tables = "CREATE TABLE whole (id int NOT NULL, day date NOT NULL%s) PARTITION BY RANGE (day);"
                + "CREATE TABLE part PARTITION OF whole FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') %s;";
        new TwoWays(MAJOR, "", tables.formatted("", ""), tables.formatted(", PRIMARY KEY (id, day)", level)).prove();
    }

    @Test
    void aPartitionHasItsOwnNameForThePrimaryKeyOfItsTable() throws SQLException {
        String key = "ALTER TABLE log ADD PRIMARY KEY (id, day);";
        String named = "ALTER TABLE log_1 ADD CONSTRAINT other PRIMARY KEY (id, day);";
        new TwoWays(MAJOR, "", sql("TABLE") + key, sql("TABLE P1") + named + key).prove();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log_1_id_day_key", "other"})
    void ofAKeyOfItsTableOnlyOnePartitionHasAPart(String name) throws SQLException {
        String key = "ALTER TABLE ONLY log ADD UNIQUE (id, day);"
                + "ALTER TABLE log_1 ADD CONSTRAINT %s UNIQUE (id, day);".formatted(name)
                + "ALTER INDEX log_id_day_key ATTACH PARTITION %s;".formatted(name);
        new TwoWays(MAJOR, sql("TABLE P1 P2"), "", key).prove();
    }

    @Test
    void theTypeOfAColumnOfBothChanges() throws SQLException {
        String small = sql("TABLE P1 KEY INDEX");
        new TwoWays(MAJOR, "", small, small.replace("id int", "id bigint")).prove();
    }

    @Test
    void foreignKeysToBothGoFirst() throws SQLException {
        String far = "CREATE TABLE far (id int, day date, FOREIGN KEY (id, day) REFERENCES log (id, day));";
        String near = far.replace("far", "near").replace("log", "log_1");
        new TwoWays(MAJOR, "", sql("TABLE P1 KEY INDEX") + far + near, sql("TABLE P1")).prove();
    }

    @Test
    void onlyTheIndexIsDroppedForBoth() throws SQLException {
        assertThat(new TwoWays(MAJOR, sql("TABLE P1"), sql("KEY INDEX"), "").forth())
                .extracting(PlannedStatement::sql)
                .contains("DROP INDEX public.u CASCADE")
                .noneMatch(sql -> sql.contains("DROP CONSTRAINT"));
    }
}
