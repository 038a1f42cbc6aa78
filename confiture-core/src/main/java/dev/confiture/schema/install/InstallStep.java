package dev.confiture.schema.install;

import dev.confiture.sql.MetaCommand;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the script that goes to the server as it stands there, so that positions in server errors count from its
 * start: neighbouring statements, or one COPY.
 *
 * @param start offset of the first statement in the script
 * @param end offset behind the last one
 */
record InstallStep(int start, int end, List<SqlStatement> statements) {

    /** Measured: larger messages are hardly faster, and the server holds a whole message parsed. */
    private static final int MAX_STATEMENTS = 50;

    private static final int MAX_CHARACTERS = 64 * 1024;

    InstallStep {
        statements = List.copyOf(statements);
    }

    static InstallStep copy(SqlStatement copy) {
        return new InstallStep(copy.start(), copy.end(), List.of(copy));
    }

    private static InstallStep of(List<SqlStatement> neighbours) {
        return new InstallStep(
                neighbours.get(0).start(), neighbours.get(neighbours.size() - 1).end(), neighbours);
    }

    boolean isCopy() {
        return statements.get(0).kind().isCopyFromStdin();
    }

    /** BEGIN and COMMIT: the installer's caller has the transaction. */
    static boolean isLeftOut(SqlStatement statement) {
        return statement.kind() == StatementKind.BEGIN || statement.kind() == StatementKind.COMMIT;
    }

    /** Everything to send, in the script's order. */
    static List<InstallStep> of(SplitScript script) {
        List<InstallStep> steps = new ArrayList<>();
        List<SqlStatement> neighbours = new ArrayList<>();
        for (SqlStatement statement : script.statements()) {
            boolean alone = isLeftOut(statement) || statement.kind().isCopyFromStdin();
            if (!neighbours.isEmpty() && (alone || !joins(neighbours, statement, script.metaCommands()))) {
                steps.add(of(neighbours));
                neighbours.clear();
            }
            if (statement.kind().isCopyFromStdin()) {
                steps.add(copy(statement));
            } else if (!alone) {
                neighbours.add(statement);
            }
        }
        if (!neighbours.isEmpty()) {
            steps.add(of(neighbours));
        }
        return steps;
    }

    private static boolean joins(List<SqlStatement> neighbours, SqlStatement next, List<MetaCommand> commands) {
        int start = neighbours.get(0).start();
        int last = neighbours.get(neighbours.size() - 1).end();
        return neighbours.size() < MAX_STATEMENTS
                && next.end() - start <= MAX_CHARACTERS
                && commands.stream().noneMatch(command -> command.start() >= last && command.start() < next.start());
    }
}
