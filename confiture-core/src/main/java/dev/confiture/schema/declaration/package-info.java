/**
 * What the scripts of a schema declare, and where: {@link dev.confiture.schema.declaration.Declarations} finds the names of
 * objects and the renames that comments tell of. Reads names only, never what they mean: that is told by the server. Pure.
 */
package dev.confiture.schema.declaration;
