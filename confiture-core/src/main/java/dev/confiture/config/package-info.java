/**
 * What the project says: {@link dev.confiture.config.EnvironmentReader} reads {@code confiture.yaml} and
 * {@code db/environments/*.yaml} into a {@link dev.confiture.config.Project}, or reports everything that is wrong with
 * them, each with its line and column. IO: reads files, opens no connection.
 */
package dev.confiture.config;
