/** The goals of the plugin, one class each: parameters, one call, the report. IO. */
package dev.confiture.maven.goal;
