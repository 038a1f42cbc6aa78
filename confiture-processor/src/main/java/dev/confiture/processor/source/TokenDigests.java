package dev.confiture.processor.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.ClassTree;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * SHA-256 over the tokens that make up each migration of a file: the whole file, without the other migrations in it, and
 * without imports that nothing left over names. So adding a migration to a file changes no other one, while a constant
 * or a helper class of the file counts for all of them.
 */
final class TokenDigests {

    /** A migration's place in the text; the whole file has none around it. */
    private record Range(int start, int end, List<Token> ownTokens, List<Range> around) {}

    private final Map<ClassTree, Range> ranges = new HashMap<>();
    private final Range file;
    private final List<List<Token>> imports = new ArrayList<>();

    TokenDigests(SourceUnit unit, Collection<ClassTree> migrations) {
        file = new Range(0, unit.text().text().length(), new ArrayList<>(), List.of());
        List<ClassTree> sorted =
                migrations.stream().sorted(Comparator.comparingInt(unit::start)).toList();
        Deque<Range> open = new ArrayDeque<>(List.of(file));
        for (ClassTree migration : sorted) {
            closeBefore(unit.start(migration), open);
            Range range = new Range(unit.start(migration), unit.end(migration), new ArrayList<>(), List.copyOf(open));
            ranges.put(migration, range);
            open.push(range);
        }
        distribute(Tokeniser.tokens(unit.text().text()));
    }

    private static void closeBefore(int place, Deque<Range> open) {
        while (open.element().end() <= place && open.size() > 1) {
            open.pop();
        }
    }

    /** Gives each token to the innermost migration around it, or to the file. */
    private void distribute(List<Token> tokens) {
        Deque<Range> waiting = new ArrayDeque<>(ranges.values().stream()
                .sorted(Comparator.comparingInt(Range::start))
                .toList());
        Deque<Range> open = new ArrayDeque<>(List.of(file));
        int at = 0;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            closeBefore(token.start(), open);
            while (!waiting.isEmpty() && waiting.element().start() <= token.start()) {
                open.push(waiting.remove());
            }
            if (token.text().equals("import") && open.size() == 1) {
                int end = at;
                while (end < tokens.size() && !tokens.get(end).text().equals(";")) {
                    end++;
                }
                imports.add(tokens.subList(at, end));
                at = end + 1;
            } else {
                open.element().ownTokens().add(token);
                at++;
            }
        }
    }

    /**
     * @param migration one of those given to the constructor
     * @return 64 hexadecimal digits
     */
    String of(ClassTree migration) {
        Range range = ranges.getOrDefault(migration, file);
        List<Token> tokens = new ArrayList<>(range.ownTokens());
        range.around().forEach(outer -> tokens.addAll(outer.ownTokens()));
        tokens.sort(Comparator.comparingInt(Token::start));
        Set<String> names =
                tokens.stream().filter(Token::isName).map(Token::text).collect(Collectors.toCollection(HashSet::new));
        // A star may import anything; a name that does not occur imports nothing that matters.
        TreeSet<String> used = imports.stream()
                .filter(line -> names.contains(last(line)) || last(line).equals("*"))
                .map(line -> line.stream().map(Token::text).collect(Collectors.joining(" ")))
                .collect(Collectors.toCollection(TreeSet::new));
        MessageDigest sha256 = sha256();
        tokens.forEach(token -> update(sha256, token.text()));
        used.forEach(line -> update(sha256, line));
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static String last(List<Token> line) {
        return line.get(line.size() - 1).text();
    }

    private static void update(MessageDigest sha256, String text) {
        sha256.update(text.getBytes(UTF_8));
        sha256.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
