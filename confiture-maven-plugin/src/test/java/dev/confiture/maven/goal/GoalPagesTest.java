package dev.confiture.maven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The plugin's descriptor and the pages in docs/goals. */
class GoalPagesTest {

    private static final Path DESCRIPTOR = Path.of("target/classes/META-INF/maven/plugin.xml");
    private static final Path ROOT = Path.of("..");
    private static final Path PAGES = ROOT.resolve("docs/goals");

    /** As a person would write it: {@code -Dconfiture.from=git:v1}. */
    private static final Pattern PROPERTY = Pattern.compile("-D(confiture\\.\\w+(?:\\.\\w+)*)");

    @Test
    void everyGoalHasAPageAndEveryPageAGoal() throws Exception {
        List<String> titles = new ArrayList<>();
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : pages.filter(each -> !each.endsWith("common.md")).toList()) {
                String title = Files.readAllLines(page).get(0).substring("# ".length());
                titles.addAll(Arrays.asList(title.split(", ", -1)));
            }
        }
        assertThat(titles)
                .containsExactlyInAnyOrderElementsOf(
                        goals().stream().map(goal -> text(goal, "goal")).toList());
    }

    @Test
    void everyPropertyIsExplained() throws Exception {
        String pages = pages();
        assertThat(properties())
                .hasSizeGreaterThan(10)
                .allSatisfy(property -> assertThat(pages).contains("`" + property + "`"));
    }

    @Test
    void everyPropertyThatATextNamesExists() throws Exception {
        List<String> known = new ArrayList<>(properties());
        // read by hand: -X prints parameters
        known.addAll(List.of("confiture.databaseUrl", "confiture.against", "confiture.from", "confiture.to"));
        known.add("confiture.corpora"); // of our own tests
        Map<String, String> named = new TreeMap<>();
        for (Path file : textsForPeople()) {
            Matcher property = PROPERTY.matcher(Files.readString(file));
            while (property.find()) {
                named.put(property.group(1), file.toString());
            }
        }
        assertThat(named).hasSizeGreaterThan(10);
        named.keySet().removeAll(known);
        assertThat(named)
                .as("properties that no goal has, and where they are named")
                .isEmpty();
    }

    /** Documentation, sources with messages, and what init writes. */
    private static List<Path> textsForPeople() throws IOException {
        List<Path> texts = new ArrayList<>();
        try (Stream<Path> top = Files.list(ROOT)) {
            top.filter(file -> file.toString().endsWith(".md")).forEach(texts::add);
        }
        for (String folder : List.of(
                "docs",
                "confiture-migrations-api/src/main",
                "confiture-core/src/main",
                "confiture-processor/src/main",
                "confiture-maven-plugin/src/main")) {
            try (Stream<Path> below = Files.walk(ROOT.resolve(folder))) {
                below.filter(Files::isRegularFile).forEach(texts::add);
            }
        }
        return texts;
    }

    private static List<String> properties() throws Exception {
        return goals().stream()
                .flatMap(goal -> elements(goal, "configuration").stream())
                .flatMap(configuration -> children(configuration).stream())
                .map(parameter -> parameter.getTextContent())
                .filter(expression -> expression.startsWith("${confiture."))
                .map(expression -> expression.substring(2, expression.length() - 1))
                .distinct()
                .toList();
    }

    @Test
    void everyGoalMayRunInParallel() throws Exception {
        assertThat(goals())
                .allSatisfy(goal -> assertThat(text(goal, "threadSafe")).isEqualTo("true"));
    }

    private static String pages() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            List<String> texts = new ArrayList<>();
            for (Path page : pages.toList()) {
                texts.add(Files.readString(page));
            }
            return texts.stream().collect(Collectors.joining("\n"));
        }
    }

    /** All but the generated help. */
    private static List<Element> goals() throws Exception {
        Document descriptor =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(DESCRIPTOR.toFile());
        List<Element> goals = elements(descriptor.getDocumentElement(), "mojo").stream()
                .filter(goal -> !text(goal, "goal").equals("help"))
                .toList();
        assertThat(goals).isNotEmpty();
        return goals;
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).get(0).getTextContent();
    }

    private static List<Element> elements(Element parent, String name) {
        return toList(parent.getElementsByTagName(name));
    }

    private static List<Element> children(Element parent) {
        return toList(parent.getChildNodes());
    }

    private static List<Element> toList(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
