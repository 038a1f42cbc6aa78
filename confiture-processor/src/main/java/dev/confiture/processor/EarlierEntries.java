package dev.confiture.processor;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.confiture.index.IndexEntry;
import dev.confiture.processor.source.Javac;
import dev.confiture.processor.source.SourceUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * The entries of an earlier compilation that still hold. An incremental compiler shows only what changed; the rest of
 * the index stays, as long as its classes are there and were not compiled again without being migrations.
 */
final class EarlierEntries {

    private final IndexFile file;
    private final Elements elements;
    private final Optional<Javac> javac;

    EarlierEntries(IndexFile file, Elements elements, Optional<Javac> javac) {
        this.file = file;
        this.elements = elements;
        this.javac = javac;
    }

    /**
     * @param compiled qualified names of the top-level classes of this compilation
     * @param migrations binary names of its migrations
     */
    List<IndexEntry> still(List<IndexEntry> earlier, Set<String> compiled, Set<String> migrations) {
        List<IndexEntry> candidates = earlier.stream()
                .filter(entry -> !migrations.contains(entry.className()))
                .filter(entry -> !isCompiled(entry.className(), compiled))
                .filter(entry -> file.hasClass(entry.className()))
                .toList();
        if (candidates.isEmpty()) {
            return candidates;
        }
        Set<String> files = filesOf(compiled);
        return candidates.stream()
                .filter(entry -> !files.contains(entry.source().file()))
                .toList();
    }

    /** Whether the class, or one around it, is compiled now; a {@code $} may also be part of a name. */
    private static boolean isCompiled(String className, Set<String> compiled) {
        for (int dollar = className.indexOf('$'); dollar > 0; dollar = className.indexOf('$', dollar + 1)) {
            if (compiled.contains(className.substring(0, dollar))) {
                return true;
            }
        }
        return compiled.contains(className);
    }

    private Set<String> filesOf(Set<String> compiled) {
        Set<String> files = new HashSet<>();
        if (javac.isPresent()) {
            Trees trees = javac.get().trees();
            for (String name : compiled) {
                TypeElement type = elements.getTypeElement(name);
                TreePath path = type == null ? null : trees.getPath(type);
                if (path != null) {
                    files.add(SourceUnit.file(path.getCompilationUnit()));
                }
            }
        }
        return files;
    }
}
