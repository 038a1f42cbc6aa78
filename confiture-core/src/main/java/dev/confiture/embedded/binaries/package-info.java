/**
 * The programs of the embedded server: {@link dev.confiture.embedded.binaries.PostgresBinaries} finds them in a given
 * jar, on the class path or in the user's cache, where they are unpacked once;
 * {@link dev.confiture.embedded.binaries.BinariesArtifact} names the jar that holds them for a platform. IO.
 */
package dev.confiture.embedded.binaries;
