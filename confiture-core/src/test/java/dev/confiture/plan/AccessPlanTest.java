package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.plan.ddl.Hazard;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Owners, grants, comments, policies, publications; roles that every server has save the making of others. */
class AccessPlanTest {

    private static final String SHOP = """
            CREATE SCHEMA app;
            GRANT USAGE ON SCHEMA app TO pg_monitor;
            CREATE TABLE app.users (id int PRIMARY KEY, name text);
            CREATE TABLE app.heir () INHERITS (app.users);
            CREATE TABLE app.other (id int PRIMARY KEY);
            """;

    private static final String VIEW = "CREATE VIEW app.v AS SELECT id, name FROM app.users;";

    private static final String POLICY = "CREATE POLICY p ON app.users";

    private static final String[][] PAIRS = {
        {"", VIEW + "ALTER VIEW app.v OWNER TO pg_monitor;"},
        {VIEW, VIEW + "ALTER VIEW app.v OWNER TO pg_monitor; GRANT SELECT ON app.v TO PUBLIC;"},
        {
            VIEW + "GRANT SELECT ON app.v TO pg_monitor, pg_signal_backend;",
            VIEW + "GRANT SELECT ON app.v TO pg_signal_backend; ALTER VIEW app.v OWNER TO pg_monitor;"
        },
        {
            VIEW + "ALTER VIEW app.v OWNER TO pg_signal_backend;",
            VIEW + "ALTER VIEW app.v OWNER TO pg_monitor; GRANT INSERT ON app.v TO pg_signal_backend;"
        },
        {
            VIEW + "GRANT SELECT, INSERT ON app.v TO pg_monitor; GRANT SELECT ON app.v TO pg_signal_backend;",
            VIEW + "GRANT SELECT ON app.v TO pg_monitor WITH GRANT OPTION; GRANT UPDATE ON app.v TO pg_signal_backend;"
        },
        {VIEW, VIEW + "REVOKE DELETE, TRUNCATE ON app.v FROM CURRENT_USER;"},
        {
            VIEW,
            VIEW + "GRANT SELECT ON app.v TO pg_monitor WITH GRANT OPTION;"
                    + "SET ROLE pg_monitor; GRANT SELECT ON app.v TO pg_signal_backend; RESET ROLE;"
        },
        {VIEW, VIEW + "GRANT SELECT (id), UPDATE (id) ON app.v TO pg_monitor; GRANT SELECT (name) ON app.v TO PUBLIC;"},
        {"", "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO pg_monitor;"},
        {
            "ALTER DEFAULT PRIVILEGES FOR ROLE pg_monitor REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;",
            "ALTER DEFAULT PRIVILEGES FOR ROLE pg_monitor GRANT EXECUTE ON FUNCTIONS TO pg_signal_backend WITH GRANT OPTION;"
        },
        {"ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor;", VIEW},
        {"", "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor;" + VIEW},
        {"", VIEW + "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor;"},
        {
            "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor WITH GRANT OPTION;",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT, INSERT ON TABLES TO pg_monitor;" + VIEW
        },
        {"", POLICY + ";"},
        {POLICY + " USING (true);", POLICY + " TO pg_monitor USING (id = 1 AND (name = ')')) WITH CHECK (id > 1);"},
        {POLICY + " FOR SELECT USING (id > 1);", POLICY + " AS RESTRICTIVE FOR SELECT USING (id > 1);"},
        {
            POLICY + " TO pg_monitor, pg_signal_backend; COMMENT ON POLICY p ON app.users IS 'one';",
            POLICY + "; COMMENT ON POLICY p ON app.users IS E'two\\nlines\\\\';"
        },
        {"", "CREATE PUBLICATION p FOR TABLE ONLY app.users, app.other; COMMENT ON PUBLICATION p IS 'out';"},
        {"CREATE PUBLICATION p;", "CREATE PUBLICATION p FOR TABLE app.users WITH (publish = 'insert, delete');"},
        {
            "CREATE PUBLICATION p WITH (publish = '', publish_via_partition_root);",
            "CREATE PUBLICATION p FOR ALL TABLES WITH (publish = 'insert');"
        },
        {
            "COMMENT ON SCHEMA public IS NULL; REVOKE ALL ON SCHEMA public FROM PUBLIC;",
            "GRANT ALL ON SCHEMA public TO PUBLIC;"
        },
        {
            "ALTER SCHEMA public OWNER TO pg_monitor;",
            "COMMENT ON SCHEMA public IS 'ours'; ALTER SCHEMA public OWNER TO CURRENT_USER;"
        },
    };

    private static final String[][] FROM_15 = {
        {"", "CREATE PUBLICATION p FOR TABLES IN SCHEMA app;"},
        {
            "CREATE PUBLICATION p FOR TABLE app.other;",
            "CREATE PUBLICATION p FOR TABLE app.other (id) WHERE (id > 1), ONLY app.users (name, id);"
        },
    };

    static Stream<Arguments> pairs() {
        return IntStream.of(14, 18)
                .boxed()
                .flatMap(major -> Stream.concat(
                                Arrays.stream(PAIRS), Arrays.stream(major > 14 ? FROM_15 : new String[0][]))
                        .map(pair -> Arguments.of(major, pair[0], pair[1])));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachWayLeadsToTheOther(int major, String left, String right) throws SQLException {
        new TwoWays(major, SHOP, left, right).prove();
    }

    @Test
    void rolesThatGetTheSameShareOneStatement() throws SQLException {
        assertThat(statements("", """
                        CREATE VIEW app.v AS SELECT 1 AS id;
                        GRANT INSERT, SELECT ON app.v TO pg_signal_backend, pg_monitor;
                        GRANT SELECT (id) ON app.v TO PUBLIC;
                        ALTER VIEW app.v OWNER TO pg_read_all_data;
                        COMMENT ON VIEW app.v IS 'it''s shown';
                        """))
                .containsExactly(
                        "CREATE VIEW app.v AS\nSELECT 1 AS id",
                        "COMMENT ON VIEW app.v IS 'it''s shown'",
                        "ALTER VIEW app.v OWNER TO pg_read_all_data",
                        "GRANT SELECT, INSERT ON TABLE app.v TO pg_monitor, pg_signal_backend",
                        "GRANT SELECT (id) ON TABLE app.v TO PUBLIC");
    }

    @Test
    void whatDefaultPrivilegesGiveIsNotGrantedAgain() throws SQLException {
        String defaults = "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO pg_monitor;";
        assertThat(statements(defaults, defaults + VIEW))
                .singleElement()
                .asString()
                .startsWith("CREATE VIEW app.v");
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void whatComesWithARangeHasPrivilegesOfItsOwn(int major) throws SQLException {
        String range = "CREATE SCHEMA app; CREATE TYPE app.span AS RANGE (SUBTYPE = numeric);";
        String closed = "REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;";
        String none = "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;";
        new TwoWays(major, "", range, range + closed).prove();
        new TwoWays(major, "", "", range + closed).prove();
        new TwoWays(major, "", range, none + range).prove();
    }

    @Test
    void changedGrantsAndPoliciesAreMarked() throws SQLException {
        List<PlannedStatement> plan = new TwoWays(
                        18,
                        SHOP,
                        VIEW,
                        VIEW + POLICY + "; GRANT SELECT ON app.v TO PUBLIC; ALTER VIEW app.v OWNER TO pg_monitor;")
                .forth();
        assertThat(plan)
                .hasSize(3)
                .allSatisfy(statement -> assertThat(statement.hazards())
                        .extracting(Hazard::kind)
                        .contains(Hazard.Kind.PRIVILEGE_CHANGE));
    }

    @Test
    void aRestrictivePolicyThatIsMadeAgainSaysWhatItLeavesOpen() throws SQLException {
        String restrictive = POLICY + " AS RESTRICTIVE USING (name <> '');";
        String wider = restrictive.replace("USING", "FOR SELECT USING");
        assertThat(new TwoWays(18, SHOP, restrictive, wider).forth())
                .filteredOn(statement -> statement.sql().startsWith("DROP POLICY"))
                .singleElement()
                .satisfies(drop -> assertThat(drop.hazards())
                        .extracting(Hazard::note)
                        .anyMatch(note -> note.endsWith("open to all until it is made again")));
    }

    private static List<String> statements(String left, String right) throws SQLException {
        return new TwoWays(18, SHOP, left, right)
                .forth().stream().map(PlannedStatement::sql).toList();
    }
}
