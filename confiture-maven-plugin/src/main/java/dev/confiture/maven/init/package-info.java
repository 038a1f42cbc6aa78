/**
 * Lays out a project that works as it is: {@link dev.confiture.maven.init.ProjectLayout}. What it writes stands in
 * src/main/project. IO: writes files, never over one.
 */
package dev.confiture.maven.init;
