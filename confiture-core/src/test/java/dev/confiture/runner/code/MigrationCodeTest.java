package dev.confiture.runner.code;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.history.Digest;
import dev.confiture.index.IndexEntry;
import dev.confiture.index.KnownSql;
import dev.confiture.index.MigrationForm;
import dev.confiture.index.MigrationIndex;
import dev.confiture.index.MigrationOptions;
import dev.confiture.index.MigrationSource;
import dev.confiture.index.MigrationVersion;
import dev.confiture.index.format.IndexFormat;
import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.TestProject;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationCodeTest {

    @Migration(version = "1", name = "one")
    @Up("SELECT 1")
    @Down("SELECT 1")
    public static final class One {}

    @Migration(version = "001", name = "same")
    @Up("SELECT 1")
    @Down("SELECT 1")
    public static final class Same {}

    private static final ClassLoader ENGINE = MigrationCodeTest.class.getClassLoader();

    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void compileOne() throws IOException {
        output = Files.createDirectory(folder.resolve("classes"));
        compile(One.class, output);
    }

    private static Path compile(Class<?> type, Path output) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        Path target = output.resolve(file);
        Files.createDirectories(target.getParent());
        return Files.copy(TestProject.classes().resolve(file), target);
    }

    @Test
    void classesCompiledWithoutTheProcessorAreNoticedAndThePomLinesPrinted() {
        List<Problem> findings = findings(List.of(output), List.of(output));
        assertThat(findings).extracting(Problem::code).containsExactly(ProblemCode.INDEX_MISSING);
        assertThat(findings.get(0).why()).contains(One.class.getName());
        assertThat(findings.get(0).fix()).contains("<artifactId>confiture-processor</artifactId>");
    }

    @Test
    void anIndexOfOtherClassesIsStale() {
        TestProject.writeIndex(output, "1", Same.class);
        List<Problem> findings = findings(List.of(output), List.of(output));
        assertThat(findings).extracting(Problem::code).containsExactly(ProblemCode.INDEX_STALE);
    }

    @Test
    void anIndexedOutputFolderHasNoFindings() {
        TestProject.writeIndex(output, "1", One.class);
        assertThat(findings(List.of(output), List.of(output))).isEmpty();
    }

    @Test
    void indexesOfSeveralOriginsMergeAndClashesNameBoth() throws IOException {
        TestProject.writeIndex(output, "1", One.class);
        Path other = Files.createDirectory(folder.resolve("other"));
        TestProject.writeIndex(other, "1", Same.class);
        Path jar = jar(
                "META-INF/confiture/migrations.idx",
                Files.readString(other.resolve("META-INF/confiture/migrations.idx")));
        List<Problem> findings = findings(List.of(output, jar), List.of());
        assertThat(findings).extracting(Problem::code).containsExactly(ProblemCode.MIGRATION_DUPLICATE_VERSION);
        assertThat(findings.get(0).why()).contains(output.toString(), jar.toString());
    }

    @Test
    void aClassThatIsGoneIsAProblemBeforeAnythingRuns() {
        TestProject.writeIndex(output, "1", Same.class);
        assertThat(loading(output)).extracting(Problem::code).containsExactly(ProblemCode.INDEX_STALE);
    }

    @Test
    void aClassForANewerJavaNamesBothVersions() throws IOException {
        Path compiled = output.resolve(One.class.getName().replace('.', '/') + ".class");
        byte[] content = Files.readAllBytes(compiled);
        content[6] = 0;
        content[7] = (byte) (44 + 99);
        Files.write(compiled, content);
        TestProject.writeIndex(output, "1", One.class);
        List<Problem> problems = loading(output);
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.CODE_NEWER_JAVA);
        assertThat(problems.get(0).what())
                .contains("Java 99")
                .contains("Java " + Runtime.version().feature());
    }

    @Test
    void aProjectsOwnDriverIsShadowedAndNamed() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "9.4.1212");
        Path jar = folder.resolve("driver.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("org/postgresql/Driver.class"));
        }
        List<Problem> findings = findings(List.of(jar), List.of());
        assertThat(findings).extracting(Problem::code).containsExactly(ProblemCode.CODE_SHADOWED_DRIVER);
        assertThat(findings.get(0).what()).contains("not with the project's 9.4.1212");
        assertThat(findings.get(0).isError()).isFalse();
    }

    @Test
    void anApiThatIsNewerThanThePluginNamesBothVersions() throws IOException {
        String properties = "META-INF/maven/dev.confiture/confiture-migrations-api/pom.properties";
        Path plugin = Files.createDirectory(folder.resolve("plugin"));
        Files.createDirectories(plugin.resolve(properties).getParent());
        Files.writeString(plugin.resolve(properties), "version=0.9.0");
        try (URLClassLoader engine = new OwnResourcesFirst(plugin)) {
            assertThat(findingsWithApi("version=0.10.0-SNAPSHOT", properties, engine))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ProblemCode.CODE_NEWER_API);
                        assertThat(problem.what()).contains("0.10.0-SNAPSHOT").contains("0.9.0");
                    });
            assertThat(findingsWithApi("version=0.8.1", properties, engine)).isEmpty();
        }
    }

    private List<Problem> findingsWithApi(String version, String properties, ClassLoader engine) throws IOException {
        Path jar = jar(properties, version);
        try (MigrationCode code = MigrationCode.open(MigrationClassPath.of(List.of(jar), List.of(), engine))) {
            return code.findings();
        }
    }

    @Test
    void aChangedResourceChangesTheDigestAndAMissingOneIsNamed() throws IOException {
        Files.createDirectories(output.resolve("META-INF/confiture"));
        IndexEntry entry = new IndexEntry(
                MigrationVersion.of("1"),
                "one",
                One.class.getName(),
                MigrationForm.DECLARATIVE,
                MigrationOptions.DEFAULTS,
                new MigrationSource("One.java", 1, Optional.of("1".repeat(64)), List.of("db/one.sql")),
                KnownSql.NOTHING,
                KnownSql.NOTHING);
        Files.writeString(
                output.resolve(MigrationIndex.RESOURCE), IndexFormat.write(new MigrationIndex(List.of(entry))));
        assertThat(findings(List.of(output), List.of()))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.MIGRATION_MISSING_RESOURCE);
        Path resource = Files.createDirectory(output.resolve("db")).resolve("one.sql");
        Files.writeString(resource, "SELECT 1;\n");
        Optional<Digest> first = digest();
        Files.writeString(resource, "SELECT 1;\r\n");
        assertThat(digest()).isEqualTo(first).isPresent();
        Files.writeString(resource, "SELECT 2;\n");
        assertThat(digest()).isNotEqualTo(first).isPresent();
    }

    private Optional<Digest> digest() {
        try (MigrationCode code = MigrationCode.open(MigrationClassPath.of(List.of(output), List.of(), ENGINE))) {
            return code.migrations().get(0).digest();
        }
    }

    @Test
    void theProjectSeesTheApiAndTheDriverOfTheEngineAndNothingElseOfIt() throws Exception {
        try (MigrationClassLoader loader = MigrationClassLoader.open(List.of(output), ENGINE)) {
            assertThat(loader.loadClass("dev.confiture.migration.Migration")).isSameAs(Migration.class);
            assertThat(loader.loadClass("org.postgresql.PGConnection").getClassLoader())
                    .isSameAs(ENGINE);
            assertThat(loader.loadClass(One.class.getName())).isNotSameAs(One.class);
            assertThat(catchThrowableOfType(
                            ClassNotFoundException.class, () -> loader.loadClass("dev.confiture.Confiture")))
                    .isNotNull();
        }
    }

    @Test
    void aRunningProgramUsesItsOwnClasses() {
        try (MigrationCode code = MigrationCode.open(MigrationClassPath.of(ENGINE))) {
            assertThat(code.findings()).isEmpty();
        }
    }

    private Path jar(String name, String content) throws IOException {
        Path jar = folder.resolve("some.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(name));
            out.write(content.getBytes(UTF_8));
        }
        return jar;
    }

    private static List<Problem> findings(List<Path> entries, List<Path> outputs) {
        try (MigrationCode code = MigrationCode.open(MigrationClassPath.of(entries, outputs, ENGINE))) {
            return code.findings();
        }
    }

    private static List<Problem> loading(Path output) {
        try (MigrationCode code = MigrationCode.open(MigrationClassPath.of(List.of(output), List.of(), ENGINE))) {
            ConfitureException thrown =
                    catchThrowableOfType(ConfitureException.class, () -> code.load(code.migrations()));
            return thrown.problems();
        }
    }

    /** In a reactor that packages, the test's own class path has a version of the API too. */
    private static final class OwnResourcesFirst extends URLClassLoader {

        OwnResourcesFirst(Path root) throws IOException {
            super(new URL[] {root.toUri().toURL()}, ENGINE);
        }

        @Override
        public @Nullable URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }
    }
}
