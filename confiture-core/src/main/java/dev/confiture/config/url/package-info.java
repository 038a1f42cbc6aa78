/**
 * Where a database is: {@link dev.confiture.config.url.DatabaseUrl} reads every spelling that PostgreSQL's own tools and
 * its JDBC driver accept, with password files, service files and {@code PG*} variables as
 * {@link dev.confiture.config.url.Surroundings}, and never prints a password. IO: reads those files, opens no connection.
 */
package dev.confiture.config.url;
