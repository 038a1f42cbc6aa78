package dev.confiture.processor.source;

import dev.confiture.processor.text.MappedText;

/**
 * What a constant expression comes to.
 *
 * @param text as a concatenation would show it
 * @param isString whether {@code +} joins it; else it is a number, a character or a truth value
 */
public record Constant(MappedText text, boolean isString) {}
