/**
 * What PostgreSQL's own {@code pg_dump} says of a schema: {@link dev.confiture.generate.dump.PgDump} runs it, {@link
 * dev.confiture.generate.dump.SchemaDump} compares. IO is in the first.
 */
package dev.confiture.generate.dump;
