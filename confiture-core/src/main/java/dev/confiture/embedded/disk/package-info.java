/**
 * What the embedded server needs of the file system: {@link dev.confiture.embedded.disk.DirectoryLock} lets one thread of
 * one process at a time change a folder, {@link dev.confiture.embedded.disk.DirectoryTree} copies, deletes and swaps
 * whole folders. IO.
 */
package dev.confiture.embedded.disk;
