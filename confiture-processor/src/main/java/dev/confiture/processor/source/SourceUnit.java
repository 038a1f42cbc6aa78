package dev.confiture.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.confiture.problem.SourceSpan;
import dev.confiture.sql.TextPositions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One source file: its text, its classes, its constants. */
public final class SourceUnit {

    private final CompilationUnitTree tree;
    private final SourcePositions positions;
    private final String file;
    private final TextPositions lines;
    private final SourceText text;
    private final Constants constants;
    private final List<ClassTree> classes = new ArrayList<>();

    private SourceUnit(CompilationUnitTree tree, SourcePositions positions, String raw) {
        this.tree = tree;
        this.positions = positions;
        this.file = file(tree);
        this.lines = TextPositions.of(raw);
        this.text = SourceText.of(raw);
        this.constants = new Constants(text, tree, positions);
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                classes.add(type);
                return super.visitClass(type, null);
            }
        }.scan(tree, null);
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
        return packageName == null ? simple : packageName.toString().replace('.', '/') + "/" + simple;
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

    /** All classes of the file, also nested, local and anonymous ones. */
    List<ClassTree> classes() {
        return classes;
    }

    SourceText text() {
        return text;
    }

    /** The index in {@link #text()} where a tree begins. */
    int start(Tree part) {
        return text.index(constants.start(part));
    }

    /** The index in {@link #text()} behind a tree; its start if the compiler does not know. */
    int end(Tree part) {
        return Math.max(start(part), text.index(Math.toIntExact(Math.max(0, positions.getEndPosition(tree, part)))));
    }

    /** The line of a tree's first character, 1-based. */
    int line(Tree part) {
        return lines.line(constants.start(part));
    }

    /** The line of the name behind the last point, 1-based: the one that a stack trace shows. */
    int lineOfName(MemberSelectTree select) {
        return lines.line(text.offset(Math.max(start(select), end(select) - 1)));
    }

    /**
     * The place of a character, with its line as excerpt.
     *
     * @param offset in the file, as {@link MappedText#offset} tells it
     */
    public SourceSpan span(int offset) {
        return lines.span(file, offset);
    }
}
