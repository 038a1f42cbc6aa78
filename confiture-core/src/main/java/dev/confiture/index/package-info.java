/**
 * The index of migrations that the compiler writes and the goals read: {@link dev.confiture.index.MigrationIndex} is
 * one file's content, {@link dev.confiture.index.IndexRules} what has to hold for all of them together; the package
 * {@code format} has their text form. Pure; the annotation processor carries a relocated copy.
 */
package dev.confiture.index;
