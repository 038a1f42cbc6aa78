package dev.confiture.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.db.Session;
import dev.confiture.diff.CatalogDiffer;
import dev.confiture.plan.PlannedStatement;
import dev.confiture.plan.rename.LookAlikes;
import dev.confiture.problem.Problem;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.SchemaFile.Purpose;
import dev.confiture.schema.declaration.Declarations;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenamesTest {

    private static final String MEMBERS = """
            CREATE SCHEMA app;
            CREATE TABLE app.members (
                id bigserial PRIMARY KEY,
                number int GENERATED ALWAYS AS IDENTITY,
                nick text NOT NULL UNIQUE,
                boss bigint REFERENCES app.members,
                CONSTRAINT nick_is_short CHECK (length(nick) < 40)
            );
            CREATE INDEX ON app.members (boss);
            CREATE VIEW app.names AS SELECT nick AS name FROM app.members;
            """;

    private static final String USERS = """
            CREATE SCHEMA app;
            -- confiture:renamed-from members
            CREATE TABLE app.users (
                id bigserial PRIMARY KEY,
                number int GENERATED ALWAYS AS IDENTITY,
                nickname text NOT NULL UNIQUE, -- confiture:renamed-from nick
                boss bigint REFERENCES app.users,
                CONSTRAINT nickname_is_short CHECK (length(nickname) < 40) -- confiture:renamed-from nick_is_short
            );
            CREATE INDEX ON app.users (boss);
            CREATE VIEW app.names AS SELECT nickname AS name FROM app.users;
            """;

    @ParameterizedTest
    @ValueSource(ints = {14, 17, 18})
    void aTableAndItsColumnAreRenamedAndWhatTheServerNamedAfterThemFollows(int major) throws SQLException {
        List<ProvedPart> parts = parts(major, MEMBERS, USERS);
        assertThat(parts).hasSize(1);
        assertThat(parts.get(0).up().statements())
                .extracting(PlannedStatement::sql)
                .startsWith(
                        "ALTER TABLE app.members RENAME TO users",
                        "ALTER TABLE app.users RENAME COLUMN nick TO nickname",
                        "ALTER TABLE app.users RENAME CONSTRAINT nick_is_short TO nickname_is_short")
                .contains("ALTER TABLE app.users RENAME CONSTRAINT members_pkey TO users_pkey")
                .allMatch(sql -> sql.contains(" RENAME "));
        assertThat(parts.get(0).down().statements())
                .extracting(PlannedStatement::sql)
                .endsWith(
                        "ALTER TABLE app.users RENAME COLUMN nickname TO nick",
                        "ALTER TABLE app.users RENAME TO members")
                .allMatch(sql -> sql.contains(" RENAME "));
    }

    @Test
    void whatElseDiffersComesAfterTheRename() throws SQLException {
        List<ProvedPart> parts = parts(17, "CREATE TABLE members (id int PRIMARY KEY, nick varchar(20))", """
                -- confiture:renamed-from members
                CREATE TABLE users (
                    id int PRIMARY KEY,
                    nickname text, -- confiture:renamed-from nick
                    bio text
                );
                CREATE INDEX by_nickname ON users (nickname);
                """);
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).up().statements())
                .extracting(PlannedStatement::sql)
                .startsWith("ALTER TABLE public.members RENAME TO users")
                .contains("ALTER TABLE public.users ADD COLUMN bio text");
        assertThat(parts.get(1).up().statements())
                .extracting(PlannedStatement::sql)
                .containsExactly("CREATE INDEX CONCURRENTLY by_nickname ON public.users (nickname)");
    }

    @Test
    void everyKindIsRenamedInPlace() throws SQLException {
        String old = """
                CREATE SCHEMA a;
                CREATE TYPE a.mood1 AS ENUM ('ok');
                CREATE TYPE a.pair1 AS (x1 int);
                CREATE DOMAIN a.size1 AS int CONSTRAINT positive1 CHECK (value > 0);
                CREATE SEQUENCE a.s1;
                CREATE TABLE a.t (m a.mood1, p a.pair1, z a.size1);
                CREATE INDEX i1 ON a.t (m);
                CREATE VIEW a.v1 AS SELECT m FROM a.t;
                CREATE MATERIALIZED VIEW a.mv1 AS SELECT z FROM a.t;
                CREATE FUNCTION a.f1(m a.mood1) RETURNS int LANGUAGE sql AS 'select 1';
                CREATE FUNCTION a.f1(n int) RETURNS int LANGUAGE sql AS 'select 2';
                CREATE PROCEDURE a.p1() LANGUAGE sql AS 'select 1';
                CREATE FUNCTION a.tr() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
                CREATE TRIGGER g1 BEFORE INSERT ON a.t FOR EACH ROW EXECUTE FUNCTION a.tr();
                CREATE POLICY o1 ON a.t USING (true);
                CREATE RULE r1 AS ON DELETE TO a.t DO ALSO SELECT 1;
                CREATE STATISTICS a.st1 ON m, z FROM a.t;
                CREATE PUBLICATION pub1 FOR TABLE a.t;
                """;
        String wanted = """
                CREATE SCHEMA b; -- confiture:renamed-from a
                CREATE TYPE b.mood2 AS ENUM ('ok'); -- confiture:renamed-from mood1
                -- confiture:renamed-from pair1
                CREATE TYPE b.pair2 AS (
                    x2 int -- confiture:renamed-from x1
                );
                -- confiture:renamed-from size1
                CREATE DOMAIN b.size2 AS int
                    CONSTRAINT positive2 CHECK (value > 0); -- confiture:renamed-from positive1
                CREATE SEQUENCE b.s2; -- confiture:renamed-from s1
                CREATE TABLE b.t (m b.mood2, p b.pair2, z b.size2);
                CREATE INDEX i2 ON b.t (m); -- confiture:renamed-from i1
                CREATE VIEW b.v2 AS SELECT m FROM b.t; -- confiture:renamed-from v1
                CREATE MATERIALIZED VIEW b.mv2 AS SELECT z FROM b.t; -- confiture:renamed-from mv1
                -- confiture:renamed-from f1
                CREATE FUNCTION b.f2(m b.mood2) RETURNS int LANGUAGE sql AS 'select 1';
                CREATE FUNCTION b.f1(n int) RETURNS int LANGUAGE sql AS 'select 2';
                CREATE PROCEDURE b.p2() LANGUAGE sql AS 'select 1'; -- confiture:renamed-from p1
                CREATE FUNCTION b.tr() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
                -- confiture:renamed-from g1
                CREATE TRIGGER g2 BEFORE INSERT ON b.t FOR EACH ROW EXECUTE FUNCTION b.tr();
                CREATE POLICY o2 ON b.t USING (true); -- confiture:renamed-from o1
                CREATE RULE r2 AS ON DELETE TO b.t DO ALSO SELECT 1; -- confiture:renamed-from r1
                CREATE STATISTICS b.st2 ON m, z FROM b.t; -- confiture:renamed-from st1
                CREATE PUBLICATION pub2 FOR TABLE b.t; -- confiture:renamed-from pub1
                """;
        List<ProvedPart> parts = parts(17, old, wanted);
        assertThat(parts).hasSize(1);
        assertThat(parts.get(0).up().statements())
                .hasSize(17)
                .extracting(PlannedStatement::sql)
                .allMatch(sql -> sql.contains(" RENAME "));
        assertThat(parts.get(0).down().statements()).hasSize(17);
    }

    @Test
    void aValueOfAnEnumIsRenamedWhereRowsHaveIt() throws SQLException {
        String old = """
                CREATE TYPE mood AS ENUM ('ok', 'unhappy', 'it''s fine');
                CREATE DOMAIN feeling AS mood;
                CREATE TABLE diary (
                    m mood DEFAULT 'unhappy' PRIMARY KEY, f feeling, all_of mood[],
                    CHECK (m <> 'unhappy' OR f IS NULL)
                );
                CREATE VIEW bad_days AS SELECT * FROM diary WHERE m = 'unhappy';
                """;
        String wanted = """
                CREATE TYPE mood AS ENUM ('ok',
                    'sad', -- confiture:renamed-from unhappy
                    -- confiture:renamed-from 'it''s fine'
                    'fine');
                CREATE DOMAIN feeling AS mood;
                CREATE TABLE diary (
                    m mood DEFAULT 'sad' PRIMARY KEY, f feeling, all_of mood[],
                    CHECK (m <> 'sad' OR f IS NULL)
                );
                CREATE VIEW bad_days AS SELECT * FROM diary WHERE m = 'sad';
                """;
        List<ProvedPart> parts = parts(17, old, wanted);
        assertThat(parts).hasSize(1);
        assertThat(parts.get(0).up().statements())
                .extracting(PlannedStatement::sql)
                .containsExactly(
                        "ALTER TYPE public.mood RENAME VALUE 'unhappy' TO 'sad'",
                        "ALTER TYPE public.mood RENAME VALUE 'it''s fine' TO 'fine'");
        assertThat(parts.get(0).down().statements())
                .extracting(PlannedStatement::sql)
                .containsExactly(
                        "ALTER TYPE public.mood RENAME VALUE 'fine' TO 'it''s fine'",
                        "ALTER TYPE public.mood RENAME VALUE 'sad' TO 'unhappy'");
        assertThat(problems(wanted, wanted)).isEmpty();
    }

    @Test
    void aValueIsRenamedAfterItsTypeAndBeforeNewOnesCome() throws SQLException {
        List<ProvedPart> parts = parts(17, "CREATE TYPE mood AS ENUM ('a', 'b')", """
                -- confiture:renamed-from mood
                CREATE TYPE feeling AS ENUM (
                    'b', -- confiture:renamed-from a
                    'c', -- confiture:renamed-from b
                    'd'
                );
                """);
        assertThat(parts.stream().flatMap(part -> part.up().statements().stream()))
                .extracting(PlannedStatement::sql)
                .containsExactly(
                        "ALTER TYPE public.mood RENAME TO feeling",
                        "ALTER TYPE public.feeling RENAME VALUE 'b' TO 'c'",
                        "ALTER TYPE public.feeling RENAME VALUE 'a' TO 'b'",
                        "ALTER TYPE public.feeling ADD VALUE 'd'");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void theDefaultOfADomainFollowsWhatIsRenamed(int major) throws SQLException {
        List<ProvedPart> parts = parts(major, """
                CREATE TYPE mood AS ENUM ('ok', 'unhappy');
                CREATE SEQUENCE numbers;
                CREATE DOMAIN feeling AS mood DEFAULT 'unhappy';
                CREATE DOMAIN ticket AS bigint DEFAULT nextval('numbers');
                CREATE TABLE diary (f feeling, t ticket);
                """, """
                CREATE TYPE mood AS ENUM ('ok',
                    'sad'); -- confiture:renamed-from unhappy
                CREATE SEQUENCE tickets; -- confiture:renamed-from numbers
                CREATE DOMAIN feeling AS mood DEFAULT 'sad';
                CREATE DOMAIN ticket AS bigint DEFAULT nextval('tickets');
                CREATE TABLE diary (f feeling, t ticket);
                """);
        assertThat(parts).hasSize(1);
        assertThat(parts.get(0).irreversible()).isEmpty();
        assertThat(parts.get(0).up().statements())
                .extracting(PlannedStatement::sql)
                .containsExactlyInAnyOrder(
                        "ALTER TYPE public.mood RENAME VALUE 'unhappy' TO 'sad'",
                        "ALTER SEQUENCE public.numbers RENAME TO tickets");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void aCommentBehindANamedNotNullIsForItsColumn(int major) throws SQLException {
        List<ProvedPart> parts = parts(major, "CREATE TABLE t (a int CONSTRAINT needed NOT NULL)", """
                CREATE TABLE t (
                    b int CONSTRAINT needed NOT NULL -- confiture:renamed-from a
                );
                """);
        assertThat(parts.get(0).up().statements())
                .extracting(PlannedStatement::sql)
                .containsExactly("ALTER TABLE public.t RENAME COLUMN a TO b");
    }

    @Test
    void whatTheServerNamedOnPartitionsFollowsTheirTable() throws SQLException {
        List<ProvedPart> parts = parts(17, """
                CREATE TABLE log (id int, at date, v int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
                CREATE TABLE log_24 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (id);
                CREATE TABLE log_24_1 PARTITION OF log_24 FOR VALUES IN (1);
                CREATE INDEX ON log (v);
                """, """
                CREATE TABLE log (
                    id int, at date,
                    val int, -- confiture:renamed-from v
                    PRIMARY KEY (id, at)
                ) PARTITION BY RANGE (at);
                CREATE TABLE log_24 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (id);
                CREATE TABLE log_24_1 PARTITION OF log_24 FOR VALUES IN (1);
                CREATE INDEX ON log (val);
                """);
        assertThat(parts).hasSize(1);
        assertThat(parts.get(0).up().statements())
                .extracting(PlannedStatement::sql)
                .containsExactly(
                        "ALTER TABLE public.log RENAME COLUMN v TO val",
                        "ALTER INDEX public.log_v_idx RENAME TO log_val_idx",
                        "ALTER INDEX public.log_24_v_idx RENAME TO log_24_val_idx",
                        "ALTER INDEX public.log_24_1_v_idx RENAME TO log_24_1_val_idx");
    }

    @Test
    void aValueThatCannotHaveBeenRenamedIsSaid() throws SQLException {
        String commented = "CREATE TYPE mood AS ENUM ('ok',\n    'sad' -- confiture:renamed-from unhapy\n)";
        assertThat(problems("CREATE TYPE mood AS ENUM ('ok', 'unhappy')", commented))
                .containsExactly("ERROR rename.unknown-name 2:37 enum label public.mood.'sad' is to be renamed from"
                        + " unhapy, which the old schema lacks.");
        assertThat(problems("CREATE TYPE mood AS ENUM ('ok', 'unhapy', 'sad')", commented))
                .containsExactly("ERROR rename.contradicted 2:37 enum label public.mood.'sad' is to be renamed from"
                        + " public.mood.'unhapy', and the old schema has both.");
    }

    @Test
    void aValueInThePlaceOfAnotherIsALookAlike() throws SQLException {
        assertThat(lookAlikes("CREATE TYPE mood AS ENUM ('ok', 'unhappy')", "CREATE TYPE mood AS ENUM ('ok', 'sad')"))
                .containsExactly("enum label public.mood.'unhappy' goes, and enum label public.mood.'sad' of the same"
                        + " shape comes. if it is a rename, put this line before db/schema/a.sql:1:33:\n"
                        + "-- confiture:renamed-from 'unhappy'");
    }

    @Test
    void aTableComesFromAnotherSchemaUnderAnotherName() throws SQLException {
        List<ProvedPart> parts =
                parts(17, "CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE a.t (id serial PRIMARY KEY)", """
                CREATE SCHEMA a;
                CREATE SCHEMA b;
                -- confiture:renamed-from a.t
                CREATE TABLE b.u (id serial PRIMARY KEY);
                """);
        assertThat(parts.get(0).up().statements())
                .extracting(PlannedStatement::sql)
                .startsWith("ALTER TABLE a.t SET SCHEMA b", "ALTER TABLE b.t RENAME TO u")
                .allMatch(sql -> sql.startsWith("ALTER"));
    }

    @Test
    void aTableMovesIntoASchemaThatIsNew() throws SQLException {
        List<ProvedPart> parts =
                parts(17, "CREATE TABLE settings (key text PRIMARY KEY); CREATE TYPE m AS ENUM ('a')", """
                CREATE SCHEMA "Cfg";
                COMMENT ON SCHEMA "Cfg" IS 'what may be set';
                CREATE TABLE "Cfg".options (key text PRIMARY KEY); -- confiture:renamed-from public.settings
                CREATE TYPE "Cfg".m AS ENUM ('a'); -- confiture:renamed-from public.m
                """);
        assertThat(parts).hasSize(1);
        assertThat(parts.get(0).up().statements())
                .extracting(PlannedStatement::sql)
                .startsWith("CREATE SCHEMA \"Cfg\"")
                .contains("ALTER TABLE public.settings SET SCHEMA \"Cfg\"", "ALTER TYPE public.m SET SCHEMA \"Cfg\"")
                .noneMatch(sql -> sql.startsWith("CREATE TABLE") || sql.startsWith("DROP"));
        assertThat(parts.get(0).down().statements())
                .extracting(PlannedStatement::sql)
                .contains("ALTER TABLE \"Cfg\".settings SET SCHEMA public")
                .endsWith("DROP SCHEMA \"Cfg\"");
    }

    @Test
    void aNameThatAnotherOneLeavesIsFree() throws SQLException {
        List<ProvedPart> parts = parts(17, "CREATE TABLE t (a int, b int)", """
                CREATE TABLE t (
                    b int, -- confiture:renamed-from a
                    c int -- confiture:renamed-from b
                );
                """);
        assertThat(parts.get(0).up().statements())
                .extracting(PlannedStatement::sql)
                .containsExactly(
                        "ALTER TABLE public.t RENAME COLUMN b TO c", "ALTER TABLE public.t RENAME COLUMN a TO b");
    }

    @Test
    void aRenameThatHappenedIsNotSpokenOf() throws SQLException {
        assertThat(problems(USERS, USERS)).isEmpty();
        assertThat(parts(17, USERS, USERS)).isEmpty();
        assertThat(problems("", USERS)).isEmpty();
    }

    @Test
    void whatCannotBeTrueIsSaidWithItsPlace() throws SQLException {
        String commented = "CREATE TABLE t (\n    b int -- confiture:renamed-from a\n)";
        assertThat(problems(
                        "CREATE TABLE t (a int)", "CREATE TABLE t (\n    b int, -- confiture:renamed-from a\n a int)"))
                .containsExactly("ERROR rename.contradicted 2:38 column public.t.b is to be renamed from public.t.a,"
                        + " and the new schema has that too.");
        assertThat(problems("CREATE TABLE t (a int, b int)", commented))
                .containsExactly("ERROR rename.contradicted 2:37 column public.t.b is to be renamed from public.t.a,"
                        + " and the old schema has both.");
        assertThat(problems(
                        "CREATE TABLE t (nickname int)",
                        "CREATE TABLE t (\n    b int -- confiture:renamed-from nickname1\n)"))
                .containsExactly("ERROR rename.unknown-name 2:37 column public.t.b is to be renamed from nickname1,"
                        + " which the old schema lacks.");
        assertThat(problems("CREATE TABLE t ()", commented))
                .containsExactly("WARNING rename.unknown-name 2:37 column public.t.b is to be renamed from a,"
                        + " which the old schema lacks.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.membres", "aa.members", "public.members"})
    void anOldNameWithASchemaIsHeldToWhatGoesInEverySchema(String misspelt) throws SQLException {
        String old = "CREATE SCHEMA a; CREATE TABLE a.members (id int); CREATE TABLE public.kept (id int)";
        String wanted = "CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE public.kept (id int);\n"
                + "-- confiture:renamed-from " + misspelt + "\nCREATE TABLE b.users (id int)";
        assertThat(problems(old, wanted))
                .containsExactly("ERROR rename.unknown-name 2:27 table b.users is to be renamed from " + misspelt
                        + ", which the old schema lacks.");
        try (ScratchServer scratch = scratch(17)) {
            assertThat(RenamedSchema.of(schema(scratch, old), schema(scratch, wanted), List.of())
                            .problems())
                    .extracting(Problem::fix)
                    .allMatch(fix -> fix.startsWith("did you mean \"a.members\"?"));
        }
    }

    @Test
    void aLookAlikeIsAWarningWithTheLineToAdd() throws SQLException {
        String old = """
                CREATE TABLE members (id int, nick text);
                CREATE TABLE parts (price numeric(9, 2), size int);
                CREATE TYPE mood AS ENUM ('ok', 'bad');
                """;
        String wanted = """
                CREATE TABLE users (id int, nick text);
                CREATE TABLE parts (
                    cost numeric(9, 2),
                    size int
                );
                CREATE TYPE feeling AS ENUM ('ok', 'bad');
                """;
        assertThat(lookAlikes(old, wanted))
                .containsExactlyInAnyOrder(
                        "table public.members goes, and table public.users of the same shape comes."
                                + " if it is a rename, put this line before db/schema/a.sql:1:1:\n"
                                + "-- confiture:renamed-from members",
                        "column public.parts.price goes, and column public.parts.cost of the same shape comes."
                                + " if it is a rename, put this line before db/schema/a.sql:3:5:\n"
                                + "-- confiture:renamed-from price",
                        "enum public.mood goes, and enum public.feeling of the same shape comes."
                                + " if it is a rename, put this line before db/schema/a.sql:6:1:\n"
                                + "-- confiture:renamed-from mood");
        assertThat(lookAlikes(MEMBERS, USERS)).isEmpty();
    }

    private static List<ProvedPart> parts(int major, String old, String wanted) throws SQLException {
        try (ScratchServer scratch = scratch(major)) {
            ComparedSchema before = schema(scratch, old);
            ComparedSchema after = schema(scratch, wanted);
            RenamedSchema renamed = RenamedSchema.of(before, after, List.of());
            assertThat(renamed.problems()).isEmpty();
            return new MigrationProver(scratch, List.of()).prove(before, renamed, after);
        }
    }

    private static List<String> problems(String old, String wanted) throws SQLException {
        try (ScratchServer scratch = scratch(17)) {
            return RenamedSchema.of(schema(scratch, old), schema(scratch, wanted), List.of()).problems().stream()
                    .map(each -> each.severity() + " " + each.code().id() + " "
                            + each.where().orElseThrow().line() + ":"
                            + each.where().orElseThrow().column() + " " + each.what())
                    .toList();
        }
    }

    private static List<String> lookAlikes(String old, String wanted) throws SQLException {
        try (ScratchServer scratch = scratch(17)) {
            ComparedSchema after = schema(scratch, wanted);
            RenamedSchema renamed = RenamedSchema.of(schema(scratch, old), after, List.of());
            return LookAlikes.of(new CatalogDiffer().diff(renamed.catalog(), after.catalog()), after.declarations())
                    .stream()
                    .map((Problem each) -> each.what() + " " + each.fix())
                    .toList();
        }
    }

    private static ScratchServer scratch(int major) throws SQLException {
        return ScratchServer.open(TestServer.maintenance(major), "confiture:test");
    }

    private static ComparedSchema schema(ScratchServer scratch, String ddl) throws SQLException {
        PlanVerifier.Start start = () -> scratch.create(session -> session.execute(ddl));
        try (ScratchDatabase database = start.open();
                Session session = database.open()) {
            Declarations declarations = Declarations.of(
                    SchemaBuilder.build(List.of(new SchemaFile("db/schema/a.sql", ddl, Purpose.SCHEMA))));
            return new ComparedSchema("db/schema", Picture.read(session, List.of()), start, declarations);
        }
    }
}
