/**
 * Runs history on a database: {@link dev.confiture.runner.Migrator} applies what is pending, undoes what ran, and says
 * what is what. IO. Each migration shares a transaction with its ledger row; two advisory locks keep runs apart.
 */
package dev.confiture.runner;
