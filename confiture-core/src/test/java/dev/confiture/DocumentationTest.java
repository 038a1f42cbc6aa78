package dev.confiture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation names what exists, and everything that exists is documented. */
class DocumentationTest {

    /** Surefire runs in the module's folder. */
    private static final Path ROOT = requireNonNull(Path.of("").toAbsolutePath().getParent());

    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)#:]+)(#[^)]*)?\\)");

    /** The full form of a goal, for folders without a {@code pom.xml}. */
    private static final Pattern PLUGIN = Pattern.compile("dev\\.confiture:confiture-maven-plugin:([^:\\s]+):");

    /** The first one of the root {@code pom.xml} is the project's. */
    private static final Pattern VERSION = Pattern.compile("<version>(.*)</version>");

    @Test
    void everyProblemCodeHasItsPageAndEveryPageItsCode() throws IOException {
        TreeSet<String> codes =
                Arrays.stream(ProblemCode.values()).map(ProblemCode::id).collect(Collectors.toCollection(TreeSet::new));

        try (Stream<Path> pages = Files.list(ROOT.resolve("docs/problems"))) {
            TreeSet<String> documented = pages.map(page -> page.getFileName().toString())
                    .map(name -> name.replaceFirst("\\.md$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(documented).isEqualTo(codes);
        }
    }

    @Test
    void everyProblemPageStartsWithItsCode() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs/problems"))) {
            for (Path page : pages.toList()) {
                String id = page.getFileName().toString().replaceFirst("\\.md$", "");
                assertThat(Files.readAllLines(page).get(0)).as(page.toString()).startsWith("# " + id);
            }
        }
    }

    @Test
    void everyLinkToAFileLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    dead.add(ROOT.relativize(page) + " → " + link.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void commandsNameTheVersionOfTheProject() throws IOException {
        List<String> named = new ArrayList<>();
        for (Path page : pages()) {
            PLUGIN.matcher(Files.readString(page)).results().forEach(command -> named.add(command.group(1)));
        }
        Matcher version = VERSION.matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(named).isNotEmpty().containsOnly(version.group(1));
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        List<Path> silent = new ArrayList<>();
        for (Path sources : sources()) {
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("module-info.java"))
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                        .forEach(silent::add);
            }
        }
        assertThat(silent).isEmpty();
    }

    /** Of all modules with code. */
    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> sources = modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
            assertThat(sources).hasSize(4);
            return sources;
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, below)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }
}
