/**
 * Migrations without a transaction of their own: {@link dev.confiture.runner.resume.RecordedStatements} gives each
 * statement a record in the ledger, and answers from those records what an interrupted run has done already. IO.
 */
package dev.confiture.runner.resume;
