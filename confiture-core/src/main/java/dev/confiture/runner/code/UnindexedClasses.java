package dev.confiture.runner.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationIndex;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds compiled migrations that no index names: from JDK 23 on, javac runs no processor that it was not told of, and says
 * nothing about it. Looks at the bytes of class files in the build's own output folders only.
 */
final class UnindexedClasses {

    /** The annotation's type as a constant of a class file: tag, length, text. */
    private static final byte[] ANNOTATION = constant("Ldev/confiture/migration/Migration;");

    private static final int NAMED = 5;

    private final Set<String> indexed;
    private final String version;

    UnindexedClasses(Collection<ResolvedMigration> indexed, String version) {
        this.indexed = indexed.stream().map(ResolvedMigration::className).collect(Collectors.toSet());
        this.version = version;
    }

    private static byte[] constant(String text) {
        byte[] content = text.getBytes(UTF_8);
        byte[] constant = new byte[content.length + 3];
        constant[0] = 1;
        constant[1] = (byte) (content.length >> 8);
        constant[2] = (byte) content.length;
        System.arraycopy(content, 0, constant, 3, content.length);
        return constant;
    }

    List<Problem> find(List<Path> outputFolders) {
        List<Problem> problems = new ArrayList<>();
        for (Path folder : outputFolders) {
            List<String> classes = classesIn(folder);
            if (!classes.isEmpty()) {
                boolean hasIndex = Files.exists(folder.resolve(MigrationIndex.RESOURCE));
                problems.add(hasIndex ? stale(folder, classes) : missing(folder, classes));
            }
        }
        return problems;
    }

    private List<String> classesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !indexed.contains(className(folder, file)))
                    .filter(UnindexedClasses::isAnnotated)
                    .map(file -> className(folder, file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String className(Path folder, Path file) {
        String path =
                folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
        return path.substring(0, path.length() - ".class".length());
    }

    private static boolean isAnnotated(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            for (int at = 0; at <= content.length - ANNOTATION.length; at++) {
                if (content[at] == ANNOTATION[0] && startsWith(content, at)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean startsWith(byte[] content, int at) {
        for (int i = 0; i < ANNOTATION.length; i++) {
            if (content[at + i] != ANNOTATION[i]) {
                return false;
            }
        }
        return true;
    }

    private Problem missing(Path folder, List<String> classes) {
        return Problem.error(
                ProblemCode.INDEX_MISSING,
                "The migrations in " + folder + " were compiled without confiture-processor.",
                "there is no " + MigrationIndex.RESOURCE + ", so nobody knows of " + named(classes),
                """
                add the processor to the pom.xml and compile again (mvn clean process-classes):
                <plugin>
                  <artifactId>maven-compiler-plugin</artifactId>
                  <configuration>
                    <annotationProcessorPaths>
                      <path>
                        <groupId>dev.confiture</groupId>
                        <artifactId>confiture-processor</artifactId>
                        <version>%s</version>
                      </path>
                    </annotationProcessorPaths>
                  </configuration>
                </plugin>""".formatted(version));
    }

    private static Problem stale(Path folder, List<String> classes) {
        return Problem.error(
                ProblemCode.INDEX_STALE,
                "The index of migrations in " + folder + " is not of these classes.",
                "it does not name " + named(classes),
                "compile the module again from scratch (mvn clean process-classes)");
    }

    private static String named(List<String> classes) {
        String names = String.join(", ", classes.subList(0, Math.min(NAMED, classes.size())));
        return classes.size() > NAMED ? names + " and " + (classes.size() - NAMED) + " more" : names;
    }
}
