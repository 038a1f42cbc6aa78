/**
 * What should have run against what ran: {@link dev.confiture.history.MigrationHistory} compares the migrations of the
 * code with the rows of the ledger, {@link dev.confiture.history.MigrationPlan} says which steps follow, or why none may.
 * Pure.
 */
package dev.confiture.history;
