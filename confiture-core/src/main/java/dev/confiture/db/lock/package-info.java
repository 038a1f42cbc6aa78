/**
 * The exclusive right to change a database: {@link dev.confiture.db.lock.SessionLocks} takes it, keeps it verifiable and
 * gives it back, and names whoever has it instead; {@link dev.confiture.db.lock.LockedLook} is enough for a look.
 * {@link dev.confiture.db.lock.Blockers} names who keeps a session waiting
 * for any other lock. IO.
 */
package dev.confiture.db.lock;
