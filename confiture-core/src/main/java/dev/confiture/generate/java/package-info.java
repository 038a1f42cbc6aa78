/**
 * A proved change as Java: {@link dev.confiture.generate.java.JavaMigrationWriter} writes the {@code @Migration} class.
 * Same input, same bytes. Pure.
 */
package dev.confiture.generate.java;
