package dev.confiture.db;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server or the driver reports, as facts for problems. */
public final class SqlErrors {

    /** Not null, check, view with check option: the server's detail is the whole row, in its own language. */
    private static final Set<String> DETAIL_IS_A_ROW = Set.of("23502", "23514", "44000");

    /** {@code COPY users, line 2: "…"}: what follows is the line, or a value of it. */
    private static final Pattern COPIED = Pattern.compile("(COPY [^\"]*?): \".*", Pattern.DOTALL);

    private SqlErrors() {}

    /** The server's own report, if the error comes from the server. */
    public static Optional<ServerErrorMessage> serverMessage(SQLException error) {
        return error instanceof PSQLException reported
                ? Optional.ofNullable(reported.getServerErrorMessage())
                : Optional.empty();
    }

    /** Whether the server is gone for this session, so that nothing can be asked or undone in it. */
    public static boolean isConnectionLost(SQLException error) {
        return isConnectionLost(String.valueOf(error.getSQLState()));
    }

    /** The same for a SQLSTATE. */
    public static boolean isConnectionLost(String state) {
        return state.startsWith("08") || state.startsWith("57P");
    }

    /**
     * What the message of an error names, where the server says it nowhere else; its own servers speak English.
     *
     * @param error or one of its causes
     * @param message with one group
     */
    public static Optional<String> named(Throwable error, String sqlState, Pattern message) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .filter(PSQLException.class::isInstance)
                .map(PSQLException.class::cast)
                .filter(cause -> sqlState.equals(cause.getSQLState()))
                .flatMap(cause -> serverMessage(cause).stream())
                .flatMap(told -> Stream.ofNullable(told.getMessage()))
                .map(message::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    /** 1-based position in the sent text, in code points; empty if the server names none. */
    public static Optional<Integer> position(SQLException error) {
        return serverMessage(error).map(ServerErrorMessage::getPosition).filter(position -> position > 0);
    }

    /**
     * The reason in lines: message and SQLSTATE, then detail, hint and context where the server gives them, without rows.
     */
    public static String why(SQLException error) {
        Optional<ServerErrorMessage> server = serverMessage(error);
        StringBuilder why = new StringBuilder();
        why.append(server.map(ServerErrorMessage::getMessage).orElse(error.getMessage()))
                .append(state(error.getSQLState()));
        server.ifPresent(told -> appendFacts(why, told));
        return why.toString();
    }

    /** As {@link #why}, without the message. */
    static String facts(Optional<ServerErrorMessage> told, @Nullable String state) {
        StringBuilder facts = new StringBuilder(state(state).strip());
        told.ifPresent(message -> appendFacts(facts, message));
        return facts.toString();
    }

    private static void appendFacts(StringBuilder text, ServerErrorMessage told) {
        if (!DETAIL_IS_A_ROW.contains(String.valueOf(told.getSQLState()))) {
            append(text, "detail: ", told.getDetail());
        }
        append(text, "hint: ", told.getHint());
        String where = told.getWhere();
        append(text, "in: ", where == null ? null : COPIED.matcher(where).replaceFirst("$1"));
    }

    public static Problem unreachable(Database database, SQLException error) {
        return Problem.error(
                ProblemCode.DATABASE_UNREACHABLE,
                "Cannot open database " + database.label() + ".",
                why(error) + cause(error),
                "check host, port, database name, user and password of the environment");
    }

    /** Why the network said no, where the driver's own sentence does not tell: an unknown host, a certificate. */
    private static String cause(SQLException error) {
        Throwable cause = error.getCause();
        boolean isTold = !(cause instanceof IOException) || cause instanceof ConnectException;
        return isTold ? "" : "\ncaused by: " + cause;
    }

    private static String state(@Nullable String state) {
        return state == null ? "" : " (SQLSTATE " + state + ")";
    }

    private static void append(StringBuilder text, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            text.append('\n').append(label).append(value.strip());
        }
    }
}
