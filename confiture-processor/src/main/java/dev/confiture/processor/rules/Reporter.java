package dev.confiture.processor.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import dev.confiture.problem.Problem;
import dev.confiture.problem.Severity;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Shows problems where they are, as the compiler's own messages; reports and goes on. */
public final class Reporter {

    private final Messager messager;
    private boolean hasErrors;

    public Reporter(Messager messager) {
        this.messager = messager;
    }

    public boolean hasErrors() {
        return hasErrors;
    }

    /** On the class's declaration. */
    public void report(TypeElement type, Problem problem) {
        messager.printMessage(kind(problem), problem.text(), type);
    }

    /** On an annotation. */
    public void report(TypeElement type, AnnotationMembers annotation, Problem problem) {
        messager.printMessage(kind(problem), problem.text(), type, annotation.mirror());
    }

    /** On one value of an annotation. */
    public void report(TypeElement type, AnnotationMembers annotation, AnnotationValue value, Problem problem) {
        messager.printMessage(kind(problem), problem.text(), type, annotation.mirror(), value);
    }

    /** On a member of an annotation if it is written there, else on the annotation. */
    public void report(TypeElement type, AnnotationMembers annotation, String member, Problem problem) {
        Optional<AnnotationValue> value = annotation.value(member);
        if (value.isPresent()) {
            report(type, annotation, value.get(), problem);
        } else {
            report(type, annotation, problem);
        }
    }

    /** On an expression inside a method. */
    public void report(Trees trees, Tree tree, CompilationUnitTree unit, Problem problem) {
        trees.printMessage(kind(problem), problem.text(), tree, unit);
    }

    /** Without a place: the compiler shows only its text. */
    public void report(Problem problem) {
        messager.printMessage(kind(problem), problem.text());
    }

    private Diagnostic.Kind kind(Problem problem) {
        hasErrors |= problem.isError();
        // Never a warning: projects that fail on warnings must not fail on what is uncertain.
        return problem.severity() == Severity.ERROR ? Diagnostic.Kind.ERROR : Diagnostic.Kind.NOTE;
    }
}
