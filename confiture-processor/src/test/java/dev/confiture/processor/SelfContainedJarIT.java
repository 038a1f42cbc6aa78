package dev.confiture.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The jar as it is published: a user's processor path gets it and the API, nothing else. */
class SelfContainedJarIT {

    private static final Path JAR = Path.of(System.getProperty("processor.jar"));
    private static final Path POM = Path.of(System.getProperty("processor.pom"));

    @TempDir
    private Path folder;

    @Test
    void theJarHoldsTheProcessorAndRelocatedCopiesOfThreePackages() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> classes = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList();

            assertThat(classes).allMatch(name -> name.startsWith("dev/confiture/processor/"));
            assertThat(classes)
                    .contains(
                            "dev/confiture/processor/MigrationProcessor.class",
                            "dev/confiture/processor/internal/problem/Problem.class",
                            "dev/confiture/processor/internal/sql/StatementSplitter.class",
                            "dev/confiture/processor/internal/index/format/IndexFormat.class");
            assertThat(jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> !name.endsWith(".class") && !name.endsWith("/")))
                    .allMatch(name -> name.startsWith("META-INF/"))
                    .contains(
                            "META-INF/services/javax.annotation.processing.Processor",
                            "META-INF/gradle/incremental.annotation.processors");
        }
    }

    @Test
    void thePublishedPomDependsOnTheApiAlone() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(POM.toFile());
        XPath xpath = XPathFactory.newInstance().newXPath();
        NodeList artifacts = (NodeList) xpath.evaluate(
                "/project/dependencies/dependency[not(scope = 'test')]/artifactId", pom, XPathConstants.NODESET);

        List<String> names = new ArrayList<>();
        for (int i = 0; i < artifacts.getLength(); i++) {
            names.add(artifacts.item(i).getTextContent());
        }
        assertThat(names).containsExactly("confiture-migrations-api");
    }

    @Test
    void theJarAndTheApiAreEnoughToWriteAnIndex() throws Exception {
        String api = Workspace.classPath().stream()
                .map(Path::toString)
                .filter(path -> path.contains("confiture-migrations-api"))
                .findFirst()
                .orElseThrow();
        Path source = Files.writeString(folder.resolve("A.java"), """
                import dev.confiture.migration.*;
                @Migration(version = "1", name = "a") @Up("select 1") @Down("select 2")
                public class A {}
                """);

        Process javac = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                        "-Xlint:all",
                        "-Werror",
                        "-d",
                        folder.toString(),
                        "-cp",
                        api,
                        "-processorpath",
                        JAR + java.io.File.pathSeparator + api,
                        source.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(javac.getInputStream().readAllBytes(), UTF_8);

        assertThat(javac.waitFor()).as(said).isZero();
        assertThat(folder.resolve("META-INF/confiture/migrations.idx"))
                .content()
                .contains("migration 1 a");
    }
}
