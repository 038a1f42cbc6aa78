/**
 * How each kind of object is made, changed and removed in SQL: {@link dev.confiture.plan.ddl.KindDdl}. The kinds lie in
 * the packages below; the planner, above all of them, knows which writer knows which kind. Knows nothing of order or of other objects' changes. Pure.
 */
package dev.confiture.plan.ddl;
