/**
 * The statements for tables and what belongs to them: columns, defaults, parents, constraints, indexes, sequences,
 * statistics. {@link dev.confiture.plan.ddl.relation.RelationDdl} gives the writer of each kind. Pure.
 */
package dev.confiture.plan.ddl.relation;
