package dev.confiture.sql;

import dev.confiture.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One statement while its tokens arrive: knows whether a semicolon would end it, and what kind it is. */
final class StatementUnderway {

    /** No rule about kinds looks further. */
    private static final int LEADING = 8;

    private final String script;
    private final List<String> leading = new ArrayList<>(LEADING);
    private int start = -1;
    private int end;
    private int depth;
    private int outermostParenthesis;
    private int blocks;
    private int atomicBody;
    private boolean concurrently;
    private boolean fromStdin;
    private String mainVerb = "";
    private SqlToken previous;

    StatementUnderway(String script) {
        this.script = script;
        this.previous = new SqlToken(Kind.END, 0, 0);
    }

    boolean isEmpty() {
        return start < 0;
    }

    /** What a semicolon here would be inside of. */
    Optional<Unterminated> open() {
        if (depth > 0) {
            return Optional.of(new Unterminated(Unterminated.What.PARENTHESIS, outermostParenthesis));
        }
        return blocks > 0 ? Optional.of(new Unterminated(Unterminated.What.ATOMIC_BODY, atomicBody)) : Optional.empty();
    }

    /** Takes the next token; not a comment, not the semicolon that ends the statement. */
    void add(SqlToken token) {
        if (start < 0) {
            start = token.start();
        }
        end = token.end();
        if (depth == 0 && leading.size() < LEADING) {
            leading.add(
                    token.kind() == Kind.WORD
                            ? token.text(script).toUpperCase(Locale.ROOT)
                            : leadingMark(token.kind()));
        }
        switch (token.kind()) {
            case OPEN_PARENTHESIS -> {
                if (depth++ == 0) {
                    outermostParenthesis = token.start();
                }
            }
            case CLOSE_PARENTHESIS -> depth = Math.max(0, depth - 1);
            case WORD -> word(token);
            default -> {}
        }
        previous = token;
    }

    private static String leadingMark(Kind kind) {
        return kind == Kind.OPEN_PARENTHESIS ? "(" : "";
    }

    private void word(SqlToken token) {
        trackAtomicBody(token);
        if (token.isWord(script, "CONCURRENTLY")) {
            concurrently = true;
        } else if (previous.isWord(script, "CONCURRENTLY")
                && (token.isWord(script, "FALSE") || token.isWord(script, "OFF"))) {
            concurrently = false;
        }
        if (depth > 0) {
            return;
        }
        // The server takes STDOUT for STDIN here, too.
        if (previous.isWord(script, "FROM") && (token.isWord(script, "STDIN") || token.isWord(script, "STDOUT"))) {
            fromStdin = true;
        }
        if (leading.get(0).equals("WITH") && mainVerb.isEmpty() && previous.kind() == Kind.CLOSE_PARENTHESIS) {
            mainVerb = verb(token);
        }
    }

    private String verb(SqlToken token) {
        for (String verb : List.of("INSERT", "UPDATE", "DELETE", "MERGE", "SELECT")) {
            if (token.isWord(script, verb)) {
                return verb;
            }
        }
        return "";
    }

    /**
     * Counts BEGIN ATOMIC and CASE against END in the body of an SQL function, where semicolons end nothing. A name after
     * AS or a dot is no key word: {@code SELECT 1 AS end}.
     */
    private void trackAtomicBody(SqlToken token) {
        if (blocks == 0) {
            if (token.isWord(script, "ATOMIC") && previous.isWord(script, "BEGIN") && createsRoutine()) {
                blocks = 1;
                atomicBody = previous.start();
            }
            return;
        }
        boolean label = previous.isWord(script, "AS")
                || (previous.kind() == Kind.PUNCTUATION && script.charAt(previous.start()) == '.');
        if (!label && token.isWord(script, "CASE")) {
            blocks++;
        } else if (!label && token.isWord(script, "END")) {
            blocks--;
        }
    }

    private boolean createsRoutine() {
        int object = leading.size() > 2
                        && leading.get(1).equals("OR")
                        && leading.get(2).equals("REPLACE")
                ? 3
                : 1;
        return leading.get(0).equals("CREATE")
                && leading.size() > object
                && (leading.get(object).equals("FUNCTION")
                        || leading.get(object).equals("PROCEDURE"));
    }

    SqlStatement finish(boolean terminated) {
        StatementKind kind = StatementKindRules.kind(leading, concurrently, fromStdin, mainVerb);
        return new SqlStatement(start, end, terminated, kind, Optional.empty());
    }
}
