/**
 * What a running migration gets to see: {@link dev.confiture.runner.context.JdbcMigrationContext} sends its SQL, refuses
 * what would end its transaction, digests what was sent and remembers the first failure.
 */
package dev.confiture.runner.context;
