package dev.confiture.config.yaml;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One YAML file: its tree and its lines. Lines are shown in problems, so this class knows which parts of them may be
 * secret.
 */
public final class YamlFile {

    private final String name;
    private final List<String> lines;
    private final Optional<Node> root;
    /** Line index to the column (both from 0) from which on its text may be secret. */
    private final Map<Integer, Integer> secretFrom = new TreeMap<>();

    private YamlFile(String name, String text, Optional<Node> root) {
        this.name = name;
        this.lines = text.lines().toList();
        this.root = root;
        root.ifPresent(node -> markSecrets(node, Collections.newSetFromMap(new IdentityHashMap<>())));
    }

    /**
     * @param file to read
     * @param name what messages call it
     * @param findings receives the error if the file is not readable, not UTF-8 or not YAML
     * @return empty if there was an error
     */
    public static Optional<YamlFile> read(Path file, String name, Consumer<Problem> findings) {
        Optional<String> text = readText(file, name, findings);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        // Duplicate keys are let through here: the sections report all of them, not the first.
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setLabel(name)
                .build();
        try {
            return Optional.of(
                    new YamlFile(name, text.get(), new Compose(settings).composeString(Variables.hidden(text.get()))));
        } catch (YamlEngineException e) {
            findings.accept(syntaxProblem(name, text.get(), e));
            return Optional.empty();
        }
    }

    private static Optional<String> readText(Path file, String name, Consumer<Problem> findings) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            findings.accept(unreadable(name, "it is not UTF-8 text", "save it as UTF-8"));
        } catch (IOException e) {
            findings.accept(unreadable(name, String.valueOf(e.getMessage()), "check that it is a file you may read"));
        }
        return Optional.empty();
    }

    private static Problem unreadable(String name, String why, String fix) {
        return Problem.error(ProblemCode.CONFIG_UNREADABLE, name + " cannot be read.", SourceSpan.of(name), why, fix);
    }

    private static Problem syntaxProblem(String name, String text, YamlEngineException error) {
        Optional<Mark> mark = error instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark().or(marked::getContextMark)
                : Optional.empty();
        SourceSpan place = mark.map(at -> {
                    SourceSpan span = SourceSpan.of(name, at.getLine() + 1, at.getColumn() + 1);
                    // Without a tree nobody knows what on this line is secret, so a suspicious one is not shown.
                    return text.lines()
                            .skip(at.getLine())
                            .findFirst()
                            .filter(line -> !looksSecret(line))
                            .map(span::withExcerpt)
                            .orElse(span);
                })
                .orElse(SourceSpan.of(name));
        String why = error instanceof MarkedYamlEngineException marked
                ? String.join(" ", String.valueOf(marked.getContext()), String.valueOf(marked.getProblem()))
                        .replace("null", "")
                        .strip()
                : "the YAML reader gave up";
        return Problem.error(
                ProblemCode.CONFIG_SYNTAX,
                name + " is not valid YAML.",
                place,
                why,
                "check indentation and quotes at this place and just above it; put values with : or # in quotes");
    }

    /** The top of the tree; empty for a file without content. */
    public Optional<Node> root() {
        return root;
    }

    /** What messages call the file. */
    public String name() {
        return name;
    }

    /** Where a node begins, with its line as far as that is not secret. */
    public SourceSpan place(Node node) {
        Optional<Mark> mark = node.getStartMark();
        if (mark.isEmpty()) {
            return SourceSpan.of(name);
        }
        int line = mark.get().getLine();
        int column = mark.get().getColumn();
        SourceSpan span = SourceSpan.of(name, line + 1, column + 1);
        if (line >= lines.size()) {
            return span;
        }
        String text = lines.get(line);
        int shown = secretFrom.getOrDefault(line, Integer.MAX_VALUE);
        if (shown < column) {
            return span;
        }
        if (shown < text.codePointCount(0, text.length())) {
            text = text.substring(0, text.offsetByCodePoints(0, shown)) + "***";
        }
        return looksSecret(text.replaceFirst("database_url: *(\\*\\*\\*)?$", "")) ? span : span.withExcerpt(text);
    }

    /** A scalar as it is written in the file. */
    static String text(ScalarNode scalar) {
        return Variables.shown(scalar.getValue());
    }

    private void markSecrets(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                boolean secretKey = tuple.getKeyNode() instanceof ScalarNode key && looksSecret(text(key));
                markSecrets(tuple.getKeyNode(), seen);
                if (secretKey) {
                    markAll(tuple.getValueNode());
                }
                markSecrets(tuple.getValueNode(), seen);
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(element -> markSecrets(element, seen));
        } else if (node instanceof ScalarNode scalar && text(scalar).contains("://")) {
            markAll(node);
        }
    }

    private void markAll(Node node) {
        boolean harmless = node instanceof ScalarNode scalar
                && text(scalar).matches("\\$\\{[A-Za-z0-9_]+}|embedded[:/A-Za-z0-9_-]*");
        if (harmless || node.getStartMark().isEmpty()) {
            return;
        }
        Mark start = node.getStartMark().get();
        int last = node.getEndMark().map(Mark::getLine).orElse(lines.size());
        secretFrom.merge(start.getLine(), start.getColumn(), Math::min);
        for (int line = start.getLine() + 1; line <= last; line++) {
            secretFrom.merge(line, 0, Math::min);
        }
    }

    static boolean looksSecret(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("://")
                || lower.contains("@")
                || lower.contains("passw")
                || lower.contains("secret")
                || lower.contains("database_url");
    }
}
