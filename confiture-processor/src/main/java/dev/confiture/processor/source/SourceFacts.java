package dev.confiture.processor.source;

/**
 * What the source of a migration shows.
 *
 * @param digest of the source's tokens
 * @param up what {@code up} runs; nothing for a migration that is not written in Java
 * @param down what {@code down} runs; nothing if there is no such method
 */
public record SourceFacts(ClassSource source, String digest, MethodSql up, MethodSql down) {}
