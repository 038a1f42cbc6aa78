/**
 * The session on which migrations work: {@link dev.confiture.runner.session.WorkingSession} gives each the same beginning,
 * holds the locks while it works, and ends its transaction together with the ledger. IO.
 */
package dev.confiture.runner.session;
