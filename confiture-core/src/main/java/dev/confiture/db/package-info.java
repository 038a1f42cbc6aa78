/**
 * The only door to JDBC: {@link dev.confiture.db.Database} names a database and opens a
 * {@link dev.confiture.db.Session} on it; {@link dev.confiture.db.DatabaseAdmin} creates and drops databases,
 * {@link dev.confiture.db.SqlErrors} turns what the server reports into problems. IO. No other package opens a connection.
 */
package dev.confiture.db;
