package dev.confiture.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.TestServer;
import dev.confiture.config.SeedMode;
import dev.confiture.db.Session;
import dev.confiture.history.AppliedMigration;
import dev.confiture.history.Digest;
import dev.confiture.history.LedgerState;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackingTableTest {

    private static final Digest SOURCE = new Digest("java-tokens-1", "a".repeat(64));
    private static final Digest SENT = new Digest("sql-sent-1", "b".repeat(64));

    private final TrackingTable table = new TrackingTable(new Identifier("public"));
    private TestServer.FreshDatabase database;
    private Session session;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = TestServer.freshDatabase();
        session = database.open();
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
        database.close();
    }

    @Test
    void aDatabaseWithoutALedgerHasNoneAndReadingCreatesNone() throws SQLException {
        assertThat(table.read(session)).isEmpty();
        assertThat(relations()).isEmpty();
    }

    @Test
    void rowsReadBackInTheOrderInWhichTheyWereWritten() throws SQLException {
        table.create(session);
        table.insert(
                session,
                List.of(
                        row("002", LedgerState.APPLIED, Optional.of(SOURCE), Optional.of(SENT)),
                        row("1", LedgerState.BUILT, Optional.empty(), Optional.empty())));
        List<AppliedMigration> rows = table.read(session).orElseThrow().rows();
        assertThat(rows).extracting(row -> row.version().text()).containsExactly("002", "1");
        assertThat(rows.get(0).source()).contains(SOURCE);
        assertThat(rows.get(0).sql()).contains(SENT);
        assertThat(rows.get(0).executionTime()).isEqualTo(Duration.ofMillis(7));
        assertThat(rows.get(0).appliedBy())
                .isEqualTo(session.queryOne("SELECT session_user", row -> row.getString(1))
                        .orElseThrow());
        assertThat(rows.get(1).state()).isEqualTo(LedgerState.BUILT);
        assertThat(rows.get(1).source()).isEmpty();
    }

    @Test
    void aVersionHasOneRowHoweverItIsWritten() throws SQLException {
        table.create(session);
        table.insert(session, List.of(row("1", LedgerState.BUILT, Optional.empty(), Optional.empty())));
        assertThatThrownBy(() -> table.insert(
                        session, List.of(row("001", LedgerState.BUILT, Optional.empty(), Optional.empty()))))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("duplicate key value");
    }

    @Test
    void aThousandStampsAreOneStatement() throws SQLException {
        table.create(session);
        table.insert(
                session,
                IntStream.rangeClosed(1, 1000)
                        .mapToObj(i -> row(Integer.toString(i), LedgerState.BUILT, Optional.empty(), Optional.empty()))
                        .toList());
        assertThat(table.read(session).orElseThrow().rows()).hasSize(1000);
    }

    @Test
    void aRunningRowIsFinishedOnceAndADeletedOneIsGone() throws SQLException {
        table.create(session);
        MigrationVersion version = MigrationVersion.of("1");
        LedgerRow finished = row("1", LedgerState.APPLIED, Optional.of(SOURCE), Optional.of(SENT));
        table.insert(session, List.of(row("1", LedgerState.RUNNING, Optional.of(SOURCE), Optional.empty())));
        table.finish(session, finished);
        AppliedMigration row = table.read(session).orElseThrow().rows().get(0);
        assertThat(row.state()).isEqualTo(LedgerState.APPLIED);
        assertThat(row.sql()).contains(SENT);
        assertThatThrownBy(() -> table.finish(session, finished)).isInstanceOf(IllegalStateException.class);
        table.delete(session, version);
        assertThat(table.read(session).orElseThrow().rows()).isEmpty();
    }

    @Test
    void theSchemaHashIsThatOfTheLastBuildOrMigrateAndNoneAfterARollback() throws SQLException {
        table.create(session);
        assertThat(table.read(session).orElseThrow().schemaSha256()).isEmpty();
        table.record(session, LedgerEvent.built("aa", "db/schema", SeedMode.CONCATENATE));
        table.record(session, LedgerEvent.stamped(3));
        assertThat(table.read(session).orElseThrow().schemaSha256()).contains("aa");
        assertThat(table.read(session).orElseThrow().isBuilt()).isTrue();
        MigrationVersion version = MigrationVersion.of("1");
        table.record(session, LedgerEvent.of(LedgerEvent.Kind.APPLIED, version, Map.of()));
        assertThat(table.read(session).orElseThrow().schemaSha256()).isEmpty();
        table.record(session, LedgerEvent.migratedTo("bb"));
        assertThat(table.read(session).orElseThrow().schemaSha256()).contains("bb");
        table.record(session, LedgerEvent.of(LedgerEvent.Kind.ROLLED_BACK, version, Map.of()));
        assertThat(table.read(session).orElseThrow().schemaSha256()).isEmpty();
    }

    @Test
    void anUnstampedBuildIsUnstampedUntilItIsStamped() throws SQLException {
        table.create(session);
        table.record(session, LedgerEvent.built("aa", "db/schema", SeedMode.CONCATENATE));
        table.record(session, LedgerEvent.unstamped());
        assertThat(table.read(session).orElseThrow().isUnstamped()).isTrue();
        table.record(session, LedgerEvent.stamped(0));
        assertThat(table.read(session).orElseThrow().isUnstamped()).isFalse();
    }

    @Test
    void protectionStays() throws SQLException {
        table.create(session);
        assertThat(table.read(session).orElseThrow().isProtected()).isFalse();
        table.record(session, LedgerEvent.guarded("production"));
        table.record(session, LedgerEvent.built("aa", "db/schema", SeedMode.CONCATENATE));
        assertThat(table.read(session).orElseThrow().isProtected()).isTrue();
    }

    @Test
    void theSearchPathLeadsNowhereElse() throws SQLException {
        TrackingTable elsewhere = new TrackingTable(new Identifier("Ops \"x\""));
        session.execute("SET search_path = ''");
        elsewhere.create(session);
        elsewhere.insert(session, List.of(row("1", LedgerState.BUILT, Optional.empty(), Optional.empty())));
        assertThat(elsewhere.read(session).orElseThrow().rows()).hasSize(1);
        assertThat(table.read(session)).isEmpty();
    }

    @Test
    void aLedgerOfANewerConfitureIsRefused() throws SQLException {
        table.create(session);
        session.execute("ALTER TABLE tb_confiture RENAME COLUMN state TO status");
        session.execute("COMMENT ON TABLE tb_confiture IS 'Confiture ledger, format 2: whatever'");
        assertRefused(ProblemCode.LEDGER_NEWER_FORMAT);
    }

    @Test
    void aTableOfConfitureForPythonIsRefusedAndLeftAlone() throws SQLException {
        session.execute("CREATE TABLE tb_confiture (id uuid, pk_confiture bigint, slug text, version varchar(255))");
        assertRefused(ProblemCode.LEDGER_FOREIGN_TABLE);
    }

    @Test
    void everythingThatTheLedgerMakesIsItsOwn() throws SQLException {
        table.create(session);
        List<String> relations = relations();
        assertThat(relations).hasSizeGreaterThan(8).allMatch(name -> table.isOwnObject("public", name));
        assertThat(table.isOwnObject("public", "tb_confiture_settings")).isFalse();
        assertThat(table.isOwnObject("app", "tb_confiture")).isFalse();
    }

    private List<String> relations() throws SQLException {
        return session.query(
                "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'public'::regnamespace",
                row -> row.getString(1));
    }

    private void assertRefused(ProblemCode code) {
        assertThatThrownBy(() -> table.read(session))
                .isInstanceOfSatisfying(
                        ConfitureException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.code()).isEqualTo(code)));
    }

    private static LedgerRow row(String version, LedgerState state, Optional<Digest> source, Optional<Digest> sql) {
        return new LedgerRow(
                MigrationVersion.of(version), "step", "db.V" + version, state, source, sql, Duration.ofMillis(7));
    }
}
