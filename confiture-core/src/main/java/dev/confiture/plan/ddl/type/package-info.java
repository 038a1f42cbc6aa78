/** Writers of types, domains and collations; {@link dev.confiture.plan.ddl.type.TypeDdl} hands them out. Pure. */
package dev.confiture.plan.ddl.type;
