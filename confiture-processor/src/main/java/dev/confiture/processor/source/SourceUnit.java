package dev.confiture.processor.source;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.confiture.problem.SourceSpan;
import dev.confiture.processor.text.MappedText;
import dev.confiture.processor.text.SourceText;
import dev.confiture.processor.text.TokenDigests;
import dev.confiture.sql.TextPositions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One source file: its text, its classes, its constants. */
public final class SourceUnit {

    private final CompilationUnitTree tree;
    private final SourcePositions positions;
    private final String file;
    private final String raw;
    private final SourceText text;
    private final Constants constants;
    private final List<ClassTree> classes = new ArrayList<>();
    private final List<ExpressionTree> possibleSql = new ArrayList<>();
    private boolean hasLocalClasses;

    private SourceUnit(CompilationUnitTree tree, SourcePositions positions, String raw) {
        this.tree = tree;
        this.positions = positions;
        this.file = file(tree);
        this.raw = raw;
        this.text = SourceText.of(raw);
        this.constants = new Constants(text, tree, positions);
        new Parts().scan(tree.getTypeDecls(), null);
    }

    private final class Parts extends TreeScanner<Void, Void> {

        private int blocks;

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            classes.add(type);
            hasLocalClasses |= blocks > 0;
            return super.visitClass(type, null);
        }

        @Override
        public Void visitBlock(BlockTree block, Void nothing) {
            blocks++;
            super.visitBlock(block, null);
            blocks--;
            return null;
        }

        @Override
        public Void visitCase(CaseTree label, Void nothing) {
            blocks++;
            super.visitCase(label, null);
            blocks--;
            return null;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            if (SqlCall.mayTakeSql(call)) {
                possibleSql.add(call.getArguments().get(0));
            }
            return super.visitMethodInvocation(call, null);
        }
    }

    /**
     * @throws IOException if the file can no longer be read
     */
    public static SourceUnit of(CompilationUnitTree tree, Trees trees) throws IOException {
        String raw = tree.getSourceFile().getCharContent(true).toString();
        return new SourceUnit(tree, trees.getSourcePositions(), raw);
    }

    /** Package path and file name with {@code /}: the same on every machine. */
    public static String file(CompilationUnitTree tree) {
        String name = tree.getSourceFile().getName().replace('\\', '/');
        String simple = name.substring(name.lastIndexOf('/') + 1);
        ExpressionTree packageName = tree.getPackageName();
        return packageName == null ? simple : folder(packageName) + '/' + simple;
    }

    /** Written out because printing a tree, as its toString does, is dear. */
    private static String folder(ExpressionTree packageName) {
        return packageName instanceof MemberSelectTree select
                ? folder(select.getExpression()) + '/' + select.getIdentifier()
                : packageName.toString();
    }

    public String file() {
        return file;
    }

    public CompilationUnitTree tree() {
        return tree;
    }

    public Constants constants() {
        return constants;
    }

    /** The first arguments of all calls in the file that may take SQL, whatever they are called on. */
    public List<ExpressionTree> possibleSql() {
        return Collections.unmodifiableList(possibleSql);
    }

    /** All classes of the file, also nested, local and anonymous ones. */
    List<ClassTree> classes() {
        return classes;
    }

    /** Whether classes stand inside methods, initializers or lambdas, with a name or without. */
    public boolean hasLocalClasses() {
        return hasLocalClasses;
    }

    SourceText text() {
        return text;
    }

    /** Where a class stands in {@link #text()}. */
    TokenDigests.Place place(ClassTree type) {
        int start = constants.start(type);
        return new TokenDigests.Place(text.index(start), text.index(Math.max(start, end(type))));
    }

    /** Where a tree ends in the file; 0 if the compiler does not know. */
    private int end(Tree part) {
        return Math.toIntExact(Math.max(0, positions.getEndPosition(tree, part)));
    }

    /** The line of a tree's first character, 1-based. */
    int line(Tree part) {
        return lineAt(constants.start(part));
    }

    /** The line of the name behind the last point, 1-based: the one that a stack trace shows. */
    int lineOfName(MemberSelectTree select) {
        return lineAt(Math.max(constants.start(select), end(select) - 1));
    }

    private int lineAt(int offset) {
        return Math.toIntExact(tree.getLineMap().getLineNumber(offset));
    }

    /**
     * The place of a character, with its line as excerpt.
     *
     * @param offset in the file, as {@link MappedText#offset} tells it
     */
    public SourceSpan span(int offset) {
        return TextPositions.of(raw).span(file, offset);
    }
}
