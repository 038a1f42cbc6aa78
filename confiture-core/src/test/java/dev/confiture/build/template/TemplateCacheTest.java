package dev.confiture.build.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.confiture.TestServer;
import dev.confiture.build.template.TemplateCache.Made;
import dev.confiture.build.template.TemplateShelf.Template;
import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.NewDatabase;
import dev.confiture.db.Session;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.SchemaFile.Purpose;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemplateCacheTest {

    private static final String SCRIPT = "create table t (id int);\ninsert into t values (1);\n";

    private final Database server = TestServer.maintenance();
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    @AfterEach
    void noDatabases() throws SQLException {
        try (Session session = server.open("confiture:test")) {
            for (String name : session.query(
                    "SELECT datname FROM pg_database WHERE datname LIKE 'cache\\_%' OR datname LIKE 'confiture\\_template\\_%'",
                    row -> row.getString(1))) {
                session.execute("DROP DATABASE " + Identifier.of(name).quoted() + " WITH (FORCE)");
            }
            session.execute("DROP ROLE IF EXISTS cache_reader");
        }
    }

    @Test
    void theSecondDatabaseIsACloneWithTheSameContent() throws SQLException {
        assertThat(create("cache_1", SCRIPT)).isEqualTo(new Made(false, 1));
        assertThat(create("cache_2", SCRIPT)).isEqualTo(new Made(true, 1));

        assertThat(one("cache_2", "SELECT count(*) FROM t")).isEqualTo("1");
    }

    @Test
    void nobodyCanConnectToATemplate() throws SQLException {
        create("cache_1", SCRIPT);

        assertThat(one(
                        "postgres",
                        "SELECT string_agg(datallowconn::text, ',') FROM pg_database"
                                + " WHERE datname LIKE 'confiture\\_template\\_%'"))
                .isEqualTo("false");
    }

    @Test
    void anotherScriptOrServerSettingIsAnotherTemplate() throws SQLException {
        create("cache_1", SCRIPT);

        assertThat(create("cache_2", SCRIPT + "-- changed\n").isClone()).isFalse();
        try (Session session = server.open("confiture:test")) {
            session.execute("SET check_function_bodies = off");
            assertThat(create(session, "cache_3", SCRIPT).isClone()).isFalse();
        }
    }

    @Test
    void whatBelongsToTheDatabaseItselfIsReplayedOnTheClone() throws SQLException {
        try (Session session = server.open("confiture:test")) {
            session.execute("CREATE ROLE cache_reader");
        }
        String script = SCRIPT + "-- settings\n";
        create("cache_1", script, """
                ALTER DATABASE cache_1 SET search_path TO "$user", app, public;
                ALTER DATABASE cache_1 SET datestyle TO 'German, DMY';
                ALTER ROLE cache_reader IN DATABASE cache_1 SET statement_timeout TO '5s';
                ALTER DATABASE cache_1 CONNECTION LIMIT 7;
                ALTER DATABASE cache_1 OWNER TO cache_reader;
                COMMENT ON DATABASE cache_1 IS E'one\\nline more';
                REVOKE CONNECT ON DATABASE cache_1 FROM PUBLIC;
                GRANT CREATE ON DATABASE cache_1 TO cache_reader WITH GRANT OPTION""");

        assertThat(create("cache_2", script).isClone()).isTrue();

        for (String query : List.of(
                "SELECT string_agg(coalesce(setrole::regrole::text, '') || setconfig::text, ';' ORDER BY setrole)"
                        + " FROM pg_db_role_setting s JOIN pg_database d ON d.oid = setdatabase WHERE datname = ?",
                "SELECT string_agg(a::text, ',' ORDER BY a::text) FROM pg_database, unnest(datacl) a WHERE datname = ?",
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = ?",
                "SELECT to_jsonb(d) - ARRAY['oid', 'datname', 'datfrozenxid', 'datminmxid', 'datacl'] FROM pg_database d"
                        + " WHERE datname = ?")) {
            assertThat(one("postgres", query.replace("?", "'cache_2'")))
                    .isNotNull()
                    .isEqualTo(one("postgres", query.replace("?", "'cache_1'")));
        }
    }

    @Test
    void theDefinitionsOfACloneAreThoseOfABuild() throws SQLException {
        String script = "create schema app;\ncreate table app.t (id int primary key, at timestamptz default now());\n"
                + "create view app.v as select id from app.t;\nalter default privileges in schema app grant select on tables"
                + " to public;\n";
        create("cache_1", script);
        assertThat(create("cache_2", script).isClone()).isTrue();

        try (Session built = server.named("cache_1").open("confiture:test");
                Session clone = server.named("cache_2").open("confiture:test")) {
            ServerDefinitions definitions = ServerDefinitions.read(clone, DefinitionScope.everything());
            assertThat(definitions).isEqualTo(ServerDefinitions.read(built, DefinitionScope.everything()));
            assertThat(definitions.size()).isGreaterThan(3);
        }
    }

    @Test
    void aSecurityLabelThatCannotBeReplayedKeepsTheDatabaseFromBecomingATemplate() throws SQLException {
        String script = SCRIPT + "-- label\n";
        create("cache_1", script, """
                SET allow_system_table_mods = on;
                INSERT INTO pg_shseclabel SELECT oid, 'pg_database'::regclass, 'nobody', 'secret' FROM pg_database
                 WHERE datname = 'cache_1'""");
        try (Session session = server.open("confiture:test")) {
            session.execute("SET allow_system_table_mods = on; DELETE FROM pg_shseclabel WHERE provider = 'nobody'");
        }

        assertThat(create("cache_2", script).isClone()).isFalse();
        assertThat(events)
                .extracting(event -> ((Event.Noticed) event).problem())
                .extracting(Problem::code, Problem::why)
                .containsExactly(tuple(
                        ProblemCode.BUILD_NOT_CACHED,
                        "security label provider \"nobody\" is not loaded (SQLSTATE 22023)"));
    }

    @Test
    void theDraftOfAKilledProcessGoesWithTheNextTemplate() throws SQLException {
        try (Session session = server.open("confiture:test")) {
            session.execute("CREATE DATABASE confiture_draft_0123");
        }

        create("cache_1", SCRIPT + "-- draft\n");

        assertThat(one("postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE 'confiture\\_draft\\_%'"))
                .isEqualTo("0");
    }

    @Test
    void aSchemaWhoseResultDependsOnTheTimeIsNotCachedAndSaysSo() throws SQLException {
        String script = "create table t as select now();\n";
        create("cache_1", script);
        assertThat(create("cache_2", script).isClone()).isFalse();

        assertThat(events)
                .filteredOn(Event.Noticed.class::isInstance)
                .extracting(event -> ((Event.Noticed) event).problem().code())
                .containsOnly(ProblemCode.BUILD_NOT_REPEATABLE);
    }

    @Test
    void aScriptThatNamesADatabaseIsOnlyClonedForThatName() throws SQLException {
        String script = SCRIPT + "comment on database cache_1 is 'x';\n";
        create("cache_1", script);

        assertThat(create("cache_2", script).isClone()).isFalse();
    }

    @Test
    void manyAtOnceBuildOnceAndCloneTheRest() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Made>> made = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> create("cache_" + i, SCRIPT + "-- many\n")))
                    .toList();
            int clones = 0;
            for (Future<Made> each : made) {
                clones += each.get().isClone() ? 1 : 0;
            }
            assertThat(clones).isEqualTo(7);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void oldTemplatesOfADatabaseGo() throws SQLException {
        for (int i = 0; i < 5; i++) {
            create("cache_1", SCRIPT + "-- " + i + "\n");
            try (Session session = server.open("confiture:test")) {
                session.execute("DROP DATABASE cache_1");
            }
        }

        assertThat(one("postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE 'confiture\\_template\\_%'"))
                .isEqualTo("3");
        assertThat(create("cache_1", SCRIPT + "-- 4\n").isClone()).isTrue();
    }

    @Test
    void theShelfKeepsTheNewestOfEachDatabaseAndOfAll() {
        List<Template> shelf = IntStream.range(0, 20)
                .mapToObj(i -> new Template(
                        Identifier.of("t" + i),
                        "Template of Confiture with " + i + " rows, made for " + (i < 5 ? "busy" : "db" + i)))
                .toList();

        assertThat(TemplateShelf.surplus(shelf))
                .extracting(Identifier::name)
                .containsExactly("t3", "t4", "t12", "t13", "t14", "t15", "t16", "t17", "t18", "t19");
    }

    private Made create(String name, String script) throws SQLException {
        return create(name, script, "");
    }

    private Made create(String name, String script, String more) throws SQLException {
        try (Session session = server.open("confiture:test")) {
            return create(session, name, script, more);
        }
    }

    private Made create(Session session, String name, String script) throws SQLException {
        return create(session, name, script, "");
    }

    private Made create(Session session, String name, String script, String more) throws SQLException {
        BuiltSchema schema = SchemaBuilder.build(List.of(new SchemaFile("db/schema/a.sql", script, Purpose.SCHEMA)));
        EventSink sink = event -> {
            synchronized (events) {
                events.add(event);
            }
        };
        return new TemplateCache(session, sink, Duration.ofMinutes(1))
                .create(Identifier.of(name), Identifier.of(name), schema, "", () -> {
                    DatabaseAdmin.on(session).create(NewDatabase.named(Identifier.of(name)));
                    try (Session filling = server.named(name).open("confiture:test")) {
                        filling.execute(schema.script());
                        if (!more.isEmpty()) {
                            filling.execute(more);
                        }
                    }
                    return 1;
                });
    }

    private String one(String database, String sql) throws SQLException {
        try (Session session = server.named(database).open("confiture:test")) {
            return String.valueOf(
                    session.query(sql, row -> String.valueOf(row.getString(1))).get(0));
        }
    }
}
