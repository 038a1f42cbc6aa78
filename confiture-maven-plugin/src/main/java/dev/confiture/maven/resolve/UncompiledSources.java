package dev.confiture.maven.resolve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
            for (Path source : sources(root)) {
                // Nearly all sources are as old as their classes, and none of these is read.
                Path beside = inSameFolder(root, source, classes);
                if (isOlder(beside, source)) {
                    declared(source, beside, classes)
                            .filter(compiled -> isOlder(compiled, source))
                            .ifPresent(compiled -> (Files.exists(compiled) ? changed : withoutClass).add(source));
                }
            }
        }
        return new UncompiledSources(withoutClass, changed);
    }

    private static List<Path> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(SOURCE))
                    .filter(file -> !file.endsWith("package-info.java") && !file.endsWith("module-info.java"))
                    .sorted()
                    .toList();
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
        String text = text(source);
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
    private static boolean isOlder(Path compiled, Path source) {
        try {
            if (!Files.exists(compiled)) {
                return true;
            }
            FileTime written = Files.getLastModifiedTime(source);
            return Files.getLastModifiedTime(compiled).compareTo(written) < 0;
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
