package dev.confiture.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** The sources of all migrations of one compilation; each file is read once. */
public final class Sources {

    private final Map<TypeElement, ClassSource> classes = new HashMap<>();
    private final Map<SourceUnit, List<ClassTree>> migrations = new HashMap<>();
    private final Map<SourceUnit, TokenDigests> digests = new HashMap<>();

    private Sources() {}

    /**
     * @param types all migrations of the compilation; those that come from class files have no source
     * @throws IOException if a file can no longer be read
     */
    public static Sources of(Collection<TypeElement> types, Trees trees) throws IOException {
        Sources sources = new Sources();
        Map<CompilationUnitTree, SourceUnit> units = new HashMap<>();
        for (TypeElement type : types) {
            TreePath path = trees.getPath(type);
            if (path != null && path.getLeaf() instanceof ClassTree tree) {
                CompilationUnitTree file = path.getCompilationUnit();
                SourceUnit unit = units.get(file);
                if (unit == null) {
                    unit = SourceUnit.of(file, trees);
                    units.put(file, unit);
                }
                sources.classes.put(type, new ClassSource(unit, tree, enclosing(path)));
                sources.migrations
                        .computeIfAbsent(unit, key -> new ArrayList<>())
                        .add(tree);
            }
        }
        return sources;
    }

    private static List<ClassTree> enclosing(TreePath path) {
        List<ClassTree> classes = new ArrayList<>();
        for (Tree tree : path) {
            if (tree instanceof ClassTree type) {
                classes.add(type);
            }
        }
        return classes;
    }

    /** Empty if the compiler has no source of it. */
    public Optional<ClassSource> of(TypeElement type) {
        return Optional.ofNullable(classes.get(type));
    }

    /** SHA-256 (hex) of a class's tokens; the other migrations of its file do not count. */
    public String digest(ClassSource source) {
        return digests.computeIfAbsent(
                        source.unit(), unit -> new TokenDigests(unit, migrations.getOrDefault(unit, List.of())))
                .of(source.tree());
    }
}
