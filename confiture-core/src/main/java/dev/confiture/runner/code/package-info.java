/**
 * From a class path to migrations: {@link dev.confiture.runner.code.MigrationCode} reads every index on it, loads the
 * classes in a loader of their own and says what is wrong with them. Touches class path entries only; no database.
 */
package dev.confiture.runner.code;
