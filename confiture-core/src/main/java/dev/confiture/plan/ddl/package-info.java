/**
 * How each kind of object is made, changed and removed in SQL: {@link dev.confiture.plan.ddl.KindDdl}, found through
 * {@link dev.confiture.plan.ddl.DdlWriters}. Knows nothing of order or of other objects' changes. Pure.
 */
package dev.confiture.plan.ddl;
