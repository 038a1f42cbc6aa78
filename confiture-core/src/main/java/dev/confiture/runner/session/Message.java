package dev.confiture.runner.session;

import static java.util.Objects.requireNonNull;

import dev.confiture.db.MessageOutcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Statements that go to the server in one round trip, and the questions among them. */
final class Message {

    /** What a message may ask. */
    enum Question {
        /** Whether both locks are still ours. */
        LOCKS,
        /** Which transaction it is. */
        TRANSACTION
    }

    private final List<String> statements = new ArrayList<>();
    private final Map<Question, Integer> questions = new EnumMap<>(Question.class);
    private final List<Integer> single = new ArrayList<>();

    /** @param sql each one statement, without a semicolon */
    Message add(List<String> sql) {
        statements.addAll(sql);
        return this;
    }

    Message add(String... sql) {
        return add(List.of(sql));
    }

    /** Statements that each have to change one row. */
    Message change(List<String> sql) {
        for (String statement : sql) {
            single.add(statements.size());
            statements.add(statement);
        }
        return this;
    }

    Message ask(Question question, String sql) {
        questions.put(question, statements.size());
        return add(sql);
    }

    String text() {
        return String.join(";\n", statements);
    }

    /** @param outcome of this message, complete */
    String answer(Question question, MessageOutcome outcome) {
        return outcome.values().get(requireNonNull(questions.get(question), question.name()));
    }

    /** @throws IllegalStateException if a change changed no row, or several */
    void requireChanges(MessageOutcome outcome) {
        for (int index : single) {
            if (outcome.rows().get(index) != 1) {
                throw new IllegalStateException(
                        outcome.rows().get(index) + " rows changed by " + statements.get(index));
            }
        }
    }
}
