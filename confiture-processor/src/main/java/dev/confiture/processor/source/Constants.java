package dev.confiture.processor.source;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import dev.confiture.processor.text.MappedText;
import dev.confiture.processor.text.SourceText;
import java.util.Optional;

/** Folds constant expressions: literals, concatenation, and names as far as somebody knows their values. */
public final class Constants {

    /** What a name in an expression stands for. */
    @FunctionalInterface
    public interface Names {
        /** The constant behind a simple or qualified name; empty if it is none, or not known. */
        Optional<Constant> value(ExpressionTree name);
    }

    private final SourceText source;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Constants(SourceText source, CompilationUnitTree unit, SourcePositions positions) {
        this.source = source;
        this.unit = unit;
        this.positions = positions;
    }

    /** The value of an expression; empty if it is not a constant, or not one that syntax alone can tell. */
    public Optional<Constant> value(ExpressionTree expression, Names names) {
        if (expression instanceof ParenthesizedTree parenthesized) {
            return value(parenthesized.getExpression(), names);
        }
        if (expression instanceof LiteralTree literal) {
            return literal(literal);
        }
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            Optional<Constant> left = value(sum.getLeftOperand(), names);
            Optional<Constant> right = left.isPresent() ? value(sum.getRightOperand(), names) : left;
            return right.isPresent() ? join(left.get(), right.get()) : right;
        }
        if (expression instanceof IdentifierTree || expression instanceof MemberSelectTree) {
            return names.value(expression);
        }
        return Optional.empty();
    }

    private static Optional<Constant> join(Constant left, Constant right) {
        // Two numbers would be added, not joined.
        return left.isString() || right.isString()
                ? Optional.of(new Constant(left.text().plus(right.text()), true))
                : Optional.empty();
    }

    /** Floating-point numbers are left out: how they print differs between JDK versions. */
    private Optional<Constant> literal(LiteralTree literal) {
        return switch (literal.getKind()) {
            case STRING_LITERAL ->
                Optional.of(new Constant(
                        MappedText.lazily(literal.getValue().toString(), value -> string(literal, value)), true));
            case INT_LITERAL, LONG_LITERAL, CHAR_LITERAL, BOOLEAN_LITERAL ->
                Optional.of(new Constant(
                        MappedText.lazily(
                                String.valueOf(literal.getValue()), value -> MappedText.at(start(literal), value)),
                        false));
            default -> Optional.empty();
        };
    }

    private MappedText string(LiteralTree literal, String value) {
        int start = start(literal);
        long end = positions.getEndPosition(unit, literal);
        return end > start
                ? MappedText.ofLiterals(source, start, Math.toIntExact(end), value)
                : MappedText.at(start, value);
    }

    /** Where a tree begins in the file. */
    public int start(Tree tree) {
        return Math.toIntExact(Math.max(0, positions.getStartPosition(unit, tree)));
    }
}
