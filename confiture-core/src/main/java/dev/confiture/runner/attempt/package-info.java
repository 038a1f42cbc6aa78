/**
 * Runs migrations on a session that holds the locks: {@link dev.confiture.runner.attempt.MigrationRunner} tries, tries again
 * where a lock was not available, and tells what failed; {@link dev.confiture.runner.attempt.MigrationStep} is one way of one
 * migration. Each comes together with its change of the ledger, in one transaction or statement by statement. IO.
 */
package dev.confiture.runner.attempt;
