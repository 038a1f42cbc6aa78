package dev.confiture.schema.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.confiture.TestServer;
import dev.confiture.db.Session;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Severity;
import dev.confiture.problem.SourceSpan;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaInstallerTest {

    @Test
    void everyStatementRunsInOrderAndIsCounted() throws SQLException {
        StringBuilder many = new StringBuilder("create table t (a int);\n");
        for (int i = 1; i <= 120; i++) {
            many.append("insert into t values (").append(i).append("); ;\n");
        }
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            InstallReport report = install(session, many + "select * from t; update t set a = a + 1;");

            assertThat(report).isEqualTo(new InstallReport(123, 120));
            assertThat(number(session, "select sum(a) from t")).isEqualTo(120 * 121 / 2 + 120);
        }
    }

    @Test
    void rowsBehindCopyAreLoaded() throws SQLException {
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            InstallReport report = install(
                    session,
                    "create table t (a int, b text);\ncopy t from stdin;\n1\tit's; é😀\n2\t\\N\n\\.\n"
                            + "copy t from stdin with (format csv, header);\r\na,b\r\n3,\"x\r\ny\"\r\n\\.\r\nselect 1;");

            assertThat(report).isEqualTo(new InstallReport(4, 3));
            assertThat(text(session, "select string_agg(a || coalesce(b, '-'), '|' order by a) from t"))
                    .isEqualTo("1it's; é😀|2-|3x\r\ny");
        }
    }

    @Test
    void settingsCarryOverBetweenFilesAndAreResetAtTheEnd() throws SQLException {
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            session.execute("set statement_timeout = '1h'");
            String name = text(session, "select current_setting('application_name')");

            install(
                    session,
                    "create schema app; set search_path = app; set statement_timeout = 0; set application_name = 'x';",
                    "create table t (); set local lock_timeout = '1s'; set session characteristics as transaction read only;",
                    "set role pg_monitor;");

            assertThat(text(session, "select to_regclass('app.t')::text")).isEqualTo("app.t");
            assertThat(text(session, "select current_setting('search_path')")).isEqualTo("\"$user\", public");
            assertThat(text(session, "select current_setting('statement_timeout')"))
                    .isEqualTo("1h");
            assertThat(text(session, "select current_setting('lock_timeout')")).isEqualTo("0");
            assertThat(text(session, "select current_setting('application_name')"))
                    .isEqualTo(name);
            assertThat(text(session, "select (current_user = session_user)::text"))
                    .isEqualTo("true");
            assertThat(text(session, "select current_setting('default_transaction_read_only')"))
                    .isEqualTo("off");
        }
    }

    @Test
    void timeZonesAreReadAsThePlainClientReadsThem() throws SQLException {
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase();
                Session first = fresh.open()) {
            first.execute("alter database " + fresh.database().name() + " set timezone = 'Asia/Tokyo'");
            try (Session session = fresh.open()) {
                install(session, "create table t as select '2026-01-01 00:00'::timestamptz as a;");

                assertThat(text(session, "select (a at time zone 'UTC')::text from t"))
                        .isEqualTo("2025-12-31 15:00:00");
            }
        }
    }

    @Test
    void whatTheServerSaysIsToldWithItsPlace() throws SQLException {
        List<Event> events = new ArrayList<>();
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            BuiltSchema schema = schema("""
                    create table t (a int);
                    select 1; do $$ begin
                      raise warning 'careful';
                      raise notice 'by the way';
                    end $$;
                    create table if not exists t ();
                    """, """
                    create function f() returns trigger language plpgsql as
                      $$ begin raise warning 'row %', new.a; return new; end $$;
                    create trigger f before insert on t for each row execute function f();
                      copy t from stdin;
                    1
                    \\.
                    """);
            session.inTransaction(it -> SchemaInstaller.install(schema, it, events::add));
        }

        assertThat(events)
                .filteredOn(Event.Noticed.class::isInstance)
                .extracting(event -> ((Event.Noticed) event).problem())
                .allMatch(problem ->
                        problem.code() == ProblemCode.SCHEMA_SERVER_WARNING && problem.severity() == Severity.WARNING)
                .extracting(
                        Problem::what, problem -> problem.where().orElseThrow().position())
                .containsExactly(
                        tuple("The server warns: careful", "db/schema/0.sql:2:11"),
                        tuple("The server warns: row 1", "db/schema/1.sql:4:3"));
        assertThat(events)
                .filteredOn(Event.Progressed.class::isInstance)
                .extracting(event -> ((Event.Progressed) event).detail())
                .contains(
                        "db/schema/0.sql:2:11: by the way",
                        "db/schema/0.sql:6:1: relation \"t\" already exists, skipping");
    }

    @Test
    void transactionStatementsAndRestrictAreNotedAndNotSent() throws SQLException {
        List<Event> events = new ArrayList<>();
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            session.inTransaction(it -> SchemaInstaller.install(
                    schema(
                            "\\restrict abc\nBEGIN;\ncreate table t ();\nCOMMIT;\ninsert into t default values;\n\\unrestrict abc\n"),
                    it,
                    events::add));

            assertThat(number(session, "select count(*) from t")).isEqualTo(1);
        }
        assertThat(events.stream().filter(Event.Noticed.class::isInstance).map(it -> ((Event.Noticed) it).problem()))
                .extracting(it ->
                        it.code() + " " + it.where().map(SourceSpan::position).orElse(""))
                .containsExactly(
                        "schema.statement-not-sent db/schema/0.sql:1:1",
                        "schema.statement-not-sent db/schema/0.sql:2:1",
                        "schema.statement-not-sent db/schema/0.sql:4:1",
                        "schema.statement-not-sent db/schema/0.sql:6:1");
    }

    @Test
    void everythingRefusedIsToldAtOnceBeforeAnythingIsSent() throws SQLException {
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            ConfitureException thrown = catchThrowableOfType(
                    ConfitureException.class,
                    () -> install(
                            session,
                            "create table t ();\nrollback; abort;\n\\i other.sql\ncreate database x;\nvacuum;",
                            "create index concurrently i on t (a); alter system set a = 1; create role r; drop user u;\n"
                                    + "prepare transaction 'x'; create tablespace s location '/x'; discard all;\n"
                                    + "set client_encoding = 'LATIN1'; set standard_conforming_strings to off;"
                                    + " set datestyle = 'German';"));

            assertThat(thrown.problems()).hasSize(15).allMatch(it -> it.code() == ProblemCode.SCHEMA_STATEMENT_REFUSED);
            assertThat(thrown.problems())
                    .extracting(it -> it.where().orElseThrow().position())
                    .startsWith("db/schema/0.sql:2:1", "db/schema/0.sql:2:11", "db/schema/0.sql:3:1")
                    .contains("db/schema/1.sql:1:1", "db/schema/1.sql:2:1");
            assertThat(number(session, "select count(*) from pg_class where relname = 't'"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "savepoint a; create table t (); rollback to a; release a",
                "set client_encoding = 'UTF8'; set names 'utf-8'; set standard_conforming_strings = on",
                "set datestyle = 'ISO, DMY'; set datestyle to dmy",
                "do $$ begin create role guarded_role; drop role guarded_role; end $$",
                "create materialized view m as select 1 as a; create unique index i on m (a);"
                        + " refresh materialized view concurrently m",
                "comment on database postgres is null",
            })
    void whatPsqlRunsInOneTransactionRuns(String script) throws SQLException {
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            assertThat(install(session, script).statements()).isPositive();
        }
    }

    @Test
    void aServerErrorPointsIntoTheFileItCameFrom() throws SQLException {
        Problem problem = failure(
                "create table t (a int);",
                "-- é😀\ncreate table u (b int);\nselect 1;\n/* 😀 */ select '😀', emial from u;\nselect 2;");

        assertThat(problem.text()).isEqualTo("""
                [schema.statement-failed] Statement 3 of db/schema/1.sql failed: column "emial" does not exist
                  where: db/schema/1.sql:4:21
                  4 | /* 😀 */ select '😀', emial from u;
                    |                     ^
                  why:   column "emial" does not exist (SQLSTATE 42703)
                  fix:   correct the name, or create the object earlier: files run in the order of their numeric prefixes (build.two_pass: true orders statements by what they need); nothing of this build stays""");
    }

    @Test
    void anErrorWithoutPositionPointsAtItsStatement() throws SQLException {
        Problem problem = failure(
                "create table t (a int primary key);\ninsert into t values (1);\n\n  -- again\n  insert into t\n values (1);\nselect 2;");

        assertThat(problem.what()).startsWith("Statement 3 of db/schema/0.sql failed: duplicate key value");
        assertThat(problem.where().orElseThrow().position()).isEqualTo("db/schema/0.sql:5:3");
        assertThat(problem.why()).contains("SQLSTATE 23505").contains("detail: Key (a)=(1) already exists.");
    }

    @Test
    void aFullDiskIsNotBlamedOnTheStatement() throws SQLException {
        Problem problem = failure(
                "do $$ begin raise 'No space left on device' using errcode = 'disk_full'; end $$;"); // as the server
        // does

        assertThat(problem.why()).startsWith("No space left on device (SQLSTATE 53100)");
        assertThat(problem.fix()).isEqualTo("free space on the server's disk; nothing of this build stays");
    }

    @Test
    void anErrorInsideAFunctionBodyPointsIntoTheBody() throws SQLException {
        Problem problem = failure("select 1;\ncreate function f() returns int language sql as $$\n  select nope\n$$;");

        assertThat(problem.where().orElseThrow().position()).isEqualTo("db/schema/0.sql:3:10");
    }

    @Test
    void aSyntaxErrorPointsAtTheTokenAndLeavesNothing() throws SQLException {
        Problem problem = failure("create table t (a int);\ncreate tabel u (a int);\n");

        assertThat(problem.what())
                .isEqualTo("Statement 2 of db/schema/0.sql failed: syntax error at or near \"tabel\"");
        assertThat(problem.where().orElseThrow().position()).isEqualTo("db/schema/0.sql:2:8");
    }

    @Test
    void aWrongRowOfCopyIsNamed() throws SQLException {
        Problem problem = failure("create table t (a int);\ncopy t from stdin;\n1\n2\nthree\n\\.\n");

        assertThat(problem.what()).startsWith("Statement 2 of db/schema/0.sql failed: invalid input syntax");
        assertThat(problem.where().orElseThrow().position()).isEqualTo("db/schema/0.sql:5:1");
    }

    @Test
    void aWrongCopyStatementPointsAtItsToken() throws SQLException {
        Problem problem = failure("select 1;\n  copy nope from stdin;\n1\n\\.\n");

        assertThat(problem.where().orElseThrow().position()).isEqualTo("db/schema/0.sql:2:3");
    }

    @Test
    void deferredConstraintsAreCheckedBeforeTheCallerCommits() throws SQLException {
        Problem problem =
                failure("create table t (a int primary key, b int references t deferrable initially deferred);\n"
                        + "insert into t values (1, 2);");

        assertThat(problem.why()).contains("SQLSTATE 23503");
    }

    @Test
    void aSessionWithoutATransactionIsRefused() throws SQLException {
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            assertThatThrownBy(() -> SchemaInstaller.install(schema("select 1"), session, EventSink.none()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static Problem failure(String... files) throws SQLException {
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            ConfitureException thrown = catchThrowableOfType(ConfitureException.class, () -> install(session, files));
            assertThat(number(session, "select count(*) from pg_class where relnamespace = 'public'::regnamespace"))
                    .isZero();
            assertThat(thrown.problems()).hasSize(1);
            return thrown.problems().get(0);
        }
    }

    private static InstallReport install(Session session, String... files) throws SQLException {
        return session.inTransaction(it -> SchemaInstaller.install(schema(files), it, EventSink.none()));
    }

    private static BuiltSchema schema(String... files) {
        List<SchemaFile> all = new ArrayList<>();
        for (String text : files) {
            all.add(new SchemaFile("db/schema/" + all.size() + ".sql", text, SchemaFile.Purpose.SCHEMA));
        }
        return SchemaBuilder.build(all);
    }

    private static long number(Session session, String sql) throws SQLException {
        return session.queryOne(sql, row -> row.getLong(1)).orElseThrow();
    }

    private static String text(Session session, String sql) throws SQLException {
        return session.queryOne(sql, row -> row.getString(1)).orElseThrow();
    }
}
