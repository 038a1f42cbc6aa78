package dev.confiture.processor.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Refuses {@code @Migration} on classes inside methods. Annotation processing shows no such class, so they are looked for
 * once javac has attributed the files that import the annotation.
 */
final class LocalMigrations {

    private static final String EVERYTHING = Declaration.API + "*";

    private final Trees trees;
    private final Reporter reporter;

    LocalMigrations(Trees trees, Reporter reporter) {
        this.trees = trees;
        this.reporter = reporter;
    }

    /** Checks a top-level class that javac has attributed. */
    void check(TypeElement type, CompilationUnitTree file) {
        if (!importsMigration(file)) {
            return;
        }
        // By name, because asking the compiler for a path walks the whole file.
        for (Tree declared : file.getTypeDecls()) {
            if (declared instanceof ClassTree topLevel
                    && topLevel.getSimpleName().contentEquals(type.getSimpleName())) {
                new Bodies(file).scan(topLevel, false);
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
    private final class Bodies extends TreeScanner<Void, Boolean> {

        private final CompilationUnitTree file;

        Bodies(CompilationUnitTree file) {
            this.file = file;
        }

        @Override
        public Void visitClass(ClassTree type, Boolean isLocal) {
            if (isLocal && !type.getModifiers().getAnnotations().isEmpty() && isMigration(type)) {
                reporter.report(
                        trees,
                        type,
                        file,
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

        private boolean isMigration(ClassTree type) {
            Element element = trees.getElement(trees.getPath(file, type));
            return element != null
                    && AnnotationMembers.on(element, Declaration.MIGRATION).isPresent();
        }
    }
}
