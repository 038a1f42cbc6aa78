package dev.confiture.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HazardReviewTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ADDITIVE     | -                      | CREATE TABLE t (id bigint PRIMARY KEY)",
                "ADDITIVE     | SHARE_ROW_EXCLUSIVE    | CREATE TABLE t (u bigint REFERENCES users)",
                "ADDITIVE     | ACCESS_EXCLUSIVE       | ALTER TABLE t ADD COLUMN a text",
                "ADDITIVE     | ACCESS_EXCLUSIVE       | alter table only app.t add a timestamptz default now()",
                "LOCK_RISKY   | ACCESS_EXCLUSIVE       | ALTER TABLE t ADD a uuid DEFAULT gen_random_uuid()",
                "LOCK_RISKY   | ACCESS_EXCLUSIVE       | ALTER TABLE t ADD a bigserial",
                "LOCK_RISKY   | ACCESS_EXCLUSIVE       | ALTER TABLE t ADD a int DEFAULT 0 CHECK (a > 0)",
                "LOCK_RISKY   | ACCESS_EXCLUSIVE       | ALTER TABLE t ALTER a TYPE bigint",
                "LOCK_RISKY   | ACCESS_EXCLUSIVE       | ALTER TABLE t ALTER COLUMN a SET NOT NULL",
                "REVERSIBLE   | ACCESS_EXCLUSIVE       | ALTER TABLE t ALTER COLUMN a SET DEFAULT 1",
                "LOCK_RISKY   | SHARE_ROW_EXCLUSIVE    | ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u",
                "ADDITIVE     | SHARE_ROW_EXCLUSIVE    | ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u NOT VALID",
                "ADDITIVE     | SHARE_UPDATE_EXCLUSIVE | ALTER TABLE t VALIDATE CONSTRAINT f",
                "LOCK_RISKY   | ACCESS_EXCLUSIVE       | ALTER TABLE t ADD UNIQUE (a)",
                "ADDITIVE     | ACCESS_EXCLUSIVE       | ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX i",
                "IRREVERSIBLE | ACCESS_EXCLUSIVE       | ALTER TABLE t ADD a int, DROP COLUMN b",
                "DESTRUCTIVE  | ACCESS_EXCLUSIVE       | ALTER TABLE t DROP CONSTRAINT f",
                "REVERSIBLE   | ACCESS_EXCLUSIVE       | ALTER TABLE t RENAME a TO b",
                "LOCK_RISKY   | SHARE                  | CREATE UNIQUE INDEX i ON t (a)",
                "ADDITIVE     | SHARE_UPDATE_EXCLUSIVE | CREATE INDEX CONCURRENTLY i ON t (a)",
                "DESTRUCTIVE  | ACCESS_EXCLUSIVE       | DROP INDEX i",
                "DESTRUCTIVE  | ACCESS_EXCLUSIVE       | DROP VIEW v",
                "IRREVERSIBLE | ACCESS_EXCLUSIVE       | DROP VIEW v CASCADE",
                "IRREVERSIBLE | ACCESS_EXCLUSIVE       | DROP TABLE t",
                "IRREVERSIBLE | -                      | ALTER TYPE mood ADD VALUE 'ok'",
                "IRREVERSIBLE | ROW_EXCLUSIVE          | UPDATE t SET a = 1",
                "IRREVERSIBLE | ROW_EXCLUSIVE          | WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone",
                "ADDITIVE     | ROW_EXCLUSIVE          | INSERT INTO t VALUES (1)",
                "IRREVERSIBLE | ROW_EXCLUSIVE          | INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2",
                "ADDITIVE     | -                      | SELECT count(*) FROM t WHERE a IN (1, 2)",
                "UNKNOWN      | -                      | SELECT setval('s', 1)",
                "UNKNOWN      | -                      | DO 'anything'",
                "UNKNOWN      | -                      | CALL tidy_up()",
                "REVERSIBLE   | -                      | CREATE OR REPLACE FUNCTION f() RETURNS int RETURN 1",
                "UNKNOWN      | -                      | FROBNICATE t",
                "UNKNOWN      | ACCESS_EXCLUSIVE       | ALTER TABLE t DROP COLUMN a, FROBNICATE b",
            })
    void aStatementIsJudgedByTheManual(Tier tier, String lock, String sql) {
        StatementHazards hazards = new HazardReview().next(sql);
        assertThat(hazards.tier()).as(sql).isEqualTo(tier);
        assertThat(hazards.lock())
                .as(sql)
                .isEqualTo(lock.equals("-") ? Optional.empty() : Optional.of(LockMode.valueOf(lock)));
    }

    @Test
    void locksOnATableThatTheMigrationMadeHurtNobody() {
        HazardReview review = new HazardReview();
        review.next("CREATE TABLE app.t (a int)");
        assertThat(review.next("CREATE INDEX ON app.t (a)").tier()).isEqualTo(Tier.ADDITIVE);
        assertThat(review.next("CREATE INDEX ON app.old (a)").tier()).isEqualTo(Tier.LOCK_RISKY);
    }

    @Test
    void aForeignKeyOfANewTableLocksTheOldOne() {
        HazardReview review = new HazardReview();
        review.next("CREATE TABLE t (a int)");
        StatementHazards hazards = review.next("ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES old");
        assertThat(hazards.tier()).isEqualTo(Tier.ADDITIVE);
        assertThat(hazards.lock()).contains(LockMode.SHARE_ROW_EXCLUSIVE);
    }

    @Test
    void aFunctionThatReturnsATableMakesNone() {
        HazardReview review = new HazardReview();
        review.next("CREATE FUNCTION f() RETURNS TABLE (a int) LANGUAGE sql AS 'SELECT 1'");
        assertThat(review.next("REFRESH MATERIALIZED VIEW m").tier()).isEqualTo(Tier.LOCK_RISKY);
    }

    @Test
    void aNewPartitionLocksTheTableThatWasThere() {
        assertThat(new HazardReview()
                        .next("CREATE TABLE p PARTITION OF t DEFAULT")
                        .lock())
                .contains(LockMode.ACCESS_EXCLUSIVE);
    }

    @Test
    void aTableThatMayBeAnOldOneIsNotTakenForNew() {
        HazardReview review = new HazardReview();
        review.next("CREATE TABLE IF NOT EXISTS t (a int)");
        assertThat(review.next("CREATE INDEX ON t (a)").tier()).isEqualTo(Tier.LOCK_RISKY);
    }

    @Test
    void wordsInStringsAndQuotesMeanNothing() {
        assertThat(new HazardReview()
                        .next("COMMENT ON TABLE t IS 'DROP TABLE t CASCADE'")
                        .tier())
                .isEqualTo(Tier.REVERSIBLE);
        assertThat(new HazardReview().next("ALTER TABLE t ADD \"CHECK\" text").tier())
                .isEqualTo(Tier.ADDITIVE);
    }

    @Test
    void whatIsUnknownExceedsEverything() {
        for (Tier tier : Tier.values()) {
            assertThat(Tier.UNKNOWN.worst(tier)).isEqualTo(Tier.UNKNOWN);
        }
        assertThat(Tier.UNKNOWN.exceeds(Tier.IRREVERSIBLE)).isTrue();
    }
}
