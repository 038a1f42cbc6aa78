package dev.confiture.schema.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.TestServer;
import dev.confiture.db.Session;
import dev.confiture.event.EventSink;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.problem.ConfitureException;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.install.SchemaInstaller;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementOrderTest {

    private static final List<String> SHOP = List.of(
            "create extension citext;",
            "create schema app;",
            "create schema \"Odd One\";",
            "create type app.status as enum ('open', 'paid');",
            "create domain app.email as citext check (value like '%@%');",
            "create sequence app.number;",
            "create function app.next_number() returns bigint language sql as $$ select nextval('app.number') $$;",
            "create table app.customer (id bigint primary key, email app.email not null, status text);",
            "create table app.orders (id bigint primary key default app.next_number(),"
                    + " customer bigint references app.customer (id), status app.status, placed date);",
            "create table app.line (order_id bigint, nr int, amount numeric, primary key (order_id, nr),"
                    + " constraint of_order foreign key (order_id) references app.orders (id));",
            "create table \"Odd One\".\"Event\" (id bigint, at timestamptz) partition by range (at);",
            "create table \"Odd One\".event_2026 partition of \"Odd One\".\"Event\""
                    + " for values from ('2026-01-01 00:00+00') to ('2027-01-01 00:00+00');",
            "create table archive () inherits (app.line);",
            "create table copy_of_customer (like app.customer);",
            "create view app.total as select order_id, sum(amount) as amount from app.line group by order_id;",
            "create view app.rich as with t as (select * from app.total) select c.email from app.customer c"
                    + " join app.orders o on o.customer = c.id join t on t.order_id = o.id where t.amount > 100;",
            "create materialized view counted as select count(*) from app.rich;",
            "create function app.touch() returns trigger language plpgsql as $$ begin return new; end $$;",
            "create trigger touched before update on app.orders for each row execute function app.touch();",
            "create index by_status on app.orders (status);",
            "alter table app.customer add constraint known check (status <> '');",
            "comment on view app.rich is '@fraiseql:type';",
            "grant select on app.total to public;",
            "insert into app.customer values (1, 'a@b', 'x');");

    @Test
    void anyShuffleOfAGoodSchemaBuildsTheSameDatabase() throws SQLException {
        assertEveryShuffleBuildsTheSame(SHOP);
    }

    @Test
    void aGoodOrderIsKeptToTheByte() {
        BuiltSchema schema = schema(SHOP);

        assertThat(StatementOrder.reorder(schema)).isSameAs(schema);
    }

    @Test
    void onlyWhatComesTooEarlyMovesAndTakesItsCommentsAlong() {
        BuiltSchema ordered = StatementOrder.reorder(schema(List.of(
                "create table z (id int primary key);\n-- b needs a\ncreate table b (a int references a); -- so\ninsert into b values (1);\nselect 1;",
                "create table a (id int primary key);\nselect 2")));

        assertThat(ordered.script()).isEqualTo("""
                -- source: db/schema/0.sql
                create table z (id int primary key);
                -- source: db/schema/0.sql
                select 1;
                -- source: db/schema/1.sql
                create table a (id int primary key);
                -- source: db/schema/0.sql
                -- b needs a
                create table b (a int references a); -- so
                insert into b values (1);
                -- source: db/schema/1.sql
                select 2
                ;
                """);
        assertThat(ordered.locate(ordered.script().indexOf("int references a"))).hasToString("db/schema/0.sql:3:19");
        assertThat(ordered.locate(ordered.script().indexOf("select 2"))).hasToString("db/schema/1.sql:2:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set default_tablespace = x;",
                "set role x;",
                "select pg_catalog.set_config('search_path', 'public', false);",
                "do $$ begin set search_path = public; end $$;"
            })
    void aStatementIsNotMovedToWhereOtherSettingsHold(String setting) {
        BuiltSchema schema = schema(
                List.of("create table b (a int references a);", setting, "create table a (id int primary key);"));

        assertThat(StatementOrder.reorder(schema)).isSameAs(schema);
    }

    @Test
    void aStatementTakesItsSearchPathAlong() {
        BuiltSchema ordered = StatementOrder.reorder(
                schema(List.of("create schema x; create schema y;\n", """
                set search_path to y;
                create table b (a int references x.a);
                create table c (b int);
                """, """
                set search_path to x;
                create table a (id int primary key);
                create table d ();
                reset all;
                """, "create table e ();\n")));

        assertThat(ordered.script()).isEqualTo("""
                -- source: db/schema/0.sql
                create schema x; create schema y;
                -- source: db/schema/1.sql
                set search_path to y;
                -- source: db/schema/1.sql
                create table c (b int);
                -- source: db/schema/2.sql
                set search_path to x;
                create table a (id int primary key);
                -- search_path of what follows
                set search_path to y;
                -- source: db/schema/1.sql
                create table b (a int references x.a);
                -- search_path of what follows
                set search_path to x;
                -- source: db/schema/2.sql
                create table d ();
                reset all;
                -- source: db/schema/3.sql
                create table e ();
                """);
        assertThat(ordered.locate(ordered.script().indexOf("int references"))).hasToString("db/schema/1.sql:2:19");
        assertThat(ordered.locate(ordered.script().indexOf("table d"))).hasToString("db/schema/2.sql:3:8");
    }

    @Test
    void whatMayChangeTheSearchPathKeepsItsPlaceAndFindsTheOneThatItHad() {
        BuiltSchema ordered = StatementOrder.reorder(schema(List.of("""
                set search_path to x;
                create table b (a int references y.a);
                """, """
                set search_path to y;
                create table a (id int primary key);
                do $$ begin perform set_config('search_path', 'z', true); perform count(*) from later; end $$;
                create table c ();
                """, "create table y.later ();\n")));

        assertThat(ordered.script()).isEqualTo("""
                -- source: db/schema/0.sql
                set search_path to x;
                -- source: db/schema/1.sql
                set search_path to y;
                create table a (id int primary key);
                -- search_path of what follows
                set search_path to x;
                -- source: db/schema/0.sql
                create table b (a int references y.a);
                -- search_path of what follows
                set search_path to y;
                -- source: db/schema/1.sql
                do $$ begin perform set_config('search_path', 'z', true); perform count(*) from later; end $$;
                create table c ();
                -- source: db/schema/2.sql
                create table y.later ();
                """);
    }

    @Test
    void filesWithSearchPathsOfTheirOwnBuildTheSameInAnyOrder() throws SQLException {
        assertEveryShuffleBuildsTheSame(List.of("""
                create schema sales;
                create schema crm;
                """, """
                set search_path = crm, public;
                create domain email as text;
                create table country (code text primary key);
                """, """
                set search_path = crm;
                create table customer (
                  id int primary key, email email, country text references country, manager int);
                comment on table customer is 'who buys';
                """, """
                set search_path = sales, crm;
                create table orders (id int primary key, customer int references customer);
                create index on orders (customer);
                """, """
                set schema 'sales';
                create table line (orders int references orders, nr int);
                create view total as select orders, count(*) from line group by orders;
                """, """
                reset search_path;
                create view report as select * from sales.total;
                """));
    }

    @Test
    void tablesThatReferenceEachOtherAreAnErrorThatNamesBothAndTheWayOut() {
        ConfitureException thrown = catchThrowableOfType(
                ConfitureException.class,
                () -> StatementOrder.reorder(schema(List.of(
                        "create table a (id int primary key, b_id int references b (id));",
                        "select 1;",
                        "create table b (id int primary key, a_id int references a (id));"))));

        assertThat(thrown.problems().get(0).text()).isEqualTo("""
                [schema.foreign-key-cycle] The tables public.a, public.b reference each other while they are created.
                  where: db/schema/0.sql:1:1
                  1 | create table a (id int primary key, b_id int references b (id));
                    | ^
                  why:   db/schema/0.sql:1:1: public.a references public.b
                         db/schema/2.sql:1:1: public.b references public.a
                  fix:   take the reference out of public.b in db/schema/2.sql and add it when all of them exist:
                         ALTER TABLE public.b ADD FOREIGN KEY (a_id) REFERENCES a (id);""");
    }

    private static void assertEveryShuffleBuildsTheSame(List<String> files) throws SQLException {
        ServerDefinitions expected = definitions(schema(files));
        for (long seed = 1; seed <= 10; seed++) {
            List<String> shuffled = new ArrayList<>(files);
            Collections.shuffle(shuffled, new Random(seed));
            BuiltSchema ordered = StatementOrder.reorder(schema(shuffled));

            assertThat(ServerDefinitions.diff(expected, definitions(ordered)))
                    .as("seed %d:%n%s", seed, ordered.script())
                    .isEmpty();
        }
    }

    private static ServerDefinitions definitions(BuiltSchema schema) throws SQLException {
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            session.inTransaction(it -> SchemaInstaller.install(schema, it, EventSink.none()));
            return ServerDefinitions.read(session, DefinitionScope.everything());
        }
    }

    private static BuiltSchema schema(List<String> texts) {
        List<SchemaFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(new SchemaFile("db/schema/" + files.size() + ".sql", text, SchemaFile.Purpose.SCHEMA));
        }
        return SchemaBuilder.build(files);
    }
}
