package dev.confiture.faults;

import dev.confiture.faults.Victim.Goal;
import java.util.List;

/**
 * Where a run is when it is hit.
 *
 * @param place as {@link Gate} names it; empty where no gate is needed
 */
record Moment(String label, Goal goal, Way way, String place) {

    /** How a run is held there. */
    enum Way {
        /** Somebody else has the lock that it wants. */
        BEFORE_LOCK,
        /** Somebody has locked the ledger, which it reads next. */
        AFTER_LOCK,
        /** A gate. */
        AT_GATE,
        /** A gate, and behind it somebody who has locked the ledger as soon as the transaction is over. */
        AFTER_COMMIT,
        /** A gate, and behind it a COMMIT that is written down and waits for a standby which never comes. */
        WAITING_FOR_STANDBY,
        /** A gate, and behind it an old snapshot, for whose end CREATE INDEX CONCURRENTLY waits. */
        BUILDING_INDEX
    }

    static final Moment BEFORE_LOCK = new Moment("before the lock", Goal.MIGRATE, Way.BEFORE_LOCK, "");
    static final Moment AFTER_LOCK = new Moment("after the lock", Goal.MIGRATE, Way.AFTER_LOCK, "");
    static final Moment IN_DDL = at("in a transaction, after its first DDL", "CREATE TABLE");
    static final Moment BEFORE_ROW = at("between DDL and ledger row", "row 1 INSERT");
    static final Moment BUILDING_INDEX = new Moment(
            "no transaction: while the index is built", Goal.MIGRATE, Way.BUILDING_INDEX, "record 2 3 begun");
    static final Moment INDEX_BUILT = at("no transaction: index built, record not finished", "record 2 3 done");
    static final Moment IN_BATCH = at("inBatches: in the second batch", "record 3 2 100");
    static final Moment AFTER_COMMIT =
            new Moment("after the last commit, before unlock", Goal.MIGRATE, Way.AFTER_COMMIT, "row 4 INSERT");
    static final Moment IN_GROUP = group("in a group: between the ledger rows of its two migrations", "row 1.1 INSERT");
    static final Moment BEFORE_COMMIT = at("inside COMMIT, before it is decided", "commit 1");
    static final Moment COMMITTED = new Moment(
            "inside COMMIT, decided and not yet answered", Goal.MIGRATE, Way.WAITING_FOR_STANDBY, "row 1 INSERT");
    static final Moment GROUP_COMMITTED = new Moment(
            "in a group: inside COMMIT, decided and not yet answered",
            Goal.GROUP,
            Way.WAITING_FOR_STANDBY,
            "row 1.1 INSERT");
    static final Moment UNDOING_RECORD =
            back("undoing, no transaction: index gone, record not finished", "record 2 1 done");

    static final List<Moment> ALL = List.of(
            BEFORE_LOCK,
            AFTER_LOCK,
            IN_DDL,
            at("in a transaction, after its last DDL", "ALTER TABLE"),
            BEFORE_ROW,
            BEFORE_COMMIT,
            COMMITTED,
            group("in a group: in its first migration", "ALTER TABLE"),
            group("in a group: at the ledger row of its first migration", "row 1 INSERT"),
            IN_GROUP,
            group("in a group: inside COMMIT, before it is decided", "commit 1"),
            GROUP_COMMITTED,
            at("no transaction: at its ledger row", "row 2 INSERT"),
            at("no transaction: record of statement 1 (DDL)", "record 2 1 done"),
            at("no transaction: record of statement 2 (rows)", "record 2 2 done"),
            at("no transaction: before the index, at its record", "record 2 3 begun"),
            BUILDING_INDEX,
            INDEX_BUILT,
            at("no transaction: before VACUUM, at its record", "record 2 4 begun"),
            at("no transaction: after VACUUM, at its record", "record 2 4 done"),
            at("no transaction: record of statement 5 (rows)", "record 2 5 done"),
            at("no transaction: at its end, in the ledger row", "row 2 UPDATE"),
            at("inBatches: before it, at a record", "record 3 1 done"),
            at("inBatches: in the first batch", "record 3 2 50"),
            IN_BATCH,
            at("inBatches: in the last batch", "record 3 2 200"),
            at("inBatches: at its end, in the record", "record 3 2 done"),
            at("inBatches: after it, at a record", "record 3 3 done"),
            at("last migration, between DDL and ledger row", "row 4 INSERT"),
            AFTER_COMMIT,
            back("undoing, between DDL and ledger row", "row 4 DELETE"),
            back("undoing, inside COMMIT, before it is decided", "commit 4"),
            back("undoing, no transaction: at its ledger row", "row 2 UPDATE"),
            back("undoing, no transaction: before the index, at its record", "record 2 1 begun"),
            UNDOING_RECORD,
            back("undoing, no transaction: at its end, in the ledger row", "row 2 DELETE"));

    private static Moment at(String label, String place) {
        return new Moment(label, Goal.MIGRATE, Way.AT_GATE, place);
    }

    private static Moment group(String label, String place) {
        return new Moment(label, Goal.GROUP, Way.AT_GATE, place);
    }

    private static Moment back(String label, String place) {
        return new Moment(label, Goal.ROLLBACK, Way.AT_GATE, place);
    }

    @Override
    public String toString() {
        return label;
    }
}
