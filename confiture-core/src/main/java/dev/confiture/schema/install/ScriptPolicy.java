package dev.confiture.schema.install;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Severity;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.sql.MetaCommand;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementKind;
import dev.confiture.sql.Unterminated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What of a script a build leaves out and what it refuses, judged from the text alone. */
final class ScriptPolicy {

    private static final String ONE_TRANSACTION = "a build runs the whole script in one transaction of its own";

    private static final String GUARD = """
            create it only where it is missing:
            DO $$ BEGIN
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'name') THEN CREATE ROLE name; END IF;
            END $$;""";

    private final BuiltSchema schema;
    private final SplitScript script;

    ScriptPolicy(BuiltSchema schema) {
        this.schema = schema;
        this.script = schema.split();
    }

    /** In the script's order: errors for what is refused, notes for what is kept in the script but not sent. */
    List<Problem> findings() {
        Map<Integer, Problem> findings = new TreeMap<>(Comparator.naturalOrder());
        for (MetaCommand command : script.metaCommands()) {
            findings.put(command.start(), judge(command));
        }
        for (SqlStatement statement : script.statements()) {
            judge(statement).ifPresent(problem -> findings.put(statement.start(), problem));
        }
        script.unterminated().ifPresent(open -> findings.put(open.offset(), unterminated(open)));
        int nul = script.text().indexOf('\0');
        if (nul >= 0) {
            findings.put(
                    nul,
                    refused(
                            nul,
                            "A schema file holds a NUL character.",
                            "PostgreSQL ends its text there",
                            "remove the character"));
        }
        return new ArrayList<>(findings.values());
    }

    private Problem judge(MetaCommand command) {
        boolean restricts = command.name().equals("restrict") || command.name().equals("unrestrict");
        boolean insideStatement = script.statements().stream()
                .anyMatch(statement -> statement.start() < command.start() && command.start() < statement.end());
        if (restricts && !insideStatement) {
            return notSent(
                    command.start(), "\\" + command.name(), "it is a command to psql, and means nothing elsewhere");
        }
        String fix = restricts ? "move it between two statements" : MetaCommandAdvice.of(command.name());
        return refused(
                command.start(),
                "\\" + command.name() + " is a command to psql, not SQL.",
                "a build sends the script to the server, which knows no backslash commands",
                fix);
    }

    private Optional<Problem> judge(SqlStatement statement) {
        if (InstallStep.isLeftOut(statement)) {
            return Optional.of(notSent(statement.start(), words(statement, 1), ONE_TRANSACTION));
        }
        return switch (statement.kind()) {
            case ROLLBACK, PREPARED_TRANSACTION -> refusal(statement, ONE_TRANSACTION, "remove the statement");
            case DATABASE ->
                refusal(statement, "database_url names the database, and build creates it", "remove the statement");
            case TABLESPACE ->
                refusal(
                        statement,
                        "a tablespace belongs to the whole server, and is not made inside a transaction",
                        "create it on the server once, by hand");
            case ROLE ->
                refusal(
                        statement,
                        "roles belong to the whole server: the second build would fail on what the first one made",
                        statement.kind() == StatementKind.ROLE
                                        && words(statement, 1).equals("DROP")
                                ? "remove the statement, or do it in a DO block that looks into pg_roles first"
                                : GUARD);
            case ALTER_SYSTEM ->
                refusal(
                        statement,
                        "it changes the whole server",
                        "write ALTER DATABASE … SET or ALTER ROLE … SET, or set it on the server");
            case VACUUM ->
                refusal(statement, "VACUUM does not run inside a transaction", "remove it; ANALYZE is allowed");
            case CONCURRENTLY ->
                refusal(
                        statement,
                        " … CONCURRENTLY",
                        "CONCURRENTLY does not run inside a transaction",
                        "leave the word CONCURRENTLY out: nobody else uses the new database");
            case OUTSIDE_TRANSACTION ->
                refusal(
                        statement,
                        "PostgreSQL does not run it inside a transaction",
                        "remove it; a new database does not need it");
            case SETTING ->
                SettingPolicy.of(script.text(statement)).map(finding -> {
                    String setting = "The setting of " + finding.name() + " cannot be part of a build.";
                    return refused(statement.start(), setting, finding.why(), finding.fix());
                });
            default -> Optional.empty();
        };
    }

    private Optional<Problem> refusal(SqlStatement statement, String why, String fix) {
        return refusal(statement, "", why, fix);
    }

    private Optional<Problem> refusal(SqlStatement statement, String form, String why, String fix) {
        String what = words(statement, 2) + form + " cannot be part of a build.";
        return Optional.of(refused(statement.start(), what, why, fix));
    }

    private Problem refused(int offset, String what, String why, String fix) {
        return Problem.error(ProblemCode.SCHEMA_STATEMENT_REFUSED, what, schema.locate(offset), why, fix);
    }

    private Problem notSent(int offset, String what, String why) {
        return new Problem(
                ProblemCode.SCHEMA_STATEMENT_NOT_SENT,
                Severity.NOTE,
                what + " stays in the script but is not sent to the server.",
                Optional.of(schema.locate(offset)),
                why,
                "");
    }

    private Problem unterminated(Unterminated open) {
        return Problem.error(
                ProblemCode.SQL_UNTERMINATED,
                "The script ends inside " + open.what().description() + ".",
                schema.locate(open.offset()),
                "it begins here and nothing ends it",
                "end it with " + open.what().closing());
    }

    /** The first words of the statement, as a person would name it. */
    private String words(SqlStatement statement, int count) {
        return StatementWords.first(script.text(statement), count);
    }
}
