package dev.confiture.build.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.problem.Problem;
import dev.confiture.problem.SourceSpan;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.SchemaFile.Purpose;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatabilityTest {

    private static final String USERS = "create table app.users (id int, at timestamptz default now());\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table t (id uuid default gen_random_uuid(), at timestamptz default CURRENT_TIMESTAMP);",
                "create table t (id int); insert into t values (1);",
                "create function f() returns timestamptz language sql as $$ select now() $$;",
                "select pg_catalog.set_config('search_path', '', false);",
                "create view v as select now();",
                "do $$ begin execute 'create table x ()'; end $$;",
                USERS + "create table roles (id int, u int references app.users); insert into roles values (1);",
                "comment on column t.now is 'now() and random()';",
                "create function f() returns int language plpgsql as $$ begin return (select 'now'::date); end $$;",
                "create table t (a int, b int generated always as (a + 1) stored);"
            })
    void aDefaultOrABodyThatNobodyRunsIsNoObstacle(String script) {
        assertThat(obstacle(script)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (now());",
                USERS + "insert into app.users (id) values (1);",
                USERS + "copy app.users (id) from stdin;\n1\n\\.\n",
                "alter table t alter column at set default clock_timestamp(); insert into t default values;",
                "do $$ begin perform random(); end $$;",
                "create function f() returns uuid language sql as 'select gen_random_uuid()'; select f();",
                USERS + "create function seed() returns void language sql as $$ insert into app.users values (1) $$;"
                        + " call seed();",
                "create function f() returns trigger language plpgsql as $$ begin new.at := now(); return new; end $$;"
                        + " create trigger x before insert on t for each row execute function f();"
                        + " insert into t values (1);",
                "create domain stamp timestamptz default now(); create table t (a int, at stamp); insert into t values (1);",
                "create table t (at date default 'today');",
                "create table p partition of t for values from (CURRENT_DATE) to ('2999-01-01');",
                "create table t as select now();",
                "create materialized view m as select random();",
                "do $$ begin execute format('alter database %I set a.b to 1', current_database()); end $$;",
                "create subscription s connection 'dbname=x' publication p with (connect = false);",
                "copy t from '/etc/passwd';"
            })
    void whatRunsNowAndDependsOnTimeChanceOrNameIsAnObstacle(String script) {
        assertThat(obstacle(script)).isPresent();
    }

    @Test
    void theNoteNamesThePlaceAndTheWayToTheFunction() {
        Problem note = obstacle(USERS + "create view v as select * from app.users;\ninsert into v (id) values (1);")
                .orElseThrow();

        assertThat(note.where().map(SourceSpan::position)).contains("db/schema/a.sql:3:1");
        assertThat(note.why()).isEqualTo("it uses v, which uses users, which uses now");
    }

    @Test
    void aScriptThatNamesADatabaseSaysSo() {
        assertThat(namesDatabase("alter /* here */ database app set search_path to app;"))
                .isTrue();
        assertThat(namesDatabase("GRANT CONNECT ON\nDATABASE app TO PUBLIC;")).isTrue();
        assertThat(namesDatabase("create table database_list (); -- alter databases"))
                .isFalse();
    }

    private static Optional<Problem> obstacle(String script) {
        return Repeatability.obstacle(schema(script));
    }

    private static boolean namesDatabase(String script) {
        return Repeatability.namesDatabase(schema(script));
    }

    private static BuiltSchema schema(String script) {
        return SchemaBuilder.build(List.of(new SchemaFile("db/schema/a.sql", script, Purpose.SCHEMA)));
    }
}
