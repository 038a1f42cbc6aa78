package dev.confiture.embedded;

/**
 * A server that runs.
 *
 * @param pid of its first process
 * @param port on 127.0.0.1
 */
public record ServerStatus(long pid, int port) {}
