package dev.confiture;

import dev.confiture.config.Environment;
import dev.confiture.config.EnvironmentReader;
import dev.confiture.config.Overrides;
import dev.confiture.config.Project;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.config.url.DatabaseUrlReader;
import dev.confiture.config.url.Surroundings;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Databases that are there and are only read: those of environments, and those that a URL names. */
final class LiveSources {

    /** Else a URL that is laid over one environment would be laid over all. */
    private static final String OVERRIDE = "CONFITURE_DATABASE_URL";

    private static final String NO_SUCH_DATABASE = "3D000";

    private static final String NEVER_STARTED = "its embedded server was never started";

    private static final Pattern URL =
            Pattern.compile("(?:jdbc:|postgres(?:ql)?://|embedded(?:[:/]|$)|\\w+\\s*=).*", Pattern.DOTALL);

    private final Project project;
    private final EngineSettings settings;
    private final Surroundings surroundings;

    LiveSources(Project project, EngineSettings settings, Surroundings surroundings) {
        this.project = project;
        this.settings = settings;
        this.surroundings = surroundings;
    }

    /** @param label for people, without secrets */
    record Live(String label, Database database) {}

    /**
     * @param text {@code database}, an environment's name, or a URL
     * @return empty if it is none of these
     */
    Optional<Live> find(String text) {
        Optional<Project> found = project(text);
        return found.map(there -> isUrl(text)
                ? new Live(there.environment().database().redacted(), existing(there, LiveSources::absentUrl))
                : new Live("the database of " + there.environment().name(), existing(there, LiveSources::absentOf)));
    }

    static boolean isUrl(String text) {
        return URL.matcher(text).matches();
    }

    private Optional<Project> project(String text) {
        if (text.equals("database") || text.equals(project.environment().name())) {
            return Optional.of(project);
        }
        if (project.environmentNames().contains(text)) {
            TreeMap<String, String> variables = new TreeMap<>(surroundings.variables());
            variables.remove(OVERRIDE);
            Surroundings others = new Surroundings(
                    variables, surroundings.userName(), surroundings.userHome(), surroundings.socketFolders());
            return Optional.of(EnvironmentReader.read(project.root(), others, text, Overrides.NONE, EventSink.none()));
        }
        return isUrl(text) ? Optional.of(at(url(text))) : Optional.empty();
    }

    private Project at(DatabaseUrl url) {
        return new Project(project.root(), project.environment().on(url), project.environmentNames());
    }

    private DatabaseUrl url(String text) {
        List<Problem> findings = new ArrayList<>();
        return new DatabaseUrlReader(surroundings)
                .read(text, findings::add)
                .orElseThrow(() -> new ConfitureException(
                        findings.stream().filter(Problem::isError).toList()));
    }

    private Database existing(Project there, Function<Environment, Problem> absent) {
        return new EnvironmentServer(there, settings)
                .existingDatabase()
                .orElseThrow(() -> new ConfitureException(absent.apply(there.environment())));
    }

    private static Problem absentUrl(Environment environment) {
        return absent(environment.database().redacted(), NEVER_STARTED);
    }

    private static Problem absentOf(Environment environment) {
        return Problem.error(
                ProblemCode.DATABASE_ABSENT,
                "The database of " + environment.name() + " does not exist.",
                NEVER_STARTED,
                "mvn confiture:build -Dconfiture.env=" + environment.name() + " creates it from db/schema");
    }

    /**
     * The major version of the servers that these sources are on; empty if none of them is on a server.
     *
     * @throws ConfitureException ({@code diff.other-major}) if they are on servers of two majors
     */
    Optional<Integer> major(List<String> sources) throws SQLException {
        List<Integer> majors = new ArrayList<>();
        for (String source : sources) {
            Optional<Live> live = find(source.strip());
            if (live.isPresent()) {
                try (Session session = open(live.get().database())) {
                    majors.add(session.serverMajor());
                }
            }
        }
        if (majors.stream().distinct().count() > 1) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.DIFF_OTHER_MAJOR,
                    "One database is on PostgreSQL " + majors.get(0) + ", the other on " + majors.get(1) + ".",
                    "each major version prints definitions in its own way, so that they do not compare",
                    "compare each with db/schema, which is built on a server of the same major version"));
        }
        return majors.stream().findFirst();
    }

    private static Session open(Database database) {
        try {
            return database.open("confiture:diff");
        } catch (SQLException e) {
            throw new ConfitureException(
                    NO_SUCH_DATABASE.equals(e.getSQLState())
                            ? absent(database.label(), SqlErrors.why(e))
                            : SqlErrors.unreachable(database, e),
                    e);
        }
    }

    private static Problem absent(String label, String why) {
        return Problem.error(
                ProblemCode.DATABASE_ABSENT,
                "Database " + label + " does not exist.",
                why,
                "mvn confiture:build creates that of an environment from db/schema; else correct its name");
    }
}
