/**
 * What a migration's statements really do: {@link dev.confiture.runner.rehearsal.Rehearsal} watches them run from a
 * session beside the one that works, and says which locks they took, what they rewrote and how long that lasted.
 */
package dev.confiture.runner.rehearsal;
