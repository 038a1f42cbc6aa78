package dev.confiture.maven.resolve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Migrations whose classes are not what their sources say: a goal that ran nevertheless would take them for none, or as they
 * once were.
 *
 * @param withoutClass no class of theirs exists
 * @param changed newer than their class; a tool that restores classes from a cache may have given them an older time
 */
public record UncompiledSources(List<Path> withoutClass, List<Path> changed) {

    private static final String API_PACKAGE = "dev.confiture.migration";
    private static final String SOURCE = ".java";

    /** Such a class is public, so that the file has its name. */
    private static final Pattern MIGRATION = Pattern.compile("@\\s*(?:dev\\.confiture\\.migration\\.)?Migration\\b");

    /** Good enough in front of a class: strings that look like comments stand behind its annotation. */
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\r\\n]*", Pattern.DOTALL);

    private static final Pattern PACKAGE = Pattern.compile("^[ \\t]*package\\s+([\\w.$]+)\\s*;", Pattern.MULTILINE);

    public UncompiledSources {
        withoutClass = List.copyOf(withoutClass);
        changed = List.copyOf(changed);
    }

    /** @param classes where the compiler writes; need not exist */
    static UncompiledSources find(List<Path> sourceRoots, Path classes) {
        List<Path> withoutClass = new ArrayList<>();
        List<Path> changed = new ArrayList<>();
        for (Path root : sourceRoots.stream().filter(Files::isDirectory).toList()) {
            sources(root).forEach((source, written) -> {
                // Nearly all sources are older than their classes, and none of these is read.
                Path beside = inSameFolder(root, source, classes);
                if (isOlder(beside, written)) {
                    declared(source, beside, classes)
                            .filter(compiled -> isOlder(compiled, written))
                            .ifPresent(compiled -> (Files.exists(compiled) ? changed : withoutClass).add(source));
                }
            });
        }
        return new UncompiledSources(withoutClass, changed);
    }

    /** With the time of their last change, which the walk tells anyway. */
    private static SortedMap<Path, FileTime> sources(Path root) {
        SortedMap<Path, FileTime> sources = new TreeMap<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    boolean isSource = file.toString().endsWith(SOURCE)
                            && !file.endsWith("package-info.java")
                            && !file.endsWith("module-info.java");
                    if (isSource) {
                        sources.put(file, attributes.lastModifiedTime());
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path inSameFolder(Path root, Path source, Path classes) {
        return classes.resolve(root.relativize(source).toString()).resolveSibling(className(source));
    }

    /**
     * Where the class is by the source's own words, whatever folder it lies in; empty if it has nothing to do with migrations.
     *
     * @param beside where it is if they do not tell
     */
    private static Optional<Path> declared(Path source, Path beside, Path classes) {
        String text = COMMENT.matcher(text(source)).replaceAll(" ");
        if (!text.contains(API_PACKAGE) || !MIGRATION.matcher(text).find()) {
            return Optional.empty();
        }
        Matcher name = PACKAGE.matcher(text);
        return Optional.of(
                name.find() ? classes.resolve(name.group(1).replace('.', '/')).resolve(className(source)) : beside);
    }

    private static String className(Path source) {
        String name = String.valueOf(source.getFileName());
        return name.substring(0, name.length() - SOURCE.length()) + ".class";
    }

    /** Also if there is none. */
    private static boolean isOlder(Path compiled, FileTime written) {
        try {
            return Files.getLastModifiedTime(compiled).compareTo(written) < 0;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any encoding that a compiler is set to has ASCII in one byte each, so this one reads the names in all of them. */
    private static String text(Path source) {
        try {
            return Files.readString(source, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
