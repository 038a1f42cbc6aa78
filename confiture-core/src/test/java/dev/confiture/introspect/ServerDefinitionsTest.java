package dev.confiture.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ServerDefinitionsTest {

    private static final String SHOP = """
            CREATE SCHEMA a;
            CREATE SCHEMA b;
            CREATE TABLE users (id int PRIMARY KEY, name varchar(10), amount_net numeric(10,2));
            CREATE INDEX users_name ON users (lower(name));
            CREATE TABLE a.t (id int);
            CREATE TABLE b.t (id int);
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ALTER TABLE users ALTER name TYPE varchar(20)           | ~ column public.users.name\\n    - character varying(10)\\n    + character varying(20)
                    ALTER TABLE users ADD UNIQUE (name)                     | + constraint users_name_key on public.users: UNIQUE (name)
                    DROP INDEX users_name; CREATE INDEX users_name ON users (upper(name)) | ~ index public.users_name\\n    - CREATE INDEX users_name ON public.users USING btree (lower((name)::text))\\n    + CREATE INDEX users_name ON public.users USING btree (upper((name)::text))
                    ALTER TABLE users ALTER amount_net TYPE numeric(5,1)    | ~ column public.users.amount_net\\n    - numeric(10,2)\\n    + numeric(5,1)
                    ALTER TABLE users RENAME amount_net TO amount_vat       | - column public.users.amount_net: numeric(10,2)
                    ALTER TABLE users RENAME TO user_roles                  | - table public.users: owner postgres
                    ALTER TABLE b.t ADD bio text                            | + column b.t.bio: text
                    """)
    void aSmallEditIsSeen(String edit, String difference) throws SQLException {
        try (FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open()) {
            session.execute(SHOP);
            ServerDefinitions before = everything(session);
            session.execute(edit);
            assertThat(ServerDefinitions.diff(before, everything(session)))
                    .extracting(DefinitionDifference::toString)
                    .contains(difference.replace("\\n", "\n"));
        }
    }

    @Test
    void theSameStatementsGiveTheSameDefinitions() throws SQLException {
        assertThat(ServerDefinitions.diff(loaded(SHOP), loaded(SHOP))).isEmpty();
        assertThat(loaded(SHOP)).isEqualTo(loaded(SHOP)).hasSameHashCodeAs(loaded(SHOP));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoLoadsOfAnySchemaAreEqualAndOneChangeMore_isNot(long seed) throws SQLException {
        RandomSchema schema = RandomSchema.of(new Random(seed));
        ServerDefinitions first = loaded(String.join(";\n", schema.statements()));
        assertThat(ServerDefinitions.diff(first, loaded(String.join(";\n", schema.statements()))))
                .as("seed %s", seed)
                .isEmpty();
        assertThat(ServerDefinitions.diff(
                        first, loaded(String.join(";\n", schema.statements()) + ";" + schema.change())))
                .as("seed %s, %s", seed, schema.change())
                .isNotEmpty();
    }

    @Test
    void theOrderOfColumnsCountsOnlyIfAskedFor() throws SQLException {
        String ab = "CREATE TABLE t (a int, b text)";
        String ba = "CREATE TABLE t (b text, a int)";
        assertThat(ServerDefinitions.diff(loaded(ab), loaded(ba)))
                .extracting(DefinitionDifference::toString)
                .containsExactly("~ column order public.t\n    - a, b\n    + b, a");
        DefinitionScope set = DefinitionScope.everything().columnsAsSet();
        assertThat(loaded(ab, set)).isEqualTo(loaded(ba, set));
    }

    @Test
    void whatIsLeftOutTakesItsPartsAlong() throws SQLException {
        DefinitionScope scope = DefinitionScope.everything()
                .without(List.of(QualifiedName.of("public", "ledger"), QualifiedName.of("public", "guard")));
        String own = """
                CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
                CREATE TABLE ledger (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n serial, v text UNIQUE CHECK (v <> ''));
                CREATE INDEX ON ledger (lower(v));
                CREATE TRIGGER g BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION guard();
                COMMENT ON TABLE ledger IS 'x'; COMMENT ON COLUMN ledger.v IS 'y'; COMMENT ON INDEX ledger_pkey IS 'z';
                GRANT SELECT ON ledger TO public; GRANT UPDATE (v) ON ledger TO public;
                """;
        assertThat(ServerDefinitions.diff(loaded(SHOP, scope), loaded(SHOP + own, scope)))
                .isEmpty();
        assertThat(ServerDefinitions.diff(loaded(SHOP), loaded(SHOP + own))).hasSizeGreaterThan(12);
    }

    @Test
    void anExtensionCountsAndItsMembersDoNot() throws SQLException {
        assertThat(ServerDefinitions.diff(loaded("SELECT"), loaded("CREATE EXTENSION hstore")))
                .extracting(DefinitionDifference::label)
                .containsExactly("comment on extension hstore", "extension hstore");
    }

    @Test
    void changedPrivilegesOnAMemberOfAnExtensionAreTheUsers() throws SQLException {
        String extension = "CREATE EXTENSION hstore;";
        assertThat(ServerDefinitions.diff(
                        loaded(extension), loaded(extension + "REVOKE EXECUTE ON FUNCTION akeys(hstore) FROM public")))
                .extracting(DefinitionDifference::label)
                .containsExactly("privileges on function public.akeys(public.hstore)");
    }

    @Test
    void passwordsOfUserMappingsAreNeverShown() throws SQLException {
        assertThat(loaded("""
                        CREATE EXTENSION postgres_fdw;
                        CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'elsewhere');
                        CREATE USER MAPPING FOR public SERVER far OPTIONS (user 'u', password 'hush');
                        """).toString())
                .contains("user mapping for public server far: options (password, user)")
                .doesNotContain("hush");
    }

    @Test
    void rowsAndSequencePositionsAreNoDefinitions() throws SQLException {
        String table = "CREATE TABLE t (id serial PRIMARY KEY, v text);";
        assertThat(loaded(table)).isEqualTo(loaded(table + "INSERT INTO t (v) VALUES ('a'), ('b'); ANALYZE t;"));
    }

    @Test
    void aPrivilegeGivenAndTakenBackLeavesNoTrace() throws SQLException {
        String table = "CREATE TABLE t (id int);";
        assertThat(loaded(table))
                .isEqualTo(loaded(table + "GRANT SELECT ON t TO public; REVOKE SELECT ON t FROM public;"));
    }

    @Test
    void onlyTheChangedLinesOfALongDefinitionAreShown() throws SQLException {
        String function =
                "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$begin\n  return %s;\nend$$;";
        assertThat(ServerDefinitions.diff(loaded(function.formatted("1")), loaded(function.formatted("2"))))
                .extracting(DefinitionDifference::toString)
                .containsExactly(
                        "~ function public.f() (from line 6 of its definition)\n    -   return 1;\n    +   return 2;");
    }

    @Test
    void readingLeavesTheSessionAsItWas() throws SQLException {
        try (FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open()) {
            session.execute("SET search_path = pg_catalog, public; SET timezone = 'Asia/Tokyo'");
            everything(session);
            assertThat(session.queryOne(
                            "SELECT current_setting('search_path') || ' ' || current_setting('timezone')",
                            row -> row.getString(1)))
                    .hasValue("pg_catalog, public Asia/Tokyo");
            assertThat(session.connection().getAutoCommit()).isTrue();
        }
    }

    private static ServerDefinitions loaded(String sql) throws SQLException {
        return loaded(sql, DefinitionScope.everything());
    }

    private static ServerDefinitions loaded(String sql, DefinitionScope scope) throws SQLException {
        try (FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open()) {
            session.execute(sql);
            return ServerDefinitions.read(session, scope);
        }
    }

    private static ServerDefinitions everything(Session session) throws SQLException {
        return ServerDefinitions.read(session, DefinitionScope.everything());
    }
}
