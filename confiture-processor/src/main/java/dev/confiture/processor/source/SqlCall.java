package dev.confiture.processor.source;

import com.sun.source.tree.ExpressionTree;

/**
 * A call on the migration's context with a constant text.
 *
 * @param argument the text's expression, to point at
 * @param line of the call's name, 1-based, as a stack trace shows it
 * @param conditional whether it may run never or often
 */
public record SqlCall(ExpressionTree argument, MappedText text, int line, boolean conditional) {}
