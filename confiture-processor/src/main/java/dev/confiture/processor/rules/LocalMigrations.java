package dev.confiture.processor.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import javax.lang.model.element.Element;

/**
 * Refuses {@code @Migration} on classes inside methods. Annotation processing shows no such class, so they are looked for
 * once javac has attributed the files that import the annotation.
 */
public final class LocalMigrations implements TaskListener {

    private static final String EVERYTHING = Declaration.API + "*";

    private final Trees trees;
    private final Reporter reporter;

    public LocalMigrations(Trees trees, Reporter reporter) {
        this.trees = trees;
        this.reporter = reporter;
    }

    @Override
    public void finished(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.ANALYZE
                && event.getTypeElement() != null
                && importsMigration(event.getCompilationUnit())) {
            TreePath type = trees.getPath(event.getTypeElement());
            if (type != null) {
                new Bodies().scan(type, false);
            }
        }
    }

    private static boolean importsMigration(CompilationUnitTree file) {
        for (ImportTree each : file.getImports()) {
            Tree name = each.getQualifiedIdentifier();
            if (isName(name, Declaration.MIGRATION) || isName(name, EVERYTHING)) {
                return true;
            }
        }
        return false;
    }

    /** Compares part by part because printing a tree, as its toString does, is dear. */
    private static boolean isName(Tree tree, String name) {
        if (tree instanceof MemberSelectTree select) {
            int dot = name.lastIndexOf('.');
            return dot > 0
                    && select.getIdentifier().contentEquals(name.substring(dot + 1))
                    && isName(select.getExpression(), name.substring(0, dot));
        }
        return tree instanceof IdentifierTree first && first.getName().contentEquals(name);
    }

    /** Goes through a class, knowing whether it is inside a method, an initializer or a field's value. */
    private final class Bodies extends TreePathScanner<Void, Boolean> {

        @Override
        public Void visitClass(ClassTree type, Boolean isLocal) {
            Element element = isLocal ? trees.getElement(getCurrentPath()) : null;
            if (element != null
                    && AnnotationMembers.on(element, Declaration.MIGRATION).isPresent()) {
                reporter.report(
                        trees,
                        type,
                        getCurrentPath().getCompilationUnit(),
                        Problem.error(
                                ProblemCode.MIGRATION_UNUSABLE_CLASS,
                                type.getSimpleName() + " cannot be a migration.",
                                "it is a local class, which nobody outside of the method can create",
                                "move it out of the method: as a top-level class, or public and static"));
            }
            for (Tree member : type.getMembers()) {
                scan(member, isLocal || !(member instanceof ClassTree));
            }
            return null;
        }
    }
}
