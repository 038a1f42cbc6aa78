/**
 * Who may do what: grants, owners, comments ({@link dev.confiture.plan.ddl.access.AttributeDdl}), policies, publications
 * and default privileges ({@link dev.confiture.plan.ddl.access.AccessDdl}). Pure.
 */
package dev.confiture.plan.ddl.access;
