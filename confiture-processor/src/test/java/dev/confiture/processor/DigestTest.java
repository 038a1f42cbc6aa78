package dev.confiture.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.MigrationSource;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Completion;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

    private static final String SOURCE = """
            package db;

            import dev.confiture.migration.*;
            import java.sql.SQLException;

            @Migration(version = "1", name = "a", irreversible = "test")
            public class A implements JavaMigration {
                static final double D = 0x1p-3 + 1e+5 - .5 + 'c';

                @Override
                public void up(MigrationContext db) throws SQLException {
                    // a comment
                    db.execute("SELECT 1 -- \\"x\\" // no comment");
                    db.execute(\"""
                        SELECT 2,
                          3
                        \""");
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void commentsLayoutLineEndsAndIndentationDoNotCount() throws IOException {
        String digest = digest(SOURCE);

        assertThat(digest(SOURCE.replace("\n", "\r\n"))).isEqualTo(digest);
        assertThat(digest(SOURCE.replace("    ", "\t"))).isEqualTo(digest);
        assertThat(digest(SOURCE.replace("// a comment", "/* 'another \"one */ /** and one */")))
                .isEqualTo(digest);
        assertThat(digest(SOURCE.replace("throws SQLException", "throws\n\n   SQLException")))
                .isEqualTo(digest);
        assertThat(digest(SOURCE.replace("class A", "class \\u0041"))).isEqualTo(digest);
    }

    @Test
    void importsCountOnlyWhereTheyAreUsedAndInAnyOrder() throws IOException {
        String digest = digest(SOURCE);

        assertThat(digest(SOURCE.replace("import java.sql", "import java.util.List;\nimport java.sql")))
                .isEqualTo(digest);
        assertThat(digest(SOURCE.replace(
                        "import dev.confiture.migration.*;\nimport java.sql.SQLException;",
                        "import java.sql.SQLException;\nimport dev.confiture.migration.*;")))
                .isEqualTo(digest);
        assertThat(digest(SOURCE.replace("import java.sql.SQLException", "import java.io.*; import java.sql.*")))
                .isNotEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT  1", "SELECT 1 /* */", "SELECT 1 --", "select 1"})
    void everyCharacterOfALiteralCounts(String sql) throws IOException {
        assertThat(digest(SOURCE.replace("SELECT 1", sql))).isNotEqualTo(digest(SOURCE));
    }

    @Test
    void textBlocksConstantsAndOptionsCount() throws IOException {
        String digest = digest(SOURCE);

        assertThat(digest(SOURCE.replace("  3", " 3"))).isNotEqualTo(digest);
        assertThat(digest(SOURCE.replace("1e+5", "1e+6"))).isNotEqualTo(digest);
        assertThat(digest(SOURCE.replace("irreversible = \"test\"", "irreversible = \"text\"")))
                .isNotEqualTo(digest);
    }

    @Test
    void anotherMigrationOfTheFileDoesNotCountButItsSharedConstantsDo() throws IOException {
        String one = two("select 1", "shared");

        assertThat(digests(two("select 2", "shared")).get("db.All$One"))
                .isEqualTo(digests(one).get("db.All$One"));
        assertThat(digests(two("select 2", "shared")).get("db.All$Two"))
                .isNotEqualTo(digests(one).get("db.All$Two"));
        assertThat(digests(two("select 1", "changed")).get("db.All$One"))
                .isNotEqualTo(digests(one).get("db.All$One"));
        assertThat(digests(one.replace("import dev", "import java.util.List;\nimport dev"))
                        .get("db.All$One"))
                .isEqualTo(digests(one).get("db.All$One"));
    }

    private static String two(String sql, String shared) {
        return """
                package db;
                import dev.confiture.migration.*;
                class All {
                    static final String SHARED = "%s";
                    @Migration(version = "1", name = "one") @Up("select 0") @Down("select 0")
                    public static class One {}
                    @Migration(version = "2", name = "two") @Up("%s") @Down("select 0")
                    public static class Two {}
                }
                """.formatted(shared, sql);
    }

    /** Databases hold digests for years: other bytes need another {@link MigrationSource#DIGEST_ALGORITHM}. */
    @Test
    void theDigestOfASourceIsTheSameInEveryVersionOfTheProcessor() throws IOException {
        assertThat(digest(SOURCE)).isEqualTo("73d57590ef872d2f3dd054ee5bc5acdaf7492d4c3675c136d60755f4aee9e219");
        assertThat(digests(two("select 1", "shared").replace("\"1\"", "\"3\"")))
                .containsEntry("db.All$Two", "6b5cd6f40647abbb923f8b1a96a3087430c6e9ec3bd691d23463414fe747f858");
    }

    /** This JDK and those installed beside it. */
    static List<Path> compilers() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        Map<Path, Path> compilers = new TreeMap<>();
        try (Stream<Path> beside = Files.list(home.getParent())) {
            for (Path other : Stream.concat(Stream.of(home), beside).toList()) {
                Path release = other.resolve("release");
                if (Files.isExecutable(other.resolve("bin/javac"))
                        && Files.exists(release)
                        && Files.readString(release).matches("(?s).*JAVA_VERSION=\"(1[7-9]|[2-9][0-9]).*")) {
                    compilers.put(other.toRealPath(), other.resolve("bin/javac"));
                }
            }
        }
        return List.copyOf(compilers.values());
    }

    @ParameterizedTest
    @MethodSource("compilers")
    void aForkedCompilerOfAnyJdkWritesTheSameIndex(Path javac) throws Exception {
        Workspace workspace = new Workspace(folder)
                .write("db/A.java", SOURCE)
                .write("db/All.java", two("x", "y").replace("\"1\"", "\"3\""));
        workspace.compile().assertSuccess();
        Path forked = Files.createDirectories(folder.resolve("forked"));
        String classPath = Workspace.classPath().stream()
                .map(Path::toString)
                .collect(Collectors.joining(java.io.File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(javac.toString(), "-d", forked.toString(), "-cp", classPath, "-processorpath", classPath));
        workspace.allSources().forEach(source -> command.add(source.toString()));

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(Files.readString(forked.resolve("META-INF/confiture/migrations.idx")))
                .isEqualTo(workspace.indexText());
    }

    @Test
    void aWrappedCompilerGivesTheSameDigest() throws IOException {
        String plain = digest(SOURCE);

        assertThat(compileWith(environment -> new Wrapper(new Wrapper(environment))))
                .isEqualTo(plain);
        assertThat(compileWith(environment -> (ProcessingEnvironment) Proxy.newProxyInstance(
                        DigestTest.class.getClassLoader(),
                        new Class<?>[] {ProcessingEnvironment.class},
                        (proxy, method, arguments) -> method.invoke(environment, arguments))))
                .isEqualTo(plain);
    }

    private String compileWith(java.util.function.UnaryOperator<ProcessingEnvironment> wrap) throws IOException {
        Workspace workspace = new Workspace(folder).write("db/A.java", SOURCE);
        workspace.compile(List.of(new Wrapping(new MigrationProcessor(), wrap))).assertSuccess();
        return digestOf(workspace.entries().get(0));
    }

    private String digest(String source) throws IOException {
        Workspace workspace = new Workspace(folder).write("db/A.java", source);
        workspace.compile().assertSuccess();
        return digestOf(workspace.entries().get(0));
    }

    private Map<String, String> digests(String source) throws IOException {
        Workspace workspace = new Workspace(folder).write("db/All.java", source);
        workspace.compile().assertSuccess();
        return workspace.entries().stream().collect(Collectors.toMap(IndexEntry::className, DigestTest::digestOf));
    }

    private static String digestOf(IndexEntry entry) {
        return entry.source().tokenDigest().orElseThrow();
    }

    /** What a build tool puts around the environment. */
    private record Wrapper(ProcessingEnvironment inside) implements ProcessingEnvironment {
        @Override
        public Map<String, String> getOptions() {
            return inside.getOptions();
        }

        @Override
        public javax.annotation.processing.Messager getMessager() {
            return inside.getMessager();
        }

        @Override
        public javax.annotation.processing.Filer getFiler() {
            return inside.getFiler();
        }

        @Override
        public javax.lang.model.util.Elements getElementUtils() {
            return inside.getElementUtils();
        }

        @Override
        public javax.lang.model.util.Types getTypeUtils() {
            return inside.getTypeUtils();
        }

        @Override
        public SourceVersion getSourceVersion() {
            return inside.getSourceVersion();
        }

        @Override
        public java.util.Locale getLocale() {
            return inside.getLocale();
        }
    }

    private record Wrapping(Processor inside, java.util.function.UnaryOperator<ProcessingEnvironment> wrap)
            implements Processor {
        @Override
        public void init(ProcessingEnvironment environment) {
            inside.init(wrap.apply(environment));
        }

        @Override
        public Set<String> getSupportedOptions() {
            return inside.getSupportedOptions();
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return inside.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return inside.getSupportedSourceVersion();
        }

        @Override
        @SuppressWarnings("DoNotClaimAnnotations") // as the wrapped one says
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return inside.process(annotations, round);
        }

        @Override
        public Iterable<? extends Completion> getCompletions(
                Element element, AnnotationMirror annotation, ExecutableElement member, String text) {
            return inside.getCompletions(element, annotation, member, text);
        }
    }
}
