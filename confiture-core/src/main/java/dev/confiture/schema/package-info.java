/**
 * {@code db/schema} as one script, and that script as a database. {@link dev.confiture.schema.SchemaDirectory} finds the
 * files, in the working tree or at a git ref; {@link dev.confiture.schema.SchemaBuilder} makes the
 * {@link dev.confiture.schema.BuiltSchema} of them, which maps every position back to its file;
 * {@link dev.confiture.schema.SchemaHistory} keeps scripts of earlier versions. Building is pure, the rest is IO.
 */
package dev.confiture.schema;
