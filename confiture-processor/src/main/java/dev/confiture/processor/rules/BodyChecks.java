package dev.confiture.processor.rules;

import com.sun.source.tree.ClassTree;
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
import dev.confiture.processor.source.SourceUnit;
import dev.confiture.processor.source.SqlCall;
import dev.confiture.processor.text.MappedText;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * Checks the constant SQL of calls once javac has attributed a class: there the method is certainly the context's, and
 * constants of other classes have their values. Reports only; the index is written long before. Looks only into files
 * where something is left to check: walking every class again would cost as much as all other rules.
 */
public final class BodyChecks implements TaskListener {

    private static final String CONTEXT = Declaration.API + "MigrationContext";

    private final Trees trees;
    private final Reporter reporter;
    private final LocalMigrations localMigrations;
    private final Set<String> unfinished = new HashSet<>();
    private final Set<CompilationUnitTree> withoutLocalClasses = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<ExpressionTree> checked = Collections.newSetFromMap(new IdentityHashMap<>());

    public BodyChecks(Trees trees, Reporter reporter) {
        this.trees = trees;
        this.reporter = reporter;
        this.localMigrations = new LocalMigrations(trees, reporter);
    }

    /** Says that an argument was checked while annotations were processed. */
    void markChecked(ExpressionTree argument) {
        checked.add(argument);
    }

    /**
     * Has the classes of a file looked at unless all its SQL was checked.
     *
     * @param outermost qualified name of a top-level class of the file
     */
    public void finish(SourceUnit unit, String outermost) {
        if (!checked.containsAll(unit.possibleSql())) {
            unfinished.add(outermost);
        }
        if (!unit.hasLocalClasses()) {
            withoutLocalClasses.add(unit.tree());
        }
    }

    @Override
    public void finished(TaskEvent event) {
        TypeElement type = event.getTypeElement();
        if (event.getKind() != TaskEvent.Kind.ANALYZE || type == null) {
            return;
        }
        if (!unfinished.isEmpty() && unfinished.contains(type.getQualifiedName().toString())) {
            TreePath path = trees.getPath(type);
            if (path != null) {
                new Calls().scan(path, null);
            }
        }
        if (!withoutLocalClasses.contains(event.getCompilationUnit())) {
            localMigrations.check(type, event.getCompilationUnit());
        }
    }

    /** On an expression inside a method. */
    void report(ExpressionTree expression, CompilationUnitTree file, Problem problem) {
        reporter.report(trees, expression, file, problem);
    }

    private final class Calls extends TreePathScanner<Void, Void> {

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            if (SqlCall.mayTakeSql(call)
                    && !checked.contains(call.getArguments().get(0))
                    && call.getMethodSelect() instanceof MemberSelectTree select
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
                        .flatMap(value -> SqlRules.of(migration(path)).check(value.text(), unit))
                        .ifPresent(problem -> report(sql, file, problem));
            } catch (IOException unreadable) {
                report(
                        sql,
                        file,
                        Problem.note(
                                ProblemCode.INTERNAL_ERROR,
                                "This SQL was not checked.",
                                "its source can no longer be read: " + unreadable.getMessage(),
                                "compile again"));
            }
        }

        /** Of the innermost class around a call that is one. */
        private Optional<AnnotationMembers> migration(TreePath call) {
            for (TreePath at = call; at != null; at = at.getParentPath()) {
                Element element = at.getLeaf() instanceof ClassTree ? trees.getElement(at) : null;
                Optional<AnnotationMembers> found =
                        element == null ? Optional.empty() : AnnotationMembers.on(element, Declaration.MIGRATION);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
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
