/**
 * A real PostgreSQL without installation: {@link dev.confiture.embedded.EmbeddedPostgres} keeps one server per folder,
 * starts it from downloaded programs, finds it again from other processes and stops it;
 * {@link dev.confiture.embedded.DisposablePostgres} is one for tests that leaves nothing behind. IO.
 */
package dev.confiture.embedded;
