package dev.confiture.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the text of a statement is said to do, against what a real server does when it runs. */
class HazardProofTest {

    private static final String SCHEMA = """
            CREATE TABLE users (id bigint PRIMARY KEY, name varchar(40), age int NOT NULL DEFAULT 0, born date,
                                CONSTRAINT adult CHECK (age > 17) NOT VALID);
            CREATE TABLE note (id bigserial PRIMARY KEY, author bigint REFERENCES users, text text,
                               CONSTRAINT short CHECK (length(text) < 100));
            CREATE INDEX note_text ON note (text);
            CREATE UNIQUE INDEX users_name ON users (name);
            CREATE TABLE plain (a int, b int, c varchar(3));
            CREATE TABLE log (at int NOT NULL, what text) PARTITION BY RANGE (at);
            CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10);
            CREATE TABLE log_rest PARTITION OF log DEFAULT;
            CREATE VIEW names AS SELECT name FROM users;
            CREATE MATERIALIZED VIEW ages AS SELECT id, age FROM users;
            CREATE UNIQUE INDEX ages_id ON ages (id);
            CREATE TYPE mood AS ENUM ('good');
            CREATE TYPE place AS (x int, y int);
            CREATE TABLE places OF place;
            CREATE DOMAIN positive AS int;
            CREATE TABLE counted (n positive);
            CREATE SEQUENCE numbers;
            CREATE STATISTICS age_born ON age, born FROM users;
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
            CREATE TRIGGER touched BEFORE INSERT ON note FOR EACH ROW EXECUTE FUNCTION touch();
            CREATE POLICY own ON note USING (true);
            CREATE RULE silent AS ON DELETE TO plain DO INSTEAD NOTHING;
            CREATE PUBLICATION changes FOR TABLE plain;
            INSERT INTO users VALUES (1, 'ann', 40, '1980-01-01');
            INSERT INTO note (author, text) VALUES (1, 'hello');
            INSERT INTO plain VALUES (1, 2);
            INSERT INTO counted VALUES (1);
            """;

    /** What a statement may hold on what was there before although its text is said to take no lock. */
    private static final LockMode OF_A_READER = LockMode.ROW_SHARE;

    private static final List<String> STATEMENTS = List.of(
            "CREATE TABLE t (id bigint PRIMARY KEY)",
            "CREATE TABLE t (u bigint REFERENCES users)",
            "CREATE TABLE t (LIKE users INCLUDING ALL)",
            "CREATE TABLE t () INHERITS (plain)",
            "CREATE TABLE t PARTITION OF log FOR VALUES FROM (20) TO (30)",
            "CREATE TABLE t AS SELECT * FROM users",
            "CREATE VIEW v AS SELECT * FROM users",
            "CREATE OR REPLACE VIEW names AS SELECT name, age FROM users",
            "CREATE MATERIALIZED VIEW m AS SELECT * FROM users",
            "CREATE SEQUENCE s OWNED BY users.age",
            "CREATE STATISTICS st ON age, born FROM users",
            "CREATE PUBLICATION p FOR TABLE users",
            "CREATE INDEX i ON note (author)",
            "CREATE UNIQUE INDEX i ON note (author)",
            "CREATE TRIGGER tr BEFORE UPDATE ON note FOR EACH ROW EXECUTE FUNCTION touch()",
            "CREATE OR REPLACE TRIGGER touched BEFORE UPDATE ON note FOR EACH ROW EXECUTE FUNCTION touch()",
            "CREATE POLICY p ON users USING (true)",
            "CREATE RULE r AS ON UPDATE TO plain DO INSTEAD NOTHING",
            "CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2'",
            "ALTER TABLE users ADD a text",
            "ALTER TABLE users ADD a timestamptz DEFAULT now()",
            "ALTER TABLE users ADD a uuid DEFAULT gen_random_uuid()",
            "ALTER TABLE users ADD a bigserial",
            "ALTER TABLE users ADD a bigint GENERATED ALWAYS AS IDENTITY",
            "ALTER TABLE users ADD a int GENERATED ALWAYS AS (age + 1) STORED",
            "ALTER TABLE users ADD a int REFERENCES note",
            "ALTER TABLE users ADD a int DEFAULT 3 CHECK (a > 0)",
            "ALTER TABLE users ADD a int UNIQUE",
            "ALTER TABLE users ADD a counted",
            "ALTER TABLE users DROP born CASCADE",
            "ALTER TABLE note DROP CONSTRAINT note_author_fkey",
            "ALTER TABLE note ADD CONSTRAINT f FOREIGN KEY (author) REFERENCES users",
            "ALTER TABLE note ADD FOREIGN KEY (author) REFERENCES users NOT VALID",
            "ALTER TABLE users VALIDATE CONSTRAINT adult",
            "ALTER TABLE users ADD CHECK (age > 3)",
            "ALTER TABLE users ADD CHECK (age > 3) NOT VALID",
            "ALTER TABLE note ADD UNIQUE (text)",
            "ALTER TABLE users ADD CONSTRAINT k UNIQUE USING INDEX users_name",
            "ALTER TABLE plain ADD EXCLUDE USING btree (a WITH =)",
            "ALTER TABLE plain ALTER a TYPE bigint",
            "ALTER TABLE plain ALTER c TYPE text",
            "ALTER TABLE users ALTER name SET NOT NULL",
            "ALTER TABLE users ALTER age DROP NOT NULL",
            "ALTER TABLE users ALTER age DROP DEFAULT",
            "ALTER TABLE users ALTER age SET STATISTICS 10",
            "ALTER TABLE users ALTER name SET STORAGE EXTERNAL",
            "ALTER TABLE users ALTER name SET (n_distinct = 5)",
            "ALTER TABLE users ALTER id ADD GENERATED ALWAYS AS IDENTITY",
            "ALTER TABLE users RENAME TO people",
            "ALTER TABLE users RENAME age TO years",
            "ALTER TABLE users RENAME CONSTRAINT adult TO grown",
            "ALTER TABLE users SET (fillfactor = 50)",
            "ALTER TABLE users RESET (fillfactor)",
            "ALTER TABLE counted SET UNLOGGED",
            "ALTER TABLE plain SET TABLESPACE pg_default",
            "ALTER TABLE plain SET SCHEMA pg_catalog",
            "ALTER TABLE plain OWNER TO CURRENT_USER",
            "ALTER TABLE plain REPLICA IDENTITY FULL",
            "ALTER TABLE plain ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE plain FORCE ROW LEVEL SECURITY",
            "ALTER TABLE note DISABLE TRIGGER touched",
            "ALTER TABLE note DISABLE TRIGGER ALL",
            "ALTER TABLE plain DISABLE RULE silent",
            "ALTER TABLE note CLUSTER ON note_pkey",
            "ALTER TABLE log DETACH PARTITION log_1",
            "ALTER TABLE plain ADD d int, DROP b",
            "ALTER INDEX note_text RENAME TO note_words",
            "ALTER INDEX note_text SET (fillfactor = 50)",
            "ALTER INDEX note_text SET TABLESPACE pg_default",
            "ALTER SEQUENCE numbers INCREMENT 2",
            "ALTER SEQUENCE numbers RESTART",
            "ALTER SEQUENCE numbers OWNED BY plain.a",
            "ALTER SEQUENCE numbers RENAME TO counts",
            "ALTER SEQUENCE numbers OWNER TO CURRENT_USER",
            "ALTER SEQUENCE numbers SET SCHEMA pg_catalog",
            "ALTER SEQUENCE numbers SET UNLOGGED",
            "ALTER SEQUENCE numbers AS integer",
            "ALTER SEQUENCE numbers OWNED BY NONE",
            "ALTER INDEX note_text RESET (fillfactor)",
            "ALTER VIEW names OWNER TO CURRENT_USER",
            "ALTER VIEW names SET (security_barrier)",
            "ALTER VIEW names SET SCHEMA pg_catalog",
            "ALTER VIEW names RENAME COLUMN name TO called",
            "ALTER MATERIALIZED VIEW ages OWNER TO CURRENT_USER",
            "ALTER MATERIALIZED VIEW ages SET (fillfactor = 50)",
            "ALTER MATERIALIZED VIEW ages SET ACCESS METHOD heap",
            "ALTER STATISTICS age_born RENAME TO born_age",
            "ALTER STATISTICS age_born OWNER TO CURRENT_USER",
            "ALTER TYPE place RENAME ATTRIBUTE x TO z CASCADE",
            "ALTER TYPE place OWNER TO CURRENT_USER",
            "ALTER TYPE place SET SCHEMA pg_catalog",
            "ALTER TYPE mood RENAME VALUE 'good' TO 'fine'",
            "ALTER DOMAIN positive RENAME TO natural_number",
            "ALTER DOMAIN positive ADD CHECK (VALUE > 0) NOT VALID",
            "ALTER DOMAIN positive DROP NOT NULL",
            "ALTER PUBLICATION changes RENAME TO news",
            "ALTER PUBLICATION changes SET TABLE users",
            "ALTER PUBLICATION changes SET (publish = 'insert')",
            "ALTER FUNCTION touch() RENAME TO touch_it",
            "ALTER FUNCTION one() STABLE",
            "COMMENT ON SEQUENCE numbers IS 'x'",
            "COMMENT ON INDEX note_text IS 'x'",
            "COMMENT ON VIEW names IS 'x'",
            "COMMENT ON POLICY own ON note IS 'x'",
            "COMMENT ON RULE silent ON plain IS 'x'",
            "COMMENT ON COLUMN places.x IS 'x'",
            "COMMENT ON STATISTICS age_born IS 'x'",
            "GRANT USAGE ON SEQUENCE numbers TO PUBLIC",
            "GRANT SELECT (age) ON users TO PUBLIC",
            "CREATE OR REPLACE VIEW names AS SELECT name, 1 AS n FROM users",
            "CREATE OR REPLACE RULE silent AS ON UPDATE TO plain DO INSTEAD NOTHING",
            "CREATE MATERIALIZED VIEW more AS SELECT * FROM users",
            "CREATE STATISTICS more ON a, b FROM plain",
            "CREATE PUBLICATION more FOR TABLE users",
            "DROP SEQUENCE IF EXISTS numbers",
            "DROP FUNCTION touch() CASCADE",
            "ALTER TABLE places RENAME TO spots",
            "ALTER TABLE plain RENAME a TO z",
            "ALTER TABLE note RENAME CONSTRAINT short TO brief",
            "ALTER TABLE plain ALTER a SET STATISTICS 5",
            "ALTER TABLE plain ALTER c SET STORAGE EXTERNAL",
            "ALTER TABLE plain ALTER c SET COMPRESSION pglz",
            "ALTER TABLE plain ALTER a SET (n_distinct = 5)",
            "ALTER TABLE plain SET (fillfactor = 50)",
            "ALTER TABLE plain RESET (fillfactor)",
            "ALTER TABLE plain SET (autovacuum_enabled = false)",
            "ALTER TABLE places SET UNLOGGED",
            "ALTER TABLE plain SET WITHOUT CLUSTER",
            "ALTER TABLE places NOT OF",
            "ALTER TABLE note ALTER CONSTRAINT note_author_fkey DEFERRABLE",
            "ALTER VIEW names RENAME TO called",
            "ALTER VIEW names ALTER name SET DEFAULT 'x'",
            "ALTER MATERIALIZED VIEW ages RENAME TO years",
            "ALTER POLICY own ON note USING (false)",
            "ALTER TRIGGER touched ON note RENAME TO moved",
            "ALTER RULE silent ON plain RENAME TO quiet",
            "ALTER STATISTICS age_born SET STATISTICS 10",
            "ALTER PUBLICATION changes ADD TABLE users",
            "ALTER PUBLICATION changes DROP TABLE plain",
            "ALTER TYPE mood ADD VALUE 'bad'",
            "ALTER TYPE place ADD ATTRIBUTE z int CASCADE",
            "ALTER TYPE place ALTER ATTRIBUTE x TYPE bigint CASCADE",
            "ALTER TYPE place DROP ATTRIBUTE x CASCADE",
            "ALTER DOMAIN positive ADD CHECK (VALUE > 0)",
            "ALTER DOMAIN positive SET NOT NULL",
            "ALTER DOMAIN positive SET DEFAULT 1",
            "DROP TABLE note",
            "DROP INDEX note_text",
            "DROP VIEW names",
            "DROP MATERIALIZED VIEW ages",
            "DROP SEQUENCE numbers",
            "DROP STATISTICS age_born",
            "DROP TRIGGER touched ON note",
            "DROP POLICY own ON note",
            "DROP RULE silent ON plain",
            "DROP FUNCTION one()",
            "DROP TYPE mood",
            "DROP TYPE place CASCADE",
            "DROP DOMAIN positive CASCADE",
            "DROP PUBLICATION changes",
            "INSERT INTO note (author) VALUES (1)",
            "UPDATE users SET age = 30",
            "DELETE FROM note",
            "MERGE INTO counted c USING plain q ON c.n = q.a WHEN MATCHED THEN DELETE",
            "TRUNCATE note",
            "SELECT * FROM users FOR UPDATE",
            "COMMENT ON TABLE users IS 'people'",
            "COMMENT ON COLUMN users.age IS 'years'",
            "COMMENT ON FUNCTION one() IS 'first'",
            "COMMENT ON CONSTRAINT adult ON users IS 'grown'",
            "COMMENT ON TRIGGER touched ON note IS 'x'",
            "GRANT SELECT ON users TO PUBLIC",
            "REVOKE SELECT ON users FROM PUBLIC",
            "ANALYZE users",
            "REFRESH MATERIALIZED VIEW ages",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY ages",
            "REINDEX TABLE note",
            "REINDEX INDEX note_text",
            "CLUSTER note USING note_pkey",
            "LOCK TABLE users",
            "LOCK users IN SHARE MODE",
            "LOCK TABLE users IN ACCESS SHARE MODE");

    @Test
    void noStatementDoesMoreThanIsSaidOfItsText() throws SQLException {
        List<String> understated = new ArrayList<>();
        try (TestServer.FreshDatabase database = TestServer.freshDatabase();
                Session session = database.open()) {
            session.execute(SCHEMA);
            for (String sql : STATEMENTS) {
                StatementHazards said = new HazardReview().next(sql);
                Done done = run(session, sql);
                boolean locksMore = done.lock()
                        .filter(lock -> lock.compareTo(said.lock().orElse(OF_A_READER)) > 0)
                        .isPresent();
                boolean rewritesMore = done.rewrites() && !said.tier().exceeds(Tier.REVERSIBLE);
                if (locksMore || rewritesMore) {
                    understated.add(sql + " -> said " + said + ", done " + done);
                }
            }
        }
        assertThat(understated).isEmpty();
    }

    /** Runs a statement and takes it back. */
    private static Done run(Session session, String sql) throws SQLException {
        return session.inTransaction(open -> {
            Set<Long> relations = new HashSet<>(open.query(
                    "SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace", row -> row.getLong(1)));
            List<String> files = files(open, relations);
            open.execute("SAVEPOINT before");
            open.execute(sql);
            Optional<LockMode> strongest = open
                    .query(
                            "SELECT relation, mode FROM pg_locks WHERE locktype = 'relation' AND granted"
                                    + " AND pid = pg_backend_pid()",
                            row -> relations.contains(row.getLong(1)) ? row.getString(2) : "")
                    .stream()
                    .flatMap(mode -> LockMode.of(mode).stream())
                    .max(Comparator.naturalOrder());
            boolean rewrites = !files(open, relations).containsAll(files) && !sql.startsWith("DROP");
            open.execute("ROLLBACK TO before");
            return new Done(strongest, rewrites);
        });
    }

    /** Of the tables. */
    private static List<String> files(Session session, Set<Long> relations) throws SQLException {
        return session
                .query(
                        "SELECT oid, relfilenode FROM pg_class WHERE relkind IN ('r', 'm')",
                        row -> relations.contains(row.getLong(1)) ? row.getLong(1) + ":" + row.getLong(2) : "")
                .stream()
                .filter(file -> !file.isEmpty())
                .toList();
    }

    /**
     * What a statement did.
     *
     * @param lock the strongest on a relation that was there before
     * @param rewrites whether a table got new files
     */
    private record Done(Optional<LockMode> lock, boolean rewrites) {}
}
