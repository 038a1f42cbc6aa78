/**
 * Where a catalog comes from, and the databases that live for a moment in which DDL is read by the server itself: {@link
 * dev.confiture.source.ScratchServer} makes those.
 */
package dev.confiture.source;
