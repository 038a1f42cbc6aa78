package dev.confiture;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells what to do where the scratch server lacks an extension. */
final class MissingExtension {

    private static final String NOT_SUPPORTED = "0A000";

    /** The server tells the name in its message only; the embedded one speaks English. */
    private static final Pattern MISSING = Pattern.compile("extension \"(.+)\" is not available");

    private MissingExtension() {}

    /** Empty if the failure is about something else. */
    static Optional<ConfitureException> in(Exception failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(PSQLException.class::isInstance)
                .map(PSQLException.class::cast)
                .filter(cause -> NOT_SUPPORTED.equals(cause.getSQLState()))
                .map(PSQLException::getServerErrorMessage)
                .filter(Objects::nonNull)
                .map(ServerErrorMessage::getMessage)
                .filter(Objects::nonNull)
                .map(MISSING::matcher)
                .filter(Matcher::find)
                .findFirst()
                .map(matcher -> problem(matcher.group(1), failure));
    }

    private static ConfitureException problem(String extension, Exception failure) {
        Problem problem = Problem.error(
                ProblemCode.DIFF_MISSING_EXTENSION,
                "The embedded PostgreSQL does not have the extension \"" + extension + "\".",
                "schemas are compared on an embedded server, which has what comes with PostgreSQL itself",
                "put what needs it into a file of its own, and compare a folder without that file"
                        + " (-Dconfiture.to=db/schema/10_tables)");
        Optional<Problem> located = failure instanceof ConfitureException known
                ? known.problems().stream()
                        .flatMap(each -> each.where().stream())
                        .findFirst()
                        .map(problem::at)
                : Optional.empty();
        return new ConfitureException(located.orElse(problem), failure);
    }
}
