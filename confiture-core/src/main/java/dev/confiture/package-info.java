/**
 * The front door of the engine: {@link dev.confiture.Confiture} opens a project and has one sub-object for each journey
 * (schema, migrations, server). The Maven plugin uses it, and so may any Java program. IO. No other package imports it.
 */
package dev.confiture;
