/**
 * Where schema files lie: {@link dev.confiture.schema.tree.SchemaTree} is a project's files as they are on disk
 * ({@link dev.confiture.schema.tree.WorkingTree}) or as a commit holds them
 * ({@link dev.confiture.schema.tree.GitTree}). Chooses, orders and reads nothing by itself. IO.
 */
package dev.confiture.schema.tree;
