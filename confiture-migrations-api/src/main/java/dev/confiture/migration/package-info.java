/**
 * What a migration is written with: {@link dev.confiture.migration.Migration} on a class that implements
 * {@link dev.confiture.migration.ReversibleMigration} or carries {@link dev.confiture.migration.Up} and
 * {@link dev.confiture.migration.Down}, and the {@link dev.confiture.migration.MigrationContext} that runs its SQL.
 *
 * <p>User code compiles against this package alone. It has no dependency beyond the JDK and holds no behaviour.
 */
package dev.confiture.migration;
