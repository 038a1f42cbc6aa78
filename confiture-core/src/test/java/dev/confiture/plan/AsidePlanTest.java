package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Scene.Style;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is made anew stands aside under a name that nothing else has, and not longer than one transaction. */
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
                CREATE TABLE w (id int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME t_before2));
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
    void rowsStayWhereNoColumnDoes() throws SQLException {
        String rows = "INSERT INTO t DEFAULT VALUES; INSERT INTO t DEFAULT VALUES;";
        String after = "CREATE TABLE t (b int DEFAULT 7) PARTITION BY LIST (b); CREATE TABLE p PARTITION OF t DEFAULT;";
        try (FreshDatabase database = TestServer.freshDatabase(MAJOR);
                Session session = database.open()) {
            session.execute("CREATE TABLE t (a int);" + rows);
            for (PlannedStatement statement : online("CREATE TABLE t (a int);", after)) {
                session.execute(statement.sql());
            }
            assertThat(session.query("SELECT b FROM t", row -> row.getInt(1))).containsExactly(7, 7);
        }
        new TwoWays(MAJOR, "", "CREATE TABLE t (a int);", after).prove();
    }

    @Test
    void aTypedTableKeepsTheNameOfItsNotNull() throws SQLException {
        String typed = "CREATE TYPE pair AS (a int, b %s); CREATE TABLE t OF pair (a PRIMARY KEY);";
        new TwoWays(18, "", typed.formatted("text"), typed.formatted("varchar(9)")).prove();
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
    void whatAColumnIsSortedByLosesNoValue() throws SQLException {
        String collation = "CREATE COLLATION c (PROVIDER = icu, LOCALE = '%s');";
        String uses = """
                CREATE DOMAIN name AS text COLLATE c CHECK (value <> 'x' COLLATE c);
                CREATE TYPE pair AS (a text COLLATE c, b name);
                CREATE TABLE t (
                    a text COLLATE c UNIQUE, b name, c pair, d text, e varchar(9) COLLATE c, n name[], CHECK (a > 'b')
                );
                CREATE TABLE heir (f int) INHERITS (t);
                CREATE INDEX i ON t (d COLLATE c, lower(a));
                CREATE VIEW v AS SELECT a, b FROM t ORDER BY d COLLATE c;
                CREATE TABLE p (k text COLLATE c) PARTITION BY RANGE (k);
                CREATE TABLE p_one PARTITION OF p FOR VALUES FROM ('a') TO ('m');
                """;
        List<PlannedStatement> statements =
                new TwoWays(MAJOR, "", collation.formatted("de") + uses, collation.formatted("sv") + uses).forth();
        assertThat(statements).flatExtracting(PlannedStatement::losses).isEmpty();
    }

    @Test
    void aDomainOfADomainKeepsItsValues() throws SQLException {
        String uses = """
                CREATE DOMAIN small AS number CHECK (value < 100) DEFAULT 5;
                CREATE TYPE pair AS (a small, b text);
                CREATE TABLE t (a small, b small[], c pair);
                CREATE FUNCTION f(small) RETURNS number LANGUAGE sql AS 'SELECT $1::number';
                """;
        new TwoWays(
                        MAJOR,
                        "",
                        "CREATE DOMAIN number AS int CHECK (value > 0);" + uses,
                        "CREATE DOMAIN number AS bigint CHECK (value > 1);" + uses)
                .prove();
    }

    /** The rows are missed meanwhile: a commit would show that to everybody, and a failure after it would leave it so. */
    @Test
    void nothingIsCommittedWhileRowsStandAside() throws SQLException {
        String before = "CREATE TABLE u (x int, y text);" + PLAIN.formatted("t");
        String after = """
                CREATE TABLE u (x int NOT NULL CHECK (x > 0), y text UNIQUE);
                CREATE INDEX ON u (x, y);
                """ + PARTITIONED.formatted("t");
        List<PlannedStatement> plan = online(before, after);
        isOneTransaction(plan, "ALTER TABLE public.t RENAME TO t_before", "DROP TABLE public.t_before");
        assertThat(plan).extracting(PlannedStatement::execution).contains(Execution.ALONE);
    }

    /** Their rows go through the table that they leave, and a table joins that had its own. */
    @Test
    void nothingIsCommittedWhileRowsOfPartitionsStandAside() throws SQLException {
        String before = "CREATE TABLE n (id bigint, at date);" + PARTITIONED.formatted("t") + """
                CREATE TABLE t_old PARTITION OF t DEFAULT;
                CREATE TABLE t_new (id int, at date NOT NULL);
                ALTER TABLE t ADD PRIMARY KEY (id, at);
                """;
        String after = """
                CREATE TABLE t (id int, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY LIST (at);
                CREATE TABLE t_new PARTITION OF t FOR VALUES IN ('2026-01-01');
                CREATE TABLE t_rest PARTITION OF t DEFAULT;
                CREATE TABLE n (id int, at date NOT NULL, FOREIGN KEY (id, at) REFERENCES t);
                """;
        List<PlannedStatement> plan = online(before, after);
        isOneTransaction(plan, "ALTER TABLE public.t RENAME TO t_before", "DROP TABLE public.t_before");
        assertThat(plan).extracting(PlannedStatement::execution).contains(Execution.COMMITTED_FIRST);
    }

    /** Whoever reads it, or has rows hidden by it, would see the commit. */
    @Test
    void nothingIsCommittedWhileAViewOrAPolicyIsGone() throws SQLException {
        String tables = """
                CREATE TABLE u (id int PRIMARY KEY);
                CREATE TABLE t (id %1$s PRIMARY KEY, u int, x text %2$s, y int);
                CREATE INDEX i ON t (%3$s);
                CREATE VIEW v AS SELECT id, x FROM t;
                CREATE POLICY p ON t AS RESTRICTIVE USING (id > 0);
                """;
        String before = tables.formatted("int", "", "x");
        String after = tables.formatted("bigint", "NOT NULL CHECK (x <> '')", "y")
                + "ALTER TABLE t ADD FOREIGN KEY (u) REFERENCES u;";
        for (List<PlannedStatement> plan : List.of(online(before, after), online(after, before))) {
            isOneTransaction(plan, "DROP VIEW public.v", "CREATE VIEW public.v");
            isOneTransaction(plan, "DROP POLICY p ON public.t", "CREATE POLICY p ON public.t");
            assertThat(plan).extracting(PlannedStatement::execution).contains(Execution.ALONE);
        }
    }

    /** The column waits for what comes late itself: its sequence, and a function. */
    @Test
    void noIndexIsBuiltWhileAViewWaitsForWhatGoesLate() throws SQLException {
        String before = """
                CREATE TABLE t (id serial PRIMARY KEY, x int);
                CREATE FUNCTION f(i int) RETURNS t LANGUAGE sql STABLE AS 'SELECT * FROM t WHERE id = i';
                CREATE VIEW v AS SELECT id FROM t;
                """;
        String after = """
                CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), x int, y int UNIQUE);
                CREATE INDEX ON t (x);
                CREATE FUNCTION f(i uuid) RETURNS t LANGUAGE sql STABLE AS 'SELECT * FROM t WHERE id = i';
                CREATE VIEW v AS SELECT id, y FROM t;
                """;
        List<PlannedStatement> plan = online(before, after);
        isOneTransaction(plan, "DROP VIEW public.v", "CREATE VIEW public.v");
        assertThat(plan).extracting(PlannedStatement::execution).contains(Execution.ALONE);
    }

    private static void isOneTransaction(List<PlannedStatement> plan, String from, String to) {
        List<String> sql = plan.stream()
                .map(statement -> statement.sql().lines().findFirst().orElseThrow())
                .toList();
        int first = sql.indexOf(from);
        int last = IntStream.range(0, sql.size())
                .filter(i -> sql.get(i).startsWith(to))
                .findFirst()
                .orElseThrow();
        assertThat(first).isBetween(0, last - 1);
        assertThat(plan.subList(first, last))
                .extracting(PlannedStatement::execution)
                .containsOnly(Execution.TRANSACTIONAL);
    }

    private static List<PlannedStatement> online(String before, String after) throws SQLException {
        try (FreshDatabase old = TestServer.freshDatabase(MAJOR);
                FreshDatabase wanted = TestServer.freshDatabase(MAJOR);
                Session from = old.open();
                Session to = wanted.open()) {
            from.execute(before);
            to.execute(after);
            CatalogReader reader = new CatalogReader(List.of());
            return new Planner(Style.ONLINE)
                    .plan(reader.read(from), reader.read(to))
                    .statements();
        }
    }

    @Test
    void namesAreCutByBytesAndKeepTheirQuotes() throws SQLException {
        for (String name : new String[] {"\"" + "\u00e4".repeat(30) + "\"", "\"a\"\"b\"", "\"select\"", "\"T\""}) {
            new TwoWays(MAJOR, "", PLAIN.formatted(name), PARTITIONED.formatted(name)).prove();
        }
    }
}
