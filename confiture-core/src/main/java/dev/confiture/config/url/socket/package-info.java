/**
 * Unix sockets for the PostgreSQL driver, which has none of its own; it finds
 * {@link dev.confiture.config.url.socket.UnixSocketFactory} by the name that a URL's properties carry.
 */
package dev.confiture.config.url.socket;
