/**
 * What Maven finds for us: the class path of the project's migrations ({@link
 * dev.confiture.maven.resolve.ProjectClassPath}) and the programs of the embedded PostgreSQL ({@link
 * dev.confiture.maven.resolve.ServerBinaries}). IO: reads the disk, downloads.
 */
package dev.confiture.maven.resolve;
