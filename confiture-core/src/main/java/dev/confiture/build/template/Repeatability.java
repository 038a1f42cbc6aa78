package dev.confiture.build.template;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.sql.SplitScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a script gives the same database whenever it runs. Judged by names alone, so "no" is said too often rather than
 * too seldom: a statement that runs now, and names a function of time or chance or anything defined with one, is an
 * obstacle. A default of {@code now()} is none, as long as no row is inserted. Pure.
 */
final class Repeatability {

    /** {@code ALTER DATABASE}, {@code GRANT … ON DATABASE}; blanks and comments may stand between the words. */
    private static final Pattern NAMES_DATABASE = Pattern.compile(
            "\\b(?:alter|on)(?:\\s|/\\*.*?\\*/|--[^\\n]*\\n)++database\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Functions and key words whose value depends on time, chance, the session or the database's name. */
    private static final Set<String> VOLATILE = Set.of(
            "now",
            "current_timestamp",
            "current_date",
            "current_time",
            "localtime",
            "localtimestamp",
            "clock_timestamp",
            "statement_timestamp",
            "transaction_timestamp",
            "timeofday",
            "pg_postmaster_start_time",
            "random",
            "random_normal",
            "gen_random_uuid",
            "gen_random_bytes",
            "gen_salt",
            "uuidv4",
            "uuidv7",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4",
            "txid_current",
            "pg_current_xact_id",
            "pg_backend_pid",
            "inet_client_addr",
            "inet_client_port",
            "inet_server_addr",
            "inet_server_port",
            "current_database",
            "current_catalog");

    private Repeatability() {}

    /** Whether the script seems to name a database, so that the result only fits one of that name. */
    static boolean namesDatabase(BuiltSchema schema) {
        return NAMES_DATABASE.matcher(schema.script()).find();
    }

    /** A note on the first statement whose result depends on when, by what or where it runs. */
    static Optional<Problem> obstacle(BuiltSchema schema) {
        SplitScript split = schema.split();
        List<StatementNames> statements = split.statements().stream()
                .map(statement -> StatementNames.of(split, statement))
                .toList();
        Map<String, String> reasons = reasons(statements);
        for (StatementNames statement : statements) {
            Optional<String> reason = obstacle(statement, reasons);
            if (reason.isPresent()) {
                return Optional.of(note(schema, statement, reason.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> obstacle(StatementNames statement, Map<String, String> reasons) {
        if (statement.readsServerFile()) {
            return Optional.of("it reads a file of the server");
        }
        if (statement.makesSubscription()) {
            return Optional.of("subscriptions belong to the server, and are in no copy of a database");
        }
        Optional<String> literal = statement.timeLiteral();
        if (literal.isPresent()) {
            return Optional.of("it uses the time of the build, " + literal.get());
        }
        if (!statement.runsNow()) {
            return Optional.empty();
        }
        return statement.words().stream()
                .filter(reasons::containsKey)
                .findFirst()
                .map(word -> "it uses " + explained(word, reasons));
    }

    /** Names that lead to a volatile function, each with the next name on the way there; volatile ones with themselves. */
    private static Map<String, String> reasons(List<StatementNames> statements) {
        Map<String, String> code = new LinkedHashMap<>();
        VOLATILE.forEach(word -> code.put(word, word));
        Map<String, String> tables = new LinkedHashMap<>();
        List<StatementNames> open = new ArrayList<>(statements.stream()
                .filter(statement -> statement.defines().isPresent())
                .toList());
        for (boolean grew = true; grew; ) {
            Set<StatementNames> found = new HashSet<>();
            for (StatementNames statement : open) {
                // A table does not depend on the rows of the tables that it refers to; code may insert into them.
                Optional<String> cause = statement.words().stream()
                        .filter(word ->
                                code.containsKey(word) || (!statement.definesTable() && tables.containsKey(word)))
                        .findFirst();
                if (cause.isPresent()) {
                    found.add(statement);
                    (statement.definesTable() ? tables : code)
                            .putIfAbsent(statement.defines().orElseThrow(), cause.get());
                }
            }
            open.removeAll(found);
            grew = !found.isEmpty();
        }
        Map<String, String> all = new LinkedHashMap<>(tables);
        all.putAll(code);
        return all;
    }

    private static String explained(String word, Map<String, String> reasons) {
        StringBuilder text = new StringBuilder(word);
        Set<String> told = new HashSet<>(Set.of(word));
        for (String next = reasons.get(word); next != null && told.add(next); next = reasons.get(next)) {
            text.append(", which uses ").append(next);
        }
        return text.toString();
    }

    private static Problem note(BuiltSchema schema, StatementNames statement, String why) {
        return Problem.note(
                        ProblemCode.BUILD_NOT_REPEATABLE,
                        "Builds of this schema are not cached: the result of a statement depends on when or where it runs.",
                        why,
                        "nothing has to be done; a fixed value in its place would let repeated builds be clones")
                .at(schema.locate(statement.start()));
    }
}
