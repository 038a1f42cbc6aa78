package dev.confiture.processor.source;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import dev.confiture.processor.text.MappedText;
import java.util.List;
import java.util.Optional;

/** What the source of one class shows. */
public final class ClassSource {

    private final SourceUnit unit;
    private final ClassTree type;
    private final List<ClassTree> enclosing;

    /**
     * @param enclosing the class itself and the classes around it, innermost first
     */
    ClassSource(SourceUnit unit, List<ClassTree> enclosing) {
        this.unit = unit;
        this.type = enclosing.get(0);
        this.enclosing = List.copyOf(enclosing);
    }

    public SourceUnit unit() {
        return unit;
    }

    ClassTree tree() {
        return type;
    }

    /** Of its first character, 1-based. */
    public int line() {
        return unit.line(type);
    }

    /** What a method (up, down) with the context as its only parameter runs. */
    public MethodSql sqlOf(String methodName) {
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method && isWay(method, methodName)) {
                return MethodScanner.scan(unit, method, enclosing);
            }
        }
        return MethodSql.INHERITED;
    }

    private static boolean isWay(MethodTree method, String name) {
        return method.getName().contentEquals(name)
                && method.getBody() != null
                && method.getParameters().size() == 1
                && TypeNames.simple(method.getParameters().get(0).getType()).equals("MigrationContext");
    }

    /**
     * The expressions of an annotation's {@code value}, in order, each with its constant where this file shows it.
     *
     * @param annotationName simple name
     */
    public List<AnnotationText> textsOf(String annotationName) {
        Constants.Names names = new FileConstants(unit.constants(), enclosing, unit.classes(), List.of());
        return type.getModifiers().getAnnotations().stream()
                .filter(annotation ->
                        TypeNames.simple(annotation.getAnnotationType()).equals(annotationName))
                .flatMap(annotation -> valuesOf(annotation).stream())
                .map(expression -> new AnnotationText(
                        unit.line(expression),
                        unit.constants().value(expression, names).map(Constant::text)))
                .toList();
    }

    private static List<ExpressionTree> valuesOf(AnnotationTree annotation) {
        return annotation.getArguments().stream()
                .filter(argument -> !(argument instanceof AssignmentTree assignment)
                        || (assignment.getVariable() instanceof IdentifierTree name
                                && name.getName().contentEquals("value")))
                .map(argument -> argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument)
                .<ExpressionTree>flatMap(value -> value instanceof NewArrayTree array
                        ? array.getInitializers().stream()
                        : List.of(value).stream())
                .toList();
    }

    /**
     * One element of an annotation's array.
     *
     * @param line of its first character, 1-based
     */
    public record AnnotationText(int line, Optional<MappedText> text) {}
}
