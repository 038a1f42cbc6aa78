package dev.confiture.schema.lane;

import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.SqlToken;
import dev.confiture.sql.SqlToken.Kind;
import dev.confiture.sql.StatementKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The words of one statement, in lower case: names in quotes without them, punctuation as it is, literals as {@code '}.
 *
 * @param kind what the splitter made of it
 * @param sequence in the statement's order
 * @param depths for each of the sequence, in how many parentheses it stands
 * @param mentioned every word that may be a name, those inside function bodies and other literals too, but not what a
 *     comment says
 */
record LaneWords(StatementKind kind, List<String> sequence, List<Integer> depths, Set<String> mentioned) {

    private static final String LITERAL = "'";
    private static final Set<String> BEFORE_NAME = Set.of("if", "not", "exists", "only");

    static LaneWords of(SplitScript script, SqlStatement statement) {
        String text = script.text(statement);
        boolean literalsHoldNames = statement.kind() != StatementKind.COMMENT;
        List<String> sequence = new ArrayList<>();
        List<Integer> depths = new ArrayList<>();
        Set<String> mentioned = new HashSet<>();
        int depth = 0;
        for (SqlToken token : SqlLexer.tokens(text)) {
            String word = word(token, text);
            if (token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME) {
                mentioned.add(word);
            } else if (word.equals(LITERAL) && literalsHoldNames) {
                addNames(mentioned, text, token.start(), token.end());
            }
            depth -= token.kind() == Kind.CLOSE_PARENTHESIS ? 1 : 0;
            sequence.add(word);
            depths.add(depth);
            depth += token.kind() == Kind.OPEN_PARENTHESIS ? 1 : 0;
        }
        return new LaneWords(statement.kind(), sequence, depths, mentioned);
    }

    private static String word(SqlToken token, String text) {
        return switch (token.kind()) {
            case STRING, DOLLAR_STRING -> LITERAL;
            case QUOTED_NAME ->
                text.substring(text.indexOf('"', token.start()) + 1, token.end() - 1)
                        .toLowerCase(Locale.ROOT);
            default -> token.text(text).toLowerCase(Locale.ROOT);
        };
    }

    private static void addNames(Set<String> names, String text, int from, int to) {
        int start = -1;
        for (int i = from; i <= to; i++) {
            boolean inName = i < to && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_');
            if (inName && start < 0) {
                start = i;
            } else if (!inName && start >= 0) {
                names.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
        }
    }

    /** The word at that place; empty behind the end. */
    String at(int place) {
        return place < sequence.size() ? sequence.get(place) : "";
    }

    /** Whether it stands outside of all parentheses. */
    boolean hasOutside(String word) {
        for (int i = 0; i < sequence.size(); i++) {
            if (depths.get(i) == 0 && sequence.get(i).equals(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether these words follow each other somewhere. */
    boolean has(String first, String second) {
        for (int i = 0; i + 1 < sequence.size(); i++) {
            if (sequence.get(i).equals(first) && sequence.get(i + 1).equals(second)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The name at that place, without its schema.
     *
     * @param place of the first word behind the object's kind; {@code IF NOT EXISTS} and {@code ONLY} are passed over
     */
    Optional<Name> nameAt(int place) {
        int i = place;
        while (BEFORE_NAME.contains(at(i))) {
            i++;
        }
        while (at(i + 1).equals(".")) {
            i += 2;
        }
        return at(i).isEmpty() ? Optional.empty() : Optional.of(new Name(at(i), i + 1));
    }

    /**
     * A name in a statement.
     *
     * @param end the place behind it
     */
    record Name(String word, int end) {}
}
