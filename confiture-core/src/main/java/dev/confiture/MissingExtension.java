package dev.confiture;

import dev.confiture.db.SqlErrors;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what to do where the scratch server lacks an extension. */
final class MissingExtension {

    private static final String NOT_SUPPORTED = "0A000";
    private static final Pattern NOT_AVAILABLE = Pattern.compile("extension \"(.+)\" is not available");

    /** Up to PostgreSQL 14. */
    private static final String UNDEFINED_FILE = "58P01";

    private static final Pattern NO_FILE = Pattern.compile("extension control file \".*/(.+)\\.control\"");

    private MissingExtension() {}

    /** Empty if the failure is about something else. */
    static Optional<ConfitureException> in(Exception failure) {
        return SqlErrors.named(failure, NOT_SUPPORTED, NOT_AVAILABLE)
                .or(() -> SqlErrors.named(failure, UNDEFINED_FILE, NO_FILE))
                .map(extension -> problem(extension, failure));
    }

    private static ConfitureException problem(String extension, Exception failure) {
        Problem problem = Problem.error(
                ProblemCode.DIFF_MISSING_EXTENSION,
                "The server of the scratch databases does not have the extension \"" + extension + "\".",
                "where the configuration names no scratch_url, that is an embedded server, which has what comes with"
                        + " PostgreSQL itself",
                "name a server in scratch_url that has it, or compare a folder without the file that needs it"
                        + " (-Dconfiture.to=db/schema/10_tables)");
        return located(problem, failure);
    }

    /** The problem, where the failure says it came from. */
    static ConfitureException located(Problem problem, Exception failure) {
        Optional<Problem> located = failure instanceof ConfitureException known
                ? known.problems().stream()
                        .flatMap(each -> each.where().stream())
                        .findFirst()
                        .map(problem::at)
                : Optional.empty();
        return new ConfitureException(located.orElse(problem), failure);
    }
}
