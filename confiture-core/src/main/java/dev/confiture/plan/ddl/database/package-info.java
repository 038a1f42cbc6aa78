/**
 * Writers of what stands in the database itself (schemas, extensions, languages, foreign servers, settings) and of text
 * search; {@link dev.confiture.plan.ddl.database.DatabaseDdl} hands them out. Pure.
 */
package dev.confiture.plan.ddl.database;
