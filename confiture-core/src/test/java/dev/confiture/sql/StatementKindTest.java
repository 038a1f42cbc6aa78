package dev.confiture.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementKindTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            BEGIN                | begin
            BEGIN                | /* x */ Start -- y
            COMMIT               | commit and chain
            COMMIT               | END
            ROLLBACK             | rollback
            ROLLBACK             | ROLLBACK WORK AND NO CHAIN
            ROLLBACK             | abort
            SAVEPOINT            | savepoint a
            SAVEPOINT            | release a
            SAVEPOINT            | rollback to a
            SAVEPOINT            | rollback transaction to savepoint a
            PREPARED_TRANSACTION | prepare transaction 'x'
            PREPARED_TRANSACTION | commit prepared 'x'
            PREPARED_TRANSACTION | rollback prepared 'x'
            OTHER                | prepare transaction_list as select 1
            TRANSACTION_SETTING  | set transaction isolation level serializable
            TRANSACTION_SETTING  | set local transaction read only
            TRANSACTION_SETTING  | set transaction_isolation to 'serializable'
            TRANSACTION_SETTING  | set local transaction_read_only = on
            SETTING              | set default_transaction_isolation = serializable
            SETTING              | set search_path = a, b
            SETTING              | set local check_function_bodies to off
            SETTING              | set session characteristics as transaction read only
            SETTING              | reset all
            DATABASE             | create database x
            DATABASE             | drop database if exists x
            DATABASE             | alter database "x y" set tablespace fast
            DDL                  | alter database x set search_path = a
            TABLESPACE           | create tablespace t location '/x'
            ROLE                 | create role a
            ROLE                 | create user a
            ROLE                 | drop group a
            DDL                  | create user mapping for a server s
            DDL                  | drop user mapping for a server s
            DDL                  | alter role a set search_path = b
            ALTER_SYSTEM         | alter system set a = 1
            VACUUM               | vacuum (full) t
            CONCURRENTLY         | create unique index concurrently i on t (a)
            CONCURRENTLY         | create index concurrently on t (a)
            CONCURRENTLY         | drop index concurrently i
            CONCURRENTLY         | reindex (concurrently) table t
            CONCURRENTLY         | reindex index concurrently i
            CONCURRENTLY         | alter table t detach partition p concurrently
            DDL                  | refresh materialized view concurrently m
            DDL                  | reindex (concurrently false, verbose) table t
            OUTSIDE_TRANSACTION  | reindex (verbose) schema s
            OUTSIDE_TRANSACTION  | reindex database
            OUTSIDE_TRANSACTION  | cluster
            OUTSIDE_TRANSACTION  | discard all
            DDL                  | cluster t using i
            INSERT               | insert into t values (1)
            INSERT               | with a (x) as (select 1), insert as (select 2) insert into t select 1
            COPY_FROM_STDIN      | copy t from stdin
            COPY_FROM_STDIN      | copy binary s."T" (a, b) from STDIN (format csv)
            COPY_FROM_SERVER     | copy t (a) from '/tmp/x'
            COPY_TO              | copy (select a from stdin) to stdout
            CHANGE_ROWS          | update t set a = 1
            CHANGE_ROWS          | with a as materialized (select 1) delete from t
            CHANGE_ROWS          | truncate t
            SELECT               | select 1
            SELECT               | (select 1)
            SELECT               | with a as (insert into t values (1) returning a) select * from a
            SELECT               | values (1)
            COMMENT              | comment on table t is 'create database x'
            DO                   | do $$ create role x $$
            CALL                 | call p()
            DDL                  | create table "database" (a int)
            DDL                  | create view concurrently_v as select 1
            DDL                  | grant a to b
            OTHER                | lock t
            """)
    void theLeadingWordsTellTheKind(StatementKind kind, String sql) {
        assertThat(StatementSplitter.split(sql).statements())
                .singleElement()
                .extracting(SqlStatement::kind)
                .isEqualTo(kind);
    }
}
