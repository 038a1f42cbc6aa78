package dev.confiture.runner.script;

import static java.util.Objects.requireNonNull;

import dev.confiture.migration.BatchWork;
import dev.confiture.migration.Batches;
import dev.confiture.runner.context.SentStatement;
import dev.confiture.runner.context.StatementSender;
import dev.confiture.sql.SplitScript;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** Keeps the statements of declared SQL and sends none: of such a migration no code of the user's own runs. */
public final class CapturedStatements implements StatementSender {

    private final Consumer<SplitScript> rule;
    private final Queue<Optional<String>> rows = new ArrayDeque<>();
    private final List<Captured> captured = new ArrayList<>();

    /** @param rule refuses what cannot run this way */
    public CapturedStatements(Consumer<SplitScript> rule) {
        this.rule = requireNonNull(rule, "rule");
    }

    /** All so far, in order. */
    public List<Captured> all() {
        return List.copyOf(captured);
    }

    @Override
    public void check(SplitScript script) {
        rule.accept(script);
        script.statements()
                .forEach(statement ->
                        rows.add(statement.copyData().map(data -> script.text().substring(data.start(), data.end()))));
    }

    @Override
    public long send(SentStatement statement, Sending<Long, RuntimeException> sending) {
        captured.add(new Captured(statement, rows.remove()));
        return 0;
    }

    @Override
    public <T, E extends Exception> T ask(SentStatement statement, Sending<T, E> sending) {
        throw notDeclared();
    }

    @Override
    public long inBatches(String activity, Batches batches, BatchWork work) {
        throw notDeclared();
    }

    @Override
    public void noted(String progress) {
        throw notDeclared();
    }

    private static IllegalStateException notDeclared() {
        return new IllegalStateException("declared SQL is executed and nothing else");
    }

    /**
     * One statement.
     *
     * @param rows what COPY … FROM STDIN reads
     */
    public record Captured(SentStatement statement, Optional<String> rows) {}
}
