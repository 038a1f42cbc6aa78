package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Scene.Style;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No row slips in, and no query waits, while an index is built for what takes the place of another key, index or rule. */
class GuardsPlanTest {

    private static final int MAJOR = 17;

    @Test
    void aKeyGoesOnceTheIndexOfItsSuccessorIsThere() throws SQLException {
        String table = "CREATE TABLE t (id int NOT NULL, tenant int NOT NULL, x int,";
        assertThat(online(
                        table
                                + "CONSTRAINT pk PRIMARY KEY (id), CONSTRAINT u UNIQUE (x), CONSTRAINT a UNIQUE (tenant))",
                        table + "CONSTRAINT pk PRIMARY KEY (tenant, id), CONSTRAINT u UNIQUE (tenant, x),"
                                + " CONSTRAINT b UNIQUE (tenant, id, x))"))
                .containsSubsequence(
                        "CREATE UNIQUE INDEX CONCURRENTLY b ON public.t (tenant, id, x)",
                        "ALTER TABLE public.t DROP CONSTRAINT a")
                .containsSequence(
                        "CREATE UNIQUE INDEX CONCURRENTLY pk_new ON public.t (tenant, id)",
                        "ALTER TABLE public.t DROP CONSTRAINT pk",
                        "ALTER TABLE public.t ADD CONSTRAINT pk PRIMARY KEY USING INDEX pk_new")
                .containsSequence(
                        "CREATE UNIQUE INDEX CONCURRENTLY u_new ON public.t (tenant, x)",
                        "ALTER TABLE public.t DROP CONSTRAINT u",
                        "ALTER TABLE public.t ADD CONSTRAINT u UNIQUE USING INDEX u_new");
    }

    @Test
    void anIndexGoesOnceTheOneInItsPlaceIsThere() throws SQLException {
        String table = "CREATE TABLE t (a int, b int);";
        assertThat(online(table + "CREATE INDEX t_a ON t (a)", table + "CREATE INDEX t_a_b ON t (a, b)"))
                .containsExactly(
                        "CREATE INDEX CONCURRENTLY t_a_b ON public.t (a, b)", "DROP INDEX CONCURRENTLY public.t_a");
    }

    @Test
    void aRuleIsBackBeforeAnyIndexIsBuilt() throws SQLException {
        String tables = """
                CREATE TABLE p (id int PRIMARY KEY, x int);
                CREATE TABLE c (id int, p int CONSTRAINT fk REFERENCES p %s, x int CONSTRAINT ck CHECK (x > %s));
                """;
        assertThat(online(
                        tables.formatted("", 0) + "ALTER TABLE p ADD CONSTRAINT u UNIQUE (x)",
                        tables.formatted("ON DELETE CASCADE", 1)
                                + "CREATE INDEX i ON c (p); ALTER TABLE p ADD CONSTRAINT u UNIQUE (x, id)"))
                .startsWith("ALTER TABLE public.c DROP CONSTRAINT fk", "ALTER TABLE public.c DROP CONSTRAINT ck")
                .containsSubsequence(
                        "ALTER TABLE public.c VALIDATE CONSTRAINT ck", "CREATE INDEX CONCURRENTLY i ON public.c (p)")
                .containsSubsequence(
                        "ALTER TABLE public.c VALIDATE CONSTRAINT fk", "CREATE INDEX CONCURRENTLY i ON public.c (p)")
                .containsSubsequence(
                        "ALTER TABLE public.c VALIDATE CONSTRAINT fk",
                        "CREATE UNIQUE INDEX CONCURRENTLY u_new ON public.p (x, id)");
    }

    /** Whoever reads the view would wait for the index. */
    @Test
    void anIndexGoesFirstWhereItsColumnChangesUnderAView() throws SQLException {
        String tables = """
                CREATE TABLE t (id %1$s, x int, CONSTRAINT %2$s UNIQUE (%3$s));
                CREATE VIEW v AS SELECT id FROM t;
                """;
        assertThat(online(tables.formatted("int", "a", "id"), tables.formatted("bigint", "b", "x")))
                .startsWith("DROP VIEW public.v", "ALTER TABLE public.t DROP CONSTRAINT a")
                .endsWith(
                        "CREATE UNIQUE INDEX CONCURRENTLY b ON public.t (x)",
                        "ALTER TABLE public.t ADD CONSTRAINT b UNIQUE USING INDEX b");
    }

    /** One class with all that no transaction may hold, not one for each partition. */
    @Test
    void theIndexesOfAllPartitionsAreBuiltBeforeAnyIsAttached() throws SQLException {
        String tables = """
                CREATE TABLE log (day date, x int) PARTITION BY RANGE (day);
                CREATE TABLE log_25 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
                CREATE TABLE log_26 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
                    PARTITION BY LIST (x);
                CREATE TABLE log_26_1 PARTITION OF log_26 FOR VALUES IN (1);
                """;
        assertThat(online(tables, tables + "CREATE INDEX i ON log (x)"))
                .containsExactly(
                        "CREATE INDEX i ON ONLY public.log (x)",
                        "CREATE INDEX log_26_x_idx ON ONLY public.log_26 (x)",
                        "CREATE INDEX CONCURRENTLY log_25_x_idx ON public.log_25 (x)",
                        "CREATE INDEX CONCURRENTLY log_26_1_x_idx ON public.log_26_1 (x)",
                        "ALTER INDEX public.i ATTACH PARTITION public.log_25_x_idx",
                        "ALTER INDEX public.log_26_x_idx ATTACH PARTITION public.log_26_1_x_idx",
                        "ALTER INDEX public.i ATTACH PARTITION public.log_26_x_idx");
    }

    @Test
    void aKeyOfAPartitionedTableIsBackBeforeAnythingIsCommitted() throws SQLException {
        String tables = """
                CREATE TABLE a (x int %1$s);
                CREATE TABLE log (id int, day date, CONSTRAINT pk PRIMARY KEY (%2$s)) PARTITION BY RANGE (day);
                CREATE TABLE log_26 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                CREATE TABLE b (x int, CONSTRAINT e EXCLUDE USING btree (%3$s WITH =));
                """;
        assertThat(committed(
                        tables.formatted("", "id, day", "x"),
                        tables.formatted("NOT NULL CHECK (x > 1) UNIQUE", "day, id", "(x + 1)")))
                .noneMatch(part -> part.contains("DROP CONSTRAINT pk") != part.contains("ADD CONSTRAINT pk"))
                .noneMatch(part -> part.contains("DROP CONSTRAINT e;") != part.contains("ADD CONSTRAINT e "));
    }

    @Test
    void aColumnIsNotWithoutItsNextValueWhenSomethingIsCommitted() throws SQLException {
        String table = "CREATE TABLE a (x int %s); CREATE TABLE t (id %s PRIMARY KEY);";
        assertThat(committed(
                        table.formatted("", "serial"),
                        table.formatted("NOT NULL CHECK (x > 1) UNIQUE", "int GENERATED ALWAYS AS IDENTITY")))
                .filteredOn(part -> part.contains("DROP DEFAULT"))
                .singleElement()
                .asString()
                .contains("ADD GENERATED ALWAYS AS IDENTITY");
    }

    /** The statements up to each commit. */
    private static List<String> committed(String before, String after) throws SQLException {
        List<String> parts = new ArrayList<>(List.of(""));
        for (PlannedStatement statement : plan(before, after)) {
            if (statement.execution() == Execution.ALONE) {
                parts.addAll(List.of(statement.sql(), ""));
            } else {
                parts.set(parts.size() - 1, parts.get(parts.size() - 1) + statement.sql() + ";\n");
            }
            if (statement.execution() == Execution.COMMITTED_FIRST) {
                parts.add("");
            }
        }
        return parts;
    }

    private static List<String> online(String before, String after) throws SQLException {
        return plan(before, after).stream().map(PlannedStatement::sql).toList();
    }

    private static List<PlannedStatement> plan(String before, String after) throws SQLException {
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
}
