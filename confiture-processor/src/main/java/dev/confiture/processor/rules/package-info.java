/**
 * What is wrong with a migration: {@link dev.confiture.processor.rules.Declaration} is what its annotations and types
 * say, the {@code …Rules} tell mistakes in it and in its SQL, {@link dev.confiture.processor.rules.Reporter} puts them on
 * the token at fault. {@link dev.confiture.processor.rules.BodyChecks} does the same after the processing rounds, where
 * types are known.
 */
package dev.confiture.processor.rules;
