package dev.confiture.plan;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What is made anew stands aside under a name that nothing else has. */
class AsidePlanTest {

    private static final int MAJOR = 17;

    private static final String PLAIN = "CREATE TABLE %s (id int, at date NOT NULL);";
    private static final String PARTITIONED = "CREATE TABLE %s (id int, at date NOT NULL) PARTITION BY RANGE (at);";

    @Test
    void aNameThatIsTakenIsPassedOver() throws SQLException {
        String taken = """
                CREATE TABLE t_before (x int);
                CREATE VIEW mood_before AS SELECT 1 AS x;
                CREATE SEQUENCE mood_before2;
                """;
        String uses = "CREATE TABLE u (m mood, n mood[]);";
        new TwoWays(
                        MAJOR,
                        taken,
                        "CREATE TYPE mood AS ENUM ('a', 'b', 'c');" + uses + PLAIN.formatted("t"),
                        "CREATE TYPE mood AS ENUM ('c', 'b', 'a');" + uses + PARTITIONED.formatted("t"))
                .prove();
    }

    @Test
    void namesThatBeginAlikeAreKeptApart() throws SQLException {
        String one = "t".repeat(60) + "_1";
        String other = "t".repeat(60) + "_2";
        new TwoWays(
                        MAJOR,
                        "",
                        PLAIN.formatted(one) + PLAIN.formatted(other),
                        PARTITIONED.formatted(one) + PARTITIONED.formatted(other))
                .prove();
    }

    @Test
    void namesAreCutByBytesAndKeepTheirQuotes() throws SQLException {
        for (String name : new String[] {"\"" + "\u00e4".repeat(30) + "\"", "\"a\"\"b\"", "\"select\"", "\"T\""}) {
            new TwoWays(MAJOR, "", PLAIN.formatted(name), PARTITIONED.formatted(name)).prove();
        }
    }
}
