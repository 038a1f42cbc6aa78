package dev.confiture;

import java.time.Instant;

/**
 * What to generate.
 *
 * @param name as {@code @Migration} wants it
 * @param from and {@code to}: sources as diff takes them
 * @param now the moment that the version is made of
 * @param packageName of the classes
 */
public record GenerateRequest(String name, String from, String to, Instant now, String packageName) {}
