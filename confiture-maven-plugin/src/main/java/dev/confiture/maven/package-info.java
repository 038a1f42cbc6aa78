/**
 * What all goals share: {@link dev.confiture.maven.ConfitureMojo} takes the parameters, makes one call to the engine and
 * hands the findings to Maven. The only place that knows Maven. IO.
 */
package dev.confiture.maven;
