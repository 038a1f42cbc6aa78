package dev.confiture.db.lock;

/**
 * A server process that cannot be mistaken for a later one with the same number.
 *
 * @param started when, as the server prints seconds since 1970
 */
record Backend(int pid, String started) {}
