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

/** Views, rules and triggers. */
class ViewPlanTest {

    private static final String SHOP = """
            CREATE SCHEMA app;
            CREATE TABLE app.users (id int PRIMARY KEY, name text, bio text);
            CREATE FUNCTION app.note() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
            CREATE FUNCTION app.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'begin end';
            CREATE TABLE app.log (day date) PARTITION BY RANGE (day);
            CREATE TABLE app.log_2026 PARTITION OF app.log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            """;

    private static final String VIEW = "CREATE VIEW app.v AS SELECT id, name FROM app.users;";

    private static final String ON_VIEW = """
            CREATE VIEW app.above AS SELECT name FROM app.v;
            COMMENT ON VIEW app.above IS 'stands on v';
            GRANT SELECT ON app.above TO pg_monitor;
            """;

    private static final String STORED = "CREATE MATERIALIZED VIEW app.m AS SELECT id, name FROM app.users";

    /** Nothing and something, something and something else. */
    private static final String[][] PAIRS = {
        {"", VIEW},
        {"", "CREATE RECURSIVE VIEW app.v (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM v WHERE n < 9;"},
        {VIEW, "CREATE VIEW app.v AS SELECT id, upper(name) AS name, bio FROM app.users WHERE id > 0;"},
        {VIEW + ON_VIEW, "CREATE VIEW app.v AS SELECT id, name, bio FROM app.users;" + ON_VIEW},
        {VIEW + ON_VIEW, "CREATE VIEW app.v AS SELECT name, id FROM app.users;" + ON_VIEW},
        {VIEW, "CREATE VIEW app.v AS SELECT id, name::varchar(9) AS name FROM app.users;"},
        {VIEW, "CREATE VIEW app.v AS SELECT id, name COLLATE \"C\" AS name FROM app.users;"},
        {VIEW, VIEW + "ALTER VIEW app.v SET (security_barrier, check_option = local);"},
        {"", VIEW + "ALTER VIEW app.v SET (security_barrier = on, check_option = cascaded);"},
        {VIEW, VIEW + "COMMENT ON VIEW app.v IS 'it''s'; GRANT SELECT (name), UPDATE (name) ON app.v TO pg_monitor;"},
        {"", VIEW + "ALTER VIEW app.v ALTER name SET DEFAULT 'none'; COMMENT ON COLUMN app.v.name IS 'shown';"},
        {"", STORED + ";"},
        {
            STORED + "; CREATE UNIQUE INDEX m_id ON app.m (id); COMMENT ON MATERIALIZED VIEW app.m IS 'kept';",
            "CREATE MATERIALIZED VIEW app.m AS SELECT id FROM app.users; CREATE UNIQUE INDEX m_id ON app.m (id);"
        },
        {STORED + ";", STORED + " WITH NO DATA;"},
        {
            STORED + ";",
            STORED
                    + "; ALTER MATERIALIZED VIEW app.m SET (fillfactor = 70, autovacuum_enabled = off, toast.autovacuum_enabled = off);"
                    + "ALTER MATERIALIZED VIEW app.m ALTER name SET STORAGE EXTERNAL, ALTER id SET STATISTICS 7, ALTER id SET (n_distinct = -0.5);"
        },
        {"", "CREATE RULE keep AS ON DELETE TO app.users DO INSTEAD NOTHING;"},
        {
            "CREATE RULE keep AS ON DELETE TO app.users DO INSTEAD NOTHING;",
            "CREATE RULE keep AS ON UPDATE TO app.users WHERE old.id = 1 DO ALSO SELECT 1; ALTER TABLE app.users DISABLE RULE keep;"
        },
        {
            "",
            "CREATE TRIGGER t BEFORE UPDATE OF name ON app.users FOR EACH ROW WHEN (new.id > 1) EXECUTE FUNCTION app.note();"
        },
        {
            "CREATE TRIGGER t BEFORE INSERT ON app.users FOR EACH ROW EXECUTE FUNCTION app.note(); COMMENT ON TRIGGER t ON app.users IS 'x';",
            "CREATE TRIGGER t AFTER INSERT ON app.users FOR EACH ROW EXECUTE FUNCTION app.note(); ALTER TABLE app.users ENABLE ALWAYS TRIGGER t;"
        },
        {
            "CREATE TRIGGER t AFTER INSERT ON app.users FOR EACH ROW EXECUTE FUNCTION app.note(); ALTER TABLE app.users DISABLE TRIGGER t;",
            "CREATE TRIGGER t BEFORE INSERT ON app.users FOR EACH ROW EXECUTE FUNCTION app.note();"
        },
        {
            "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON app.users FOR EACH ROW EXECUTE FUNCTION app.note();",
            "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON app.users DEFERRABLE FOR EACH ROW EXECUTE FUNCTION app.note();"
        },
        {
            "CREATE TRIGGER t AFTER INSERT ON app.users FOR EACH ROW EXECUTE FUNCTION app.note();",
            "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON app.users FOR EACH ROW EXECUTE FUNCTION app.note();"
        },
        {"", "CREATE TRIGGER t AFTER INSERT ON app.log FOR EACH ROW EXECUTE FUNCTION app.note();"},
        {
            "",
            "CREATE TRIGGER t AFTER INSERT ON app.log FOR EACH ROW EXECUTE FUNCTION app.note(); ALTER TABLE app.log_2026 DISABLE TRIGGER t;"
        },
        {
            "CREATE TRIGGER t AFTER INSERT ON app.log FOR EACH ROW EXECUTE FUNCTION app.note();",
            "CREATE TRIGGER t AFTER UPDATE ON app.log FOR EACH ROW EXECUTE FUNCTION app.note(); ALTER TABLE app.log_2026 DISABLE TRIGGER t;"
        },
        {VIEW, VIEW + "CREATE TRIGGER t INSTEAD OF INSERT ON app.v FOR EACH ROW EXECUTE FUNCTION app.note();"},
        {
            "",
            "CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION app.watch();"
        },
        {
            "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION app.watch();",
            "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION app.watch(); ALTER EVENT TRIGGER e DISABLE; COMMENT ON EVENT TRIGGER e IS 'off';"
        },
        {
            "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION app.watch();",
            "CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION app.watch();"
        },
    };

    static Stream<Arguments> pairs() {
        return IntStream.of(14, 18)
                .boxed()
                .flatMap(major -> Arrays.stream(PAIRS).map(pair -> Arguments.of(major, pair[0], pair[1])));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachWayLeadsToTheOther(int major, String left, String right) throws SQLException {
        new TwoWays(major, SHOP, left, right).prove();
    }

    @Test
    void aColumnMoreAtTheEndReplacesTheViewUnderItsDependents() throws SQLException {
        assertThat(statements(VIEW + ON_VIEW, "CREATE VIEW app.v AS SELECT id, name, bio FROM app.users;" + ON_VIEW))
                .containsExactly("""
                        CREATE OR REPLACE VIEW app.v AS
                        SELECT id,
                            name,
                            bio
                           FROM app.users""");
    }

    @Test
    void aViewMadeAgainWarnsItsReaders() throws SQLException {
        assertThat(new TwoWays(18, SHOP, VIEW, "CREATE VIEW app.v AS SELECT name, id FROM app.users;").forth())
                .first()
                .satisfies(drop -> {
                    assertThat(drop.sql()).isEqualTo("DROP VIEW app.v");
                    assertThat(drop.hazards()).extracting(Hazard::kind).contains(Hazard.Kind.BREAKS_READERS);
                });
    }

    @Test
    void optionsAreSetOnTheViewAsItIs() throws SQLException {
        assertThat(statements(VIEW, VIEW + "ALTER VIEW app.v SET (security_barrier, check_option = local);"))
                .containsExactly("ALTER VIEW app.v SET (check_option = local, security_barrier = true)");
    }

    private static List<String> statements(String left, String right) throws SQLException {
        return new TwoWays(18, SHOP, left, right)
                .forth().stream().map(PlannedStatement::sql).toList();
    }
}
