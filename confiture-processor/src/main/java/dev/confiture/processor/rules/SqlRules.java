package dev.confiture.processor.rules;

import dev.confiture.index.MigrationOptions;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import dev.confiture.processor.source.SourceUnit;
import dev.confiture.processor.text.MappedText;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementSplitter;
import dev.confiture.sql.TextPositions;
import dev.confiture.sql.Unterminated;
import java.util.Optional;
import java.util.function.IntFunction;

/** What is wrong with the constant SQL of one class, as far as one can say without a server. */
final class SqlRules {

    private final Optional<AnnotationMembers> migration;

    private SqlRules(Optional<AnnotationMembers> migration) {
        this.migration = migration;
    }

    /** The rules for a class with that {@code @Migration}; empty for one that is no migration itself. */
    static SqlRules of(Optional<AnnotationMembers> migration) {
        return new SqlRules(migration);
    }

    /** SQL whose place in its file is known, character by character. */
    Optional<Problem> check(MappedText sql, SourceUnit unit) {
        return check(sql.text(), offset -> Optional.of(unit.span(sql.offset(offset))));
    }

    /** SQL from a constant of another file: places are told within the SQL. */
    Optional<Problem> check(String sql) {
        return check(sql, offset -> Optional.empty());
    }

    private Optional<Problem> check(String sql, IntFunction<Optional<SourceSpan>> place) {
        SplitScript script = StatementSplitter.split(sql);
        if (script.unterminated().isPresent()) {
            return Optional.of(unterminated(sql, script.unterminated().get(), place));
        }
        if (script.statements().isEmpty() && script.metaCommands().isEmpty()) {
            return Optional.of(Problem.error(
                    ProblemCode.MIGRATION_EMPTY_SQL,
                    "The SQL holds no statement.",
                    "it is empty, or only blanks, semicolons and comments",
                    "write the statement, or remove the element"));
        }
        for (SqlStatement statement : script.statements()) {
            if (statement.kind().runsOutsideTransaction() && isTransactional()) {
                return Optional.of(needsNoTransaction(
                        migration.orElseThrow(), firstLine(script.text(statement)), place.apply(statement.start())));
            }
        }
        return Optional.empty();
    }

    private boolean isTransactional() {
        return migration.isPresent()
                && migration.get().flag("transactional", MigrationOptions.DEFAULTS.transactional());
    }

    private static Problem needsNoTransaction(
            AnnotationMembers migration, String statement, Optional<SourceSpan> place) {
        Problem problem = Problem.error(
                ProblemCode.MIGRATION_NEEDS_NO_TRANSACTION,
                "The migration has a transaction, in which " + statement + " cannot run.",
                "PostgreSQL refuses it in every transaction (SQLSTATE 25001)",
                "declare @Migration(version = \"" + migration.text("version").orElse("") + "\", name = \""
                        + migration.text("name").orElse("") + "\", transactional = false)");
        return place.map(problem::at).orElse(problem);
    }

    private static String firstLine(String sql) {
        String line = sql.lines().findFirst().orElse("");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    private static Problem unterminated(String sql, Unterminated open, IntFunction<Optional<SourceSpan>> place) {
        TextPositions positions = TextPositions.of(sql);
        Problem problem = Problem.error(
                ProblemCode.SQL_UNTERMINATED,
                "The SQL ends inside " + open.what().description() + ".",
                "it begins in line " + positions.line(open.offset()) + ", column " + positions.column(open.offset())
                        + " of the SQL",
                "close it with " + open.what().closing());
        return place.apply(open.offset()).map(problem::at).orElse(problem);
    }
}
