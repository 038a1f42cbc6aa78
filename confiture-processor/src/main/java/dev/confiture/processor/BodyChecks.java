package dev.confiture.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.processor.source.Constant;
import dev.confiture.processor.source.MappedText;
import dev.confiture.processor.source.SourceUnit;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * Checks the constant SQL of calls once javac has attributed a class: there the method is certainly the context's, and
 * constants of other classes have their values. Reports only; the index is written long before.
 */
final class BodyChecks implements TaskListener {

    private static final String CONTEXT = Declaration.API + "MigrationContext";
    private static final Set<String> TAKE_SQL = Set.of("execute", "update", "query", "batch");

    private final Trees trees;
    private final Reporter reporter;
    private final Predicate<String> holdsMigrations;
    private final Predicate<String> isChecked;

    /**
     * @param holdsMigrations whether a top-level class (qualified name) is or holds a migration
     * @param isChecked whether an argument ({@link #place}) was checked while annotations were processed
     */
    BodyChecks(Trees trees, Reporter reporter, Predicate<String> holdsMigrations, Predicate<String> isChecked) {
        this.trees = trees;
        this.reporter = reporter;
        this.holdsMigrations = holdsMigrations;
        this.isChecked = isChecked;
    }

    /** Names one expression of one file. */
    static String place(CompilationUnitTree file, ExpressionTree expression, Trees trees) {
        return SourceUnit.file(file) + ":" + trees.getSourcePositions().getStartPosition(file, expression);
    }

    @Override
    public void finished(TaskEvent event) {
        TypeElement type = event.getTypeElement();
        if (event.getKind() != TaskEvent.Kind.ANALYZE
                || type == null
                || !holdsMigrations.test(type.getQualifiedName().toString())) {
            return;
        }
        TreePath path = trees.getPath(type);
        if (path == null) {
            return;
        }
        new Calls().scan(path, null);
    }

    private final class Calls extends TreePathScanner<Void, Void> {

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            if (call.getMethodSelect() instanceof MemberSelectTree select
                    && TAKE_SQL.contains(select.getIdentifier().toString())
                    && !call.getArguments().isEmpty()
                    && !isChecked.test(place(
                            getCurrentPath().getCompilationUnit(),
                            call.getArguments().get(0),
                            trees))
                    && isOfContext(select)) {
                check(call.getArguments().get(0));
            }
            return super.visitMethodInvocation(call, null);
        }

        private boolean isOfContext(MemberSelectTree select) {
            Element method = trees.getElement(new TreePath(getCurrentPath(), select));
            return method != null
                    && method.getKind() == ElementKind.METHOD
                    && method.getEnclosingElement() instanceof TypeElement owner
                    && owner.getQualifiedName().contentEquals(CONTEXT);
        }

        private void check(ExpressionTree sql) {
            TreePath path = getCurrentPath();
            CompilationUnitTree file = path.getCompilationUnit();
            try {
                // Most calls were checked before; a file is read again only for those that were not.
                SourceUnit unit = SourceUnit.of(file, trees);
                unit.constants()
                        .value(sql, name -> constant(TreePath.getPath(path, name), name, unit))
                        .filter(Constant::isString)
                        .flatMap(value -> SqlRules.check(value.text(), unit))
                        .ifPresent(problem -> reporter.report(trees, sql, file, problem));
            } catch (IOException unreadable) {
                reporter.report(
                        trees,
                        sql,
                        file,
                        Problem.note(
                                ProblemCode.INTERNAL_ERROR,
                                "This SQL was not checked.",
                                "its source can no longer be read: " + unreadable.getMessage(),
                                "compile again"));
            }
        }

        private Optional<Constant> constant(TreePath path, ExpressionTree name, SourceUnit unit) {
            Object value =
                    trees.getElement(path) instanceof VariableElement variable ? variable.getConstantValue() : null;
            return Optional.ofNullable(value)
                    .filter(known -> !(known instanceof Double || known instanceof Float))
                    .map(known -> new Constant(
                            MappedText.at(unit.constants().start(name), known.toString()), known instanceof String));
        }
    }
}
