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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation names what exists, and everything that exists is documented. */
class DocumentationTest {

    /** Surefire runs in the module's folder. */
    private static final Path ROOT = requireNonNull(Path.of("").toAbsolutePath().getParent());

    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)#:]+)(#[^)]*)?\\)");

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

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, below)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }
}
