package dev.confiture.problem;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Work that could not be done, with every problem found. The one exception that leaves Confiture's own code; a cause is
 * for us, the problems are for the user.
 */
public final class ConfitureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfitureException(Problem problem) {
        this(List.of(problem));
    }

    public ConfitureException(Problem problem, Throwable cause) {
        this(List.of(problem), cause);
    }

    public ConfitureException(List<Problem> problems, Throwable cause) {
        this(problems);
        initCause(cause);
    }

    public ConfitureException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an exception without a problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** All of them, in the order in which they were found; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
