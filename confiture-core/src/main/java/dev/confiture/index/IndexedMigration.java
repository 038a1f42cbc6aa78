package dev.confiture.index;

/**
 * A migration and the index that it came from.
 *
 * @param origin where the index lies, for messages: a module's output folder, a jar
 */
public record IndexedMigration(String origin, IndexEntry entry) {}
