/**
 * A built schema as a database: {@link dev.confiture.schema.install.SchemaInstaller} judges the script from its text, sends
 * it in large messages inside the caller's transaction and makes problems of the server's errors that point into the
 * source files. Judging is pure, installing is IO.
 */
package dev.confiture.schema.install;
