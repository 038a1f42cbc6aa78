package dev.confiture.schema.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.schema.lane.LanePlan.Stretch;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementSplitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanePlanTest {

    /** Enough comments for a second lane to be worth it. */
    private static final String FILLING =
            "CREATE TABLE filling (id int);\n" + "COMMENT ON TABLE filling IS 'x';\n".repeat(40);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX ON t (a)",
                "CREATE INDEX t_a ON t (a)",
                "COMMENT ON TABLE t IS 'about u'",
                "CREATE VIEW v AS SELECT * FROM t",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT count(*)::int FROM t'",
            })
    void whatNothingLaterNeedsMayWait(String statement) {
        assertThat(side("CREATE TABLE t (a int)", statement, "CREATE TABLE u (a int)"))
                .contains(statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE u (a int DEFAULT f())",
                "CREATE TRIGGER i BEFORE INSERT ON t EXECUTE FUNCTION f()",
                "CREATE TABLE u (a int CHECK (a > public.F(1)))",
                "CREATE TABLE u (a int DEFAULT 'f()'::text::int)",
            })
    void whatALaterStatementNeedsKeepsItsTurn(String later) {
        String function = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'";

        assertThat(side(function, later)).doesNotContain(function);
    }

    @Test
    void whatANeededViewNeedsKeepsItsTurnToo() {
        assertThat(side(
                        "CREATE VIEW v AS SELECT 1 AS one",
                        "CREATE VIEW w AS SELECT * FROM v",
                        "CREATE TABLE t (a text DEFAULT 'w'::regclass::text)"))
                .isEmpty();
    }

    @Test
    void aUniqueIndexKeepsItsTurnIfItsTableIsReferencedLater() {
        String index = "CREATE UNIQUE INDEX t_a ON ONLY app.t (a)";

        assertThat(side("CREATE TABLE app.t (a int)", index, "CREATE TABLE u (a int)"))
                .contains(index);
        assertThat(side("CREATE TABLE app.t (a int)", index, "CREATE TABLE u (a int REFERENCES app.t (a))"))
                .doesNotContain(index);
    }

    @Test
    void aNameThatIsMadeLaterIsNotSeenEarly() {
        assertThat(side("CREATE INDEX ON t (f(a))", "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'"))
                .doesNotContain("CREATE INDEX ON t (f(a))");
        assertThat(side("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT a FROM u $$", "CREATE TABLE u ()"))
                .isEmpty();
    }

    @Test
    void theServersNamesForIndexesStayThoseOfTheScriptsOrder() {
        assertThat(side("CREATE INDEX ON t (a)", "CREATE TABLE t_a_idx (b int)"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP VIEW v",
                "GRANT SELECT ON t TO PUBLIC",
                "ALTER TABLE t RENAME TO u",
                "ALTER TABLE t ADD COLUMN b int",
                "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0), DROP COLUMN b",
                "ALTER TABLE t ADD CONSTRAINT c UNIQUE USING INDEX i",
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
                "CREATE TABLE u (LIKE t INCLUDING ALL)",
                "CREATE TABLE u PARTITION OF t DEFAULT",
                "CREATE TABLE u AS SELECT 1",
                "CREATE EXTENSION pg_trgm",
                "CREATE SCHEMA s CREATE TABLE u (a int)",
                "INSERT INTO t VALUES (1)",
                "COMMENT ON ROLE r IS 'x'",
            })
    void whatIsNotKnownToBeHarmlessWaitsForAllOthers(String statement) {
        LanePlan plan = plan(statement);

        assertThat(plan.stretches())
                .filteredOn(Stretch::alone)
                .extracting(stretch -> stretch.main().size())
                .containsExactly(1);
        assertThat(plan.rest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO $$ BEGIN PERFORM set_config('search_path', 'x', false); END $$",
                "SELECT f()",
                "SET LOCAL search_path = x",
                "SET ROLE x",
                "SET SESSION AUTHORIZATION x",
                "RESET ALL",
                "SAVEPOINT s",
                "CREATE TEMP TABLE t (a int)",
                "CREATE OR REPLACE TEMP VIEW t AS SELECT 1",
                "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()",
                "ALTER TYPE t ADD VALUE 'x'",
                "LOCK TABLE t",
            })
    void fromWhatNeedsItsSessionOrTransactionOnThereIsOneTransaction(String statement) {
        LanePlan plan = plan(statement, "CREATE TABLE t (a int)", "COMMENT ON TABLE t IS 'x'");

        assertThat(plan.rest()).hasSize(3);
    }

    @Test
    void rowsThatAreCheckedAtTheEndShareOneTransaction() {
        String table = "CREATE TABLE t (a int REFERENCES u DEFERRABLE INITIALLY DEFERRED)";

        assertThat(plan(table, "INSERT INTO t VALUES (1)", "INSERT INTO u VALUES (1)")
                        .rest())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET search_path = app, public",
                "SET check_function_bodies TO false",
                "SELECT pg_catalog.set_config('search_path', '', false)",
            })
    void aSettingIsMadeInBothLanes(String setting) {
        LanePlan plan = plan(setting);

        assertThat(side(setting)).contains(setting);
        List<SqlStatement> main =
                plan.stretches().get(plan.stretches().size() - 1).main();
        assertThat(script(setting).text(main.get(main.size() - 1))).isEqualTo(setting);
        assertThat(plan.rest()).isEmpty();
    }

    @Test
    void aSmallScriptGetsNoSecondLane() {
        assertThat(LanePlan.of(StatementSplitter.split("CREATE TABLE t (a int); COMMENT ON TABLE t IS 'x'")))
                .isEmpty();
    }

    private static LanePlan plan(String... statements) {
        return LanePlan.of(script(statements)).orElseThrow();
    }

    private static SplitScript script(String... statements) {
        return StatementSplitter.split(FILLING + String.join(";\n", statements) + ";\n");
    }

    /** What the side lane gets of these statements. */
    private static List<String> side(String... statements) {
        SplitScript script = script(statements);
        List<String> side = new ArrayList<>();
        for (Stretch stretch : LanePlan.of(script).orElseThrow().stretches()) {
            for (SqlStatement statement : stretch.side()) {
                side.add(script.text(statement));
            }
        }
        side.removeIf(text -> text.equals("COMMENT ON TABLE filling IS 'x'"));
        return side;
    }
}
