/**
 * SQL as text: names and literals are quoted here and nowhere else, and
 * {@link dev.confiture.sql.StatementSplitter} cuts a script into statements the way psql and the server read it, with the
 * place of each one kept. Offsets are UTF-16 indexes into the script; {@link dev.confiture.sql.TextPositions} turns them
 * into lines and columns. Pure, JDK only: the annotation processor carries a copy.
 */
package dev.confiture.sql;
