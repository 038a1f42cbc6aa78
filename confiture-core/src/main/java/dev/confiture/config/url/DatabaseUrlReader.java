package dev.confiture.config.url;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a database URL in any spelling: {@code embedded}, libpq's URIs and keyword/value strings, and JDBC URLs. What
 * the text leaves open comes, in libpq's order, from the service, the {@code PG*} variables, the password file and the
 * defaults. Messages name parts and keywords, never values.
 */
public final class DatabaseUrlReader {

    /** The majors that the embedded server comes in, oldest first. */
    public static final List<Integer> EMBEDDED_MAJORS = List.of(14, 15, 16, 17, 18);

    private static final Pattern EMBEDDED = Pattern.compile("embedded(?::([0-9]{1,4}))?(?:/(.*))?");

    private final Surroundings surroundings;

    public DatabaseUrlReader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * @param text the URL; may hold a password
     * @param findings receives errors, and warnings and notes that do not hinder
     * @return empty if there was an error
     */
    public Optional<DatabaseUrl> read(String text, Consumer<Problem> findings) {
        List<Problem> errors = new ArrayList<>();
        Consumer<Problem> sorted = problem -> {
            if (problem.isError()) {
                errors.add(problem);
            }
            findings.accept(problem);
        };
        Optional<DatabaseUrl> url = readAny(text.strip(), sorted);
        return errors.isEmpty() ? url : Optional.empty();
    }

    private Optional<DatabaseUrl> readAny(String text, Consumer<Problem> findings) {
        if (text.equals("embedded") || text.startsWith("embedded:") || text.startsWith("embedded/")) {
            return readEmbedded(text, findings);
        }
        if (UriSyntax.accepts(text)) {
            return resolve(UriSyntax.read(text, findings), findings);
        }
        if (JdbcSyntax.accepts(text)) {
            return resolve(JdbcSyntax.read(text, findings), findings);
        }
        if (KeyValueSyntax.accepts(text)) {
            return resolve(KeyValueSyntax.read(text, findings), findings);
        }
        // The text is not quoted: a password alone in the wrong variable would be printed.
        findings.accept(Problem.error(
                ProblemCode.CONFIG_BAD_URL,
                text.isEmpty() ? "The database URL is empty." : "The database URL is of no known form.",
                "",
                Suggestion.didYouMean(text, List.of("embedded"))
                        + "Write embedded, postgresql://user@host:5432/database, jdbc:postgresql://host/database"
                        + " or host=… dbname=…"));
        return Optional.empty();
    }

    private Optional<DatabaseUrl> resolve(ConnectionString said, Consumer<Problem> findings) {
        return new Defaults(surroundings, findings).complete(said).map(server -> server);
    }

    private static Optional<DatabaseUrl> readEmbedded(String text, Consumer<Problem> findings) {
        Matcher matcher = EMBEDDED.matcher(text);
        if (!matcher.matches()) {
            findings.accept(badEmbedded("The embedded database is not written as embedded:<major>/<name>."));
            return Optional.empty();
        }
        OptionalInt major =
                matcher.group(1) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(matcher.group(1)));
        if (major.isPresent() && !EMBEDDED_MAJORS.contains(major.getAsInt())) {
            findings.accept(badEmbedded("There is no embedded PostgreSQL " + major.getAsInt() + "."));
            return Optional.empty();
        }
        Optional<String> name = Optional.ofNullable(matcher.group(2));
        if (name.isPresent() && !name.get().matches("[A-Za-z0-9_-]{1,63}")) {
            findings.accept(badEmbedded("The embedded database's name is not 1 to 63 letters, digits, _ or -."));
            return Optional.empty();
        }
        return Optional.of(new DatabaseUrl.Embedded(major, name));
    }

    private static Problem badEmbedded(String what) {
        return Problem.error(
                ProblemCode.CONFIG_BAD_URL,
                what,
                "PostgreSQL " + EMBEDDED_MAJORS.get(0) + " to " + EMBEDDED_MAJORS.get(EMBEDDED_MAJORS.size() - 1)
                        + " come embedded",
                "write embedded, embedded:16 or embedded:16/my_app");
    }
}
