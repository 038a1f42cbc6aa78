package dev.confiture.schema.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.problem.Problem;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.SchemaFile.Purpose;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclarationsTest {

    @Test
    void aCommentOnALineOfItsOwnNamesWhatBeginsNext() {
        assertThat(renames("""
                        -- confiture:renamed-from members
                        -- people who may log in
                        CREATE TABLE IF NOT EXISTS app."Users" (
                            -- confiture:renamed-from ident
                            id bigint,
                            -- confiture:renamed-from "Old check"
                            CONSTRAINT fine CHECK (id > 0)
                        );
                        -- confiture:renamed-from old.f(integer, text)
                        CREATE OR REPLACE FUNCTION app.f(a int, b text) RETURNS int LANGUAGE sql AS 'select 1';
                        """))
                .containsExactly(
                        "app.\"Users\" < members at 1:27",
                        "app.\"Users\".id < ident at 4:31",
                        "app.\"Users\".fine < \"Old check\" at 6:31",
                        "app.f < old.f(integer, text) at 9:27");
    }

    @Test
    void aCommentBehindCodeNamesWhatBeginsLastBeforeIt() {
        assertThat(renames("""
                        CREATE TABLE users ( -- confiture:renamed-from members
                            id bigint PRIMARY KEY, nick text, -- confiture:renamed-from name
                            price numeric(10, 2) CONSTRAINT positive CHECK (price > 0) -- confiture:renamed-from ok
                        );
                        CREATE INDEX by_nick ON users (nick); -- confiture:renamed-from by_name
                        CREATE TABLE pair (a int, b int); -- confiture:renamed-from couple
                        ALTER TABLE ONLY users
                            ADD CONSTRAINT lone UNIQUE (nick), -- confiture:renamed-from single
                            ADD COLUMN bio text; -- confiture:renamed-from story
                        CREATE TYPE point AS (x int, -- confiture:renamed-from left
                            y int);
                        CREATE TRIGGER t BEFORE UPDATE ON app.users EXECUTE FUNCTION f(); -- confiture:renamed-from s
                        """))
                .containsExactly(
                        "users < members at 1:48",
                        "users.nick < name at 2:65",
                        "users.positive < ok at 3:90",
                        "by_nick < by_name at 5:65",
                        "pair < couple at 6:61",
                        "users.lone < single at 8:66",
                        "users.bio < story at 9:52",
                        "point.x < left at 10:56",
                        "app.users.t < s at 12:93");
    }

    @Test
    void aCommentThatTellsNothingIsAProblem() {
        assertThat(problems("""
                        CREATE TABLE t (a int);
                        -- confiture:renamed-from s
                        INSERT INTO t VALUES (1);
                        CREATE TABLE u (
                            -- confiture:rename-from b
                            a int,
                            -- confiture:renamed-from
                            c int,
                            -- confiture:renamed-from x y
                            d int
                        ) -- confiture:renamed-from w
                        """))
                .containsExactly(
                        "2:27 Nothing is renamed from s here.",
                        "5:5 \"confiture:rename-from\" means nothing.",
                        "7:5 confiture:renamed-from tells no name.",
                        "9:31 \"x y\" is no name.",
                        "11:29 Nothing is renamed from w here.");
    }

    /** Whoever gets the words nearly right means a rename; in silence it would be a column less and one more. */
    @Test
    void wordsThatAreNearlyTheRightOnesAreAProblem() {
        assertThat(problems("""
                        CREATE TABLE t (
                            a int, -- confiture:renamed b
                            c int, -- Confiture:renamed-from d
                            e int, -- confiture: renamed-from f
                            g int, /* confiture:renamed-from h */
                            i int, -- confiture:rename
                            j int -- confiture:migrate fills it
                        );
                        """))
                .containsExactly(
                        "2:12 \"confiture:renamed\" means nothing.",
                        "3:12 \"Confiture:renamed-from\" means nothing.",
                        "4:12 \"confiture: renamed-from\" means nothing.",
                        "5:12 \"confiture:renamed-from\" means nothing between /* and */.",
                        "6:12 \"confiture:rename\" means nothing.");
    }

    @Test
    void stringsBodiesAndRowsHoldNoComments() {
        Declarations found = declarations("""
                CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$
                BEGIN
                    -- confiture:renamed-from g
                END $$;
                CREATE TABLE t (a text DEFAULT '-- confiture:renamed-from x');
                COPY t FROM stdin;
                -- confiture:renamed-from y
                \\.
                """);
        assertThat(found.renames()).isEmpty();
        assertThat(found.problems()).isEmpty();
    }

    @Test
    void anObjectIsFoundWhereItIsMadeElseWhereItsWholeIs() {
        Declarations found = declarations("""
                CREATE TABLE app.users (
                    id bigint PRIMARY KEY,
                    exclude text,
                    EXCLUDE USING gist (id WITH =)
                );
                CREATE TABLE app.events PARTITION OF app.all_events FOR VALUES FROM (1) TO (9);
                CREATE UNIQUE INDEX CONCURRENTLY lone ON app.users (id);
                """);
        assertThat(found.place(ObjectKey.of(ObjectKind.COLUMN, "app.users", "exclude")))
                .hasValueSatisfying(place -> assertThat(place.position()).isEqualTo("db/schema/a.sql:3:5"));
        assertThat(found.place(ObjectKey.of(ObjectKind.CONSTRAINT, "app.users", "users_pkey")))
                .hasValueSatisfying(place -> assertThat(place.position()).isEqualTo("db/schema/a.sql:1:1"));
        assertThat(found.place(ObjectKey.of(ObjectKind.INDEX, "app", "lone")))
                .hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(7));
        assertThat(found.place(ObjectKey.of(ObjectKind.TABLE, "app", "events")))
                .hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(6));
        assertThat(found.place(ObjectKey.of(ObjectKind.TABLE, "other", "users")))
                .isEmpty();
    }

    private static List<String> renames(String script) {
        Declarations found = declarations(script);
        assertThat(found.problems()).extracting(Problem::text).isEmpty();
        return found.renames().stream()
                .map(each -> each.declaration() + " < " + each.old() + " at "
                        + each.place().line() + ":" + each.place().column())
                .toList();
    }

    private static List<String> problems(String script) {
        return declarations(script).problems().stream()
                .map(each -> each.where().orElseThrow().line() + ":"
                        + each.where().orElseThrow().column() + " " + each.what())
                .toList();
    }

    private static Declarations declarations(String script) {
        return Declarations.of(SchemaBuilder.build(List.of(new SchemaFile("db/schema/a.sql", script, Purpose.SCHEMA))));
    }
}
