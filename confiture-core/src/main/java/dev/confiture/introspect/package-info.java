/**
 * What a database contains, in the server's own words: {@link dev.confiture.introspect.ServerDefinitions} reads every user
 * object as PostgreSQL prints it and says how two databases differ. Reads only. The SQL lies beside the classes as
 * resources.
 */
package dev.confiture.introspect;
