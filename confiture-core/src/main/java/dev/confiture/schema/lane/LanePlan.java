package dev.confiture.schema.lane;

import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A script cut for two sessions that fill a new database together. Each stretch is a transaction of the main lane; what it
 * leaves to the side lane may begin once that is committed. BEGIN and COMMIT of the script are left out.
 *
 * @param stretches in the script's order
 * @param rest what runs at the end in one transaction, when both lanes are done
 * @param statements how many these are; a setting that both lanes make counts once
 */
public record LanePlan(List<Stretch> stretches, List<SqlStatement> rest, int statements) {

    /** Below that, a second session costs more than it saves. */
    private static final int WORTH_A_LANE = 40;

    /** The side lane should neither wait long for its next work nor for the locks of the main lane. */
    private static final int STRETCH = 10;

    public LanePlan {
        stretches = List.copyOf(stretches);
        rest = List.copyOf(rest);
    }

    /**
     * One transaction of the main lane.
     *
     * @param side what the side lane may do afterwards, statement by statement, in this order
     * @param alone whether the side lane has to be idle before
     */
    public record Stretch(List<SqlStatement> main, List<SqlStatement> side, boolean alone) {

        public Stretch {
            main = List.copyOf(main);
            side = List.copyOf(side);
        }
    }

    /** How to share the work; empty if it is not worth it. */
    public static Optional<LanePlan> of(SplitScript script) {
        List<SqlStatement> statements = script.statements().stream()
                .filter(statement ->
                        statement.kind() != StatementKind.BEGIN && statement.kind() != StatementKind.COMMIT)
                .toList();
        List<LaneWords> words = statements.stream()
                .map(statement -> LaneWords.of(script, statement))
                .toList();
        List<LaneRole> roles = roles(words);
        return roles.stream().filter(role -> role == LaneRole.SIDE).count() < WORTH_A_LANE
                ? Optional.empty()
                : Optional.of(cut(statements, roles));
    }

    private static List<LaneRole> roles(List<LaneWords> statements) {
        boolean deferrable =
                statements.stream().anyMatch(words -> words.mentioned().contains("deferrable"));
        LaneRules rules = new LaneRules(deferrable);
        List<LaneRole> roles = new ArrayList<>();
        for (LaneWords words : statements) {
            LaneRole role = rules.role(words);
            roles.add(role);
            if (role == LaneRole.LAST) {
                break;
            }
        }
        // The server finds names for indexes one after the other: all of them in one lane, or the names would differ.
        List<LaneRole> turns = takeTurns(statements, roles, !namesIndexes(statements, roles));
        if (unnamedIndexes(statements, turns).size() > 1) {
            turns = takeTurns(statements, roles, false);
        }
        while (turns.size() < statements.size()) {
            turns.add(LaneRole.LAST);
        }
        return turns;
    }

    /** Whether a statement of the main lane may make something with the name that the server finds for an index. */
    private static boolean namesIndexes(List<LaneWords> statements, List<LaneRole> roles) {
        for (int i = 0; i < roles.size(); i++) {
            if (roles.get(i) != LaneRole.SIDE
                    && statements.get(i).mentioned().stream().anyMatch(LanePlan::isNameOfIndex)) {
                return true;
            }
        }
        return false;
    }

    /** {@code …_idx}, perhaps with a number behind it. */
    private static boolean isNameOfIndex(String word) {
        int end = word.length();
        while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
            end--;
        }
        return word.startsWith("_idx", end - 4);
    }

    private static Set<LaneRole> unnamedIndexes(List<LaneWords> statements, List<LaneRole> roles) {
        Set<LaneRole> found = EnumSet.noneOf(LaneRole.class);
        for (int i = 0; i < roles.size(); i++) {
            if (LaneRules.isUnnamedIndex(statements.get(i))) {
                found.add(roles.get(i));
            }
        }
        return found;
    }

    /** Keeps those out of the side lane that would miss their turn. */
    private static List<LaneRole> takeTurns(List<LaneWords> statements, List<LaneRole> roles, boolean unnamedAside) {
        List<LaneRole> turns = new ArrayList<>(roles);
        Map<String, Integer> lastMade = lastMade(statements, roles);
        Set<String> neededLater = new HashSet<>();
        for (int i = roles.size() - 1; i >= 0; i--) {
            LaneWords words = statements.get(i);
            int place = i;
            boolean mayWait =
                    LaneRules.needed(words).filter(neededLater::contains).isEmpty()
                            && words.mentioned().stream().noneMatch(word -> lastMade.getOrDefault(word, 0) > place)
                            && (unnamedAside || !LaneRules.isUnnamedIndex(words));
            if (turns.get(i) == LaneRole.SIDE && !mayWait) {
                turns.set(i, LaneRole.MAIN);
            }
            if (turns.get(i) == LaneRole.MAIN) {
                neededLater.addAll(words.mentioned());
            }
        }
        return turns;
    }

    /** The place at which each name is made for the last time. */
    private static Map<String, Integer> lastMade(List<LaneWords> statements, List<LaneRole> roles) {
        Map<String, Integer> lastMade = new HashMap<>();
        for (int i = 0; i < roles.size(); i++) {
            int place = i;
            LaneRules.created(statements.get(i)).ifPresent(name -> lastMade.put(name, place));
        }
        return lastMade;
    }

    private static LanePlan cut(List<SqlStatement> statements, List<LaneRole> roles) {
        List<Stretch> stretches = new ArrayList<>();
        Deque<SqlStatement> main = new ArrayDeque<>();
        Deque<SqlStatement> side = new ArrayDeque<>();
        List<SqlStatement> rest = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            SqlStatement statement = statements.get(i);
            LaneRole role = roles.get(i);
            if (main.size() == STRETCH || role == LaneRole.ALONE || role == LaneRole.LAST) {
                close(stretches, main, side);
            }
            switch (role) {
                case MAIN -> main.add(statement);
                case SIDE -> side.add(statement);
                case BOTH -> {
                    main.add(statement);
                    side.add(statement);
                }
                case ALONE -> stretches.add(new Stretch(List.of(statement), List.of(), true));
                case LAST -> rest.add(statement);
            }
        }
        close(stretches, main, side);
        return new LanePlan(stretches, rest, statements.size());
    }

    private static void close(List<Stretch> stretches, Deque<SqlStatement> main, Deque<SqlStatement> side) {
        if (!main.isEmpty() || !side.isEmpty()) {
            stretches.add(new Stretch(List.copyOf(main), List.copyOf(side), false));
        }
        main.clear();
        side.clear();
    }
}
