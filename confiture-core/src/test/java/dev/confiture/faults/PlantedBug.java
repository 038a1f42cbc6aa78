package dev.confiture.faults;

/**
 * A defect that the engine does not have; what it would do to the database is done after each run.
 *
 * @param afterSuccess SQL, empty for nothing
 * @param afterFailure SQL, empty for nothing
 */
record PlantedBug(String afterSuccess, String afterFailure) {

    static final PlantedBug NONE = new PlantedBug("", "");

    static final PlantedBug FORGETS_THE_LEDGER_ROW = new PlantedBug(
            "DELETE FROM tb_confiture WHERE pk_confiture = (SELECT max(pk_confiture) FROM tb_confiture)", "");

    static final PlantedBug LEAVES_WHAT_FAILED = new PlantedBug("", "CREATE TABLE IF NOT EXISTS a (id int)");

    static final PlantedBug FORGETS_RECORDS = new PlantedBug("", "DELETE FROM tb_confiture_statement");

    static final PlantedBug TAKES_THE_FAILED_FOR_APPLIED =
            new PlantedBug("", "UPDATE tb_confiture SET state = 'applied' WHERE state = 'running'");

    static final PlantedBug ACCEPTS_EDITS = new PlantedBug("UPDATE tb_confiture SET source_digest = NULL", "");
}
