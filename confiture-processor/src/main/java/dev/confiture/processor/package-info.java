/**
 * Checks {@code @Migration} classes while they compile, and writes their index: declaration and source → rules → entry → file.
 * {@link dev.confiture.processor.MigrationProcessor} wires these; a mistake of the user is a compile error on the token
 * at fault, and all of them are reported in one run.
 */
package dev.confiture.processor;
