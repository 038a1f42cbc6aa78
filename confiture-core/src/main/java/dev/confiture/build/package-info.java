/**
 * A database as {@code db/schema} says: {@link dev.confiture.build.DatabaseBuilder} looks at what is there, lets
 * {@link dev.confiture.build.Lifecycle} decide (pure), and creates, fills, keeps or makes anew, with a ledger that knows
 * what the database contains. {@link dev.confiture.build.StartingPoint} is the schema of today or of an earlier point.
 */
package dev.confiture.build;
