package dev.confiture.config.yaml;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import dev.confiture.problem.Suggestion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping whose values are handed out by type. What does not fit becomes a finding, and the value is empty: the caller
 * goes on with a default, so that one run finds everything.
 */
public final class YamlSection {

    private final YamlFile file;
    private final String path;
    private final Variables variables;
    private final Consumer<Problem> findings;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final SourceSpan place;

    private YamlSection(YamlFile file, String path, Variables variables, Consumer<Problem> findings, SourceSpan place) {
        this.file = file;
        this.path = path;
        this.variables = variables;
        this.findings = findings;
        this.place = place;
    }

    /** The whole file as one section; a file without content is an empty section. */
    public static YamlSection of(YamlFile file, Map<String, String> variables, Consumer<Problem> findings) {
        YamlSection top = new YamlSection(file, "", new Variables(variables), findings, SourceSpan.of(file.name()));
        return file.root().flatMap(root -> top.section("", root)).orElse(top);
    }

    /** Its keys, in the order of the file. */
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    public SourceSpan place() {
        return place;
    }

    /** Where a key stands; the section's own place if it has no such key. */
    public SourceSpan place(String key) {
        NodeTuple tuple = entries.get(key);
        return tuple == null ? place : file.place(tuple.getKeyNode());
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /**
     * Reports every key that is not known.
     *
     * @param known the keys that have an effect
     * @param former keys that configurations may have from elsewhere, with what to do instead
     */
    public void refuseOthers(List<String> known, Map<String, String> former) {
        entries.forEach((key, tuple) -> {
            if (!known.contains(key)) {
                String fix = former.getOrDefault(
                        key, Suggestion.didYouMean(key, known) + "Known keys here: " + String.join(", ", known));
                problem(
                        ProblemCode.CONFIG_UNKNOWN_KEY,
                        "Unknown key " + quoted(key) + inPath() + ".",
                        tuple.getKeyNode(),
                        fix);
            }
        });
    }

    /** A section below this one. */
    public Optional<YamlSection> section(String key) {
        return value(key).flatMap(node -> section(pathOf(key), node));
    }

    private Optional<YamlSection> section(String below, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            wrongType(below, node, "a mapping (key: value)");
            return Optional.empty();
        }
        YamlSection section = new YamlSection(file, below, variables, findings, file.place(node));
        for (NodeTuple tuple : mapping.getValue()) {
            section.add(tuple);
        }
        return Optional.of(section);
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            wrongType("a key" + inPath(), tuple.getKeyNode(), "a text");
            return;
        }
        NodeTuple first = entries.putIfAbsent(YamlFile.text(key), tuple);
        if (first != null) {
            problem(
                    ProblemCode.CONFIG_DUPLICATE_KEY,
                    "The key " + quoted(YamlFile.text(key)) + " stands twice" + inPath() + "; first at "
                            + file.place(first.getKeyNode()).position() + ".",
                    key,
                    "keep one of them");
        }
    }

    /** A text with its variables put in; may be secret. */
    public Optional<String> text(String key) {
        return value(key).flatMap(node -> text(pathOf(key), node));
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> flag(String key) {
        return converted(
                key,
                "true or false",
                text -> text.matches("true|false") ? Optional.of(text.equals("true")) : Optional.empty());
    }

    /** A whole number. */
    public Optional<Integer> number(String key) {
        return converted(
                key,
                "a whole number",
                text -> text.matches("[+-]?[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty());
    }

    /** One of an enum's words, written in lower case. */
    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(word -> word.name().toLowerCase(Locale.ROOT))
                .toList();
        return converted(
                key,
                words.stream().collect(Collectors.joining(", ", "one of ", "")),
                text -> words.contains(text)
                        ? Optional.of(Enum.valueOf(type, text.toUpperCase(Locale.ROOT)))
                        : Optional.empty(),
                words);
    }

    /** A text that means something; what it may be is said in {@code expected}. */
    public <T> Optional<T> converted(String key, String expected, Function<String, Optional<T>> conversion) {
        return converted(key, expected, conversion, List.of());
    }

    private <T> Optional<T> converted(
            String key, String expected, Function<String, Optional<T>> conversion, List<String> words) {
        Optional<Node> node = value(key);
        Optional<String> text = node.flatMap(value -> text(pathOf(key), value));
        Optional<T> converted = text.flatMap(conversion);
        if (text.isPresent() && converted.isEmpty() && node.get() instanceof ScalarNode scalar) {
            // The text as written: what a variable brought in is not repeated.
            badValue(key, YamlFile.text(scalar), expected, Suggestion.didYouMean(YamlFile.text(scalar), words));
        }
        return converted;
    }

    /** Reports a value that has the right type and still makes no sense. */
    public void badValue(String key, String written, String expected, String suggestion) {
        NodeTuple tuple = entries.get(key);
        problem(
                ProblemCode.CONFIG_BAD_VALUE,
                "The value of " + pathOf(key) + (YamlFile.looksSecret(written) ? "" : " is \"" + written + "\", which")
                        + " is not " + expected + ".",
                tuple == null ? null : tuple.getValueNode(),
                suggestion + "Write " + expected);
    }

    /** The elements of a list, each as a section of its own: a text becomes a section with that text under a key. */
    public List<YamlSection> sections(String key, String textKey) {
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof SequenceNode sequence)) {
            wrongType(pathOf(key), node.get(), "a list");
            return List.of();
        }
        return sequence.getValue().stream()
                .flatMap(element -> element(pathOf(key), element, textKey).stream())
                .toList();
    }

    private Optional<YamlSection> element(String below, Node element, String textKey) {
        if (!(element instanceof ScalarNode)) {
            return section(below, element);
        }
        YamlSection section = new YamlSection(file, below, variables, findings, file.place(element));
        section.entries.put(textKey, new NodeTuple(element, element));
        return Optional.of(section);
    }

    /** A list of texts; one text counts as a list of one. */
    public List<String> texts(String key) {
        return value(key).stream()
                .flatMap(node -> node instanceof SequenceNode sequence ? sequence.getValue().stream() : Stream.of(node))
                .flatMap(node -> text(pathOf(key), node).stream())
                .toList();
    }

    private Optional<String> text(String below, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            wrongType(below, node, "a text");
            return Optional.empty();
        }
        Variables.Expanded expanded = variables.expand(YamlFile.text(scalar));
        for (String name : expanded.missing()) {
            problem(
                    ProblemCode.CONFIG_MISSING_VARIABLE,
                    "The environment variable " + name + " is not set, and " + below + " needs it.",
                    node,
                    "set " + name + ", or write ${" + name + ":-default}");
        }
        if (expanded.malformed()) {
            problem(
                    ProblemCode.CONFIG_BAD_VALUE,
                    "The value of " + below + " has a ${ that begins no variable.",
                    node,
                    "write ${NAME} or ${NAME:-default}; for the characters themselves write $${");
        }
        return expanded.isComplete() ? Optional.of(expanded.text()) : Optional.empty();
    }

    private Optional<Node> value(String key) {
        Optional<Node> node = Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
        if (node.isPresent() && isNothing(node.get())) {
            problem(
                    ProblemCode.CONFIG_BAD_VALUE,
                    pathOf(key) + " has no value.",
                    key,
                    "write one, or leave the key out");
            return Optional.empty();
        }
        return node;
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && YamlFile.text(scalar).matches("|~|null|Null|NULL");
    }

    private void wrongType(String what, Node node, String expected) {
        String found = node instanceof MappingNode ? "a mapping" : node instanceof SequenceNode ? "a list" : "a text";
        problem(
                ProblemCode.CONFIG_BAD_VALUE,
                (what.isEmpty() ? file.name() : what) + " is " + found + " where " + expected + " is expected.",
                node,
                "write " + expected);
    }

    /** Reports something about the value of a key, or about the section if there is no such key. */
    public void problem(ProblemCode code, String what, String key, String fix) {
        NodeTuple tuple = entries.get(key);
        findings.accept(Problem.error(code, what, tuple == null ? place : file.place(tuple.getKeyNode()), "", fix));
    }

    private void problem(ProblemCode code, String what, @Nullable Node node, String fix) {
        findings.accept(Problem.error(code, what, node == null ? place : file.place(node), "", fix));
    }

    private String inPath() {
        return path.isEmpty() ? "" : " in " + path;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** A key as written, unless it could be anything else than a key. */
    private static String quoted(String key) {
        return key.matches("[A-Za-z0-9_.<-]{1,60}") ? "\"" + key + "\"" : "(not shown)";
    }
}
