package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.confiture.plan.ddl.Hazard;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the way of each other without that the server says so beforehand. */
class EntangledPlanTest {

    private static final int MAJOR = 18;

    /** What it is about, what both have, one, the other. */
    static Stream<Arguments> pairs() {
        return Stream.of(
                arguments("a body calls a function that comes later by name", "", "", """
                        CREATE FUNCTION z(n int) RETURNS int LANGUAGE sql AS 'SELECT n';
                        CREATE FUNCTION "Y"(n int) RETURNS int LANGUAGE sql AS 'SELECT z(n)';
                        CREATE FUNCTION a(n int) RETURNS int LANGUAGE sql AS 'SELECT public."Y"(n)';
                        """),
                arguments(
                        "a body reads a view and a new column",
                        "CREATE TABLE t (id int);",
                        "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';",
                        """
                        ALTER TABLE t ADD bio text;
                        CREATE VIEW v AS SELECT id, bio FROM t;
                        CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(bio) FROM V';
                        """),
                arguments(
                        "a body calls what an extension brings, which moves once something else is gone",
                        "CREATE SCHEMA ext;",
                        """
                        CREATE EXTENSION hstore;
                        CREATE FUNCTION f(t text) RETURNS text LANGUAGE sql AS 'SELECT public.hstore(t, t)::text';
                        CREATE FUNCTION gone(h hstore) RETURNS int LANGUAGE sql AS 'SELECT 1';
                        """,
                        """
                        CREATE EXTENSION hstore SCHEMA ext;
                        CREATE FUNCTION f(t text) RETURNS text LANGUAGE sql AS 'SELECT ext.hstore(t, t)::text';
                        """),
                arguments("bodies name each other's functions", "", "", """
                        CREATE FUNCTION a(n int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN b(n); END';
                        CREATE FUNCTION b(n int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN a(n); END';
                        """),
                arguments("a partition names itself what its parent forbids to be null", "", "", """
                        CREATE TABLE log (day date NOT NULL, note text NOT NULL) PARTITION BY RANGE (day);
                        CREATE TABLE old (day date CONSTRAINT dated NOT NULL, note text CONSTRAINT noted NOT NULL);
                        ALTER TABLE log ATTACH PARTITION old FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
                        """),
                arguments(
                        "an index stands on another type than its successor",
                        "",
                        "CREATE TABLE t (a int UNIQUE, b int CHECK (b > 0)); CREATE INDEX i ON t ((a + 1)); CREATE INDEX j ON t (b)",
                        "CREATE TABLE t (a text UNIQUE, b jsonb CHECK (b <> '1')); CREATE INDEX i ON t (lower(a)); CREATE INDEX j ON t USING gin (b)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void plansLeadThereAndBack(String what, String common, String left, String right) throws SQLException {
        new TwoWays(MAJOR, common, left, right).prove();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW v AS SELECT f(id) FROM t",
                "ALTER TABLE t ALTER id SET DEFAULT f(1)",
                "ALTER TABLE t ADD CHECK (f(id) > 0)",
                "CREATE INDEX i ON t (f(id))",
                "CREATE POLICY p ON t USING (f(id) > 0)",
                "ALTER TABLE t ADD twice int GENERATED ALWAYS AS (f(id)) STORED",
                "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT f(1)'",
                "CREATE FUNCTION g() RETURNS int RETURN f(1)"
            })
    void aFunctionGetsAnArgumentThatMayBeLeftOut(String user) throws SQLException {
        String body = " RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';";
        new TwoWays(
                        MAJOR,
                        "CREATE TABLE t (id int);",
                        "CREATE FUNCTION f(n int)" + body + user,
                        "CREATE FUNCTION f(n int, more text DEFAULT 'x')" + body + user)
                .prove();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNIQUE (id)", "UNIQUE (id) WITH (fillfactor = 70)", "UNIQUE (id) DEFERRABLE"})
    void aKeyMayBeThereTwice(String again) throws SQLException {
        new TwoWays(
                        MAJOR,
                        "",
                        "",
                        "CREATE TABLE t (id int PRIMARY KEY, n int UNIQUE); ALTER TABLE t ADD CONSTRAINT again " + again
                                + "; ALTER TABLE t ADD CONSTRAINT one_more UNIQUE (n);")
                .prove();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UNIQUE "})
    void aPrimaryKeyGetsAnotherNameUnderForeignKeys(String unique) throws SQLException {
        String tables = "CREATE TABLE t (id int %s PRIMARY KEY, n int " + unique + ");"
                + "CREATE TABLE u (id int PRIMARY KEY, t int %s REFERENCES t);";
        new TwoWays(
                        MAJOR,
                        "",
                        tables.formatted("CONSTRAINT a_key", "")
                                + "ALTER TABLE u ADD CONSTRAINT more FOREIGN KEY (id) REFERENCES t NOT VALID",
                        tables.formatted("", "CONSTRAINT u_t_fkey")
                                + "ALTER TABLE u ADD CONSTRAINT more FOREIGN KEY (t) REFERENCES t DEFERRABLE")
                .prove();
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "varchar(9)"})
    void anAttributeThatRowsHoldGetsAnotherType(String other) throws SQLException {
        String table = "CREATE TABLE t (id int, c pair, many pair[]);";
        new TwoWays(
                        MAJOR,
                        "",
                        "CREATE TYPE pair AS (a int, b text);" + table,
                        "CREATE TYPE pair AS (a int, b %s);".formatted(other) + table)
                .prove();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOT VALID"})
    void tablesThatAreLinkedBecomeUnlogged(String valid) throws SQLException {
        String tables = "CREATE %1$s TABLE far (id int PRIMARY KEY); CREATE TABLE t (id int, far int);"
                + "CREATE %1$s TABLE near (id int, far int);";
        String link = "ALTER TABLE %s ADD CONSTRAINT link FOREIGN KEY (far) REFERENCES far " + valid + ";";
        new TwoWays(
                        MAJOR,
                        "",
                        tables.formatted("") + link.formatted("t") + link.formatted("near"),
                        tables.formatted("UNLOGGED") + link.formatted("near"))
                .prove();
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE DOMAIN d AS int NOT NULL, 1",
        "CREATE DOMAIN d AS int NOT NULL DEFAULT 1, 0",
        "CREATE DOMAIN d AS int, 0"
    })
    void rowsThatAreThereMayLackWhatADomainAsksFor(String domain, int hazards) throws SQLException {
        List<PlannedStatement> plan =
                new TwoWays(MAJOR, domain + "; CREATE TABLE t (id int);", "", "ALTER TABLE t ADD n d").forth();
        assertThat(plan)
                .flatExtracting(PlannedStatement::hazards)
                .filteredOn(hazard -> hazard.kind() == Hazard.Kind.MAY_FAIL_ON_DATA)
                .hasSize(hazards);
    }
}
