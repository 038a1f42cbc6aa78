package dev.confiture.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.confiture.processor.text.TokenDigests;
import dev.confiture.processor.text.TokenDigests.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** The sources of all migrations of one compilation; each file is read once. */
public final class Sources {

    private final TokenDigests algorithm = new TokenDigests();
    private final Map<TypeElement, ClassSource> byType = new HashMap<>();
    private final Map<SourceUnit, List<ClassSource>> byFile = new HashMap<>();
    private final Map<ClassSource, String> digests = new HashMap<>();

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
            if (path != null) {
                CompilationUnitTree file = path.getCompilationUnit();
                SourceUnit unit = units.get(file);
                if (unit == null) {
                    unit = SourceUnit.of(file, trees);
                    units.put(file, unit);
                }
                ClassSource source = new ClassSource(unit, enclosing(path));
                sources.add(type, source);
            }
        }
        return sources;
    }

    private void add(TypeElement type, ClassSource source) {
        byType.put(type, source);
        List<ClassSource> others = byFile.get(source.unit());
        if (others == null) {
            others = new ArrayList<>(1);
            byFile.put(source.unit(), others);
        }
        others.add(source);
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
        return Optional.ofNullable(byType.get(type));
    }

    /** SHA-256 (hex) of a class's tokens; the other migrations of its file do not count. */
    public String digest(ClassSource source) {
        if (!digests.containsKey(source)) {
            digestFile(source.unit());
        }
        return Objects.requireNonNull(digests.get(source), "a migration of another compilation");
    }

    private void digestFile(SourceUnit unit) {
        List<ClassSource> migrations = byFile.getOrDefault(unit, List.of());
        List<Place> places = new ArrayList<>(migrations.size());
        for (ClassSource migration : migrations) {
            places.add(unit.place(migration.tree()));
        }
        List<String> ofFile = algorithm.of(unit.text(), places);
        for (int i = 0; i < ofFile.size(); i++) {
            digests.put(migrations.get(i), ofFile.get(i));
        }
    }
}
