package dev.confiture.maven;

import dev.confiture.EngineSettings;
import dev.confiture.config.Overrides;
import dev.confiture.config.Overrides.Credentials;
import dev.confiture.config.url.Surroundings;
import dev.confiture.db.DriverClasses;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.maven.report.ReportFile;
import dev.confiture.maven.resolve.ProjectClassPath;
import dev.confiture.maven.resolve.ServerBinaries;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What happens around every goal: parameters in, the goal's one call, findings out. */
public abstract class ConfitureMojo extends AbstractMojo {

    private static final List<String> FORMATS = List.of("text", "json");

    /** How Maven names the shell's variables. */
    private static final String VARIABLE = "env.";

    /** The environment of confiture.yaml to work on. */
    @Parameter(property = "confiture.env", defaultValue = "local")
    private String env;

    /** Does nothing if true. */
    @Parameter(property = "confiture.skip", defaultValue = "false")
    private boolean skip;

    /** How the result is printed: text or json. */
    @Parameter(property = "confiture.format", defaultValue = "text")
    private String format;

    /** A file that receives the result as JSON. */
    @Parameter(property = "confiture.reportFile")
    private @Nullable File reportFile;

    /** A server of settings.xml with the user and the password for the database; the password may be encrypted. */
    @Parameter(property = "confiture.serverId")
    private @Nullable String serverId;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject module;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Inject
    private RepositorySystem repositories;

    @Inject
    private ProjectDependenciesResolver dependencies;

    @Inject
    private SettingsDecrypter decrypter;

    /**
     * The goal's one call.
     *
     * @throws ConfitureException with everything that is wrong
     */
    protected abstract GoalReport run(Workplace workplace);

    /** A property of the command line that may hold a password; no parameter, because {@code -X} prints those. */
    protected final Optional<String> unprinted(String property) {
        return properties().unprinted(property);
    }

    /** Whether nobody sits at the keyboard ({@code -B}). */
    protected final boolean isBatch() {
        return !session.getSettings().isInteractiveMode();
    }

    /** What of the goal's properties changes nothing, because of what the others say. */
    protected List<Idle> idle() {
        return List.of();
    }

    /** Whether integration tests rely on what the goal did. */
    protected boolean runsBesideTests() {
        return false;
    }

    /** Whether modules without a configuration are passed over. */
    protected boolean needsConfiguration() {
        return true;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped, because confiture.skip is set");
            return;
        }
        Reactor reactor = new Reactor(session, module);
        if (needsConfiguration() && reactor.passesOver(execution)) {
            getLog().debug("passed over: this module has no Confiture configuration");
            return;
        }
        if (needsConfiguration()) {
            DriverClasses.loadAside();
        }
        List<Problem> problems = new ArrayList<>();
        Optional<GoalReport> report = Optional.empty();
        MavenLog events = new MavenLog(getLog(), progressLine(), context());
        try (events) {
            check(reactor);
            if (runsBesideTests()) {
                PhaseOrder.failsafeFirst(module, execution).ifPresent(events::tell);
            }
            GoalReport found = run(workplace(reactor, events));
            found.problems().stream().filter(problem -> !problem.isError()).forEach(events::tell);
            problems.addAll(events.noticed());
            problems.addAll(found.problems().stream().filter(Problem::isError).toList());
            report = Optional.of(found);
        } catch (ConfitureException e) {
            problems.addAll(events.noticed());
            problems.addAll(e.problems());
            getLog().debug(e);
        } catch (RuntimeException e) {
            throw new MojoExecutionException(defect(e).text(), e);
        }
        Optional<Problem> unwritten = publish(report, problems);
        fail(Stream.concat(problems.stream(), unwritten.stream())
                .filter(Problem::isError)
                .toList());
    }

    private Optional<ProgressLine> progressLine() {
        boolean isWanted = format.equals("text")
                && getLog().isInfoEnabled()
                && ProgressLine.isWanted(
                        isBatch(),
                        variables(),
                        Optional.ofNullable(session.getUserProperties().getProperty("style.color")));
        StandardOutput output = StandardOutput.of(session);
        return isWanted ? Optional.of(new ProgressLine(output::print)) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // Maven puts in anything under any name
    private Map<Object, Object> context() {
        return getPluginContext();
    }

    private UserProperties properties() {
        return new UserProperties(session.getUserProperties(), module.getProperties());
    }

    private void check(Reactor reactor) {
        MojoDescriptor goal = execution.getMojoDescriptor();
        List<MojoDescriptor> goals = new ArrayList<>(new GoalsOfCommand(session, reactor.modules(), execution).all());
        goals.remove(goal); // once: it may run again
        List<MojoDescriptor> others = List.copyOf(goals);
        goals.add(goal);
        List<Problem> problems = new ArrayList<>(properties().findings(goal.getPluginDescriptor(), goals));
        try {
            problems.addAll(properties().idle(idle(), goal, others));
        } catch (ConfitureException e) { // a value that says nothing, by which others would have no effect
            problems.addAll(e.problems());
        }
        if (!FORMATS.contains(format)) {
            problems.add(Problem.error(
                    ProblemCode.MAVEN_BAD_VALUE,
                    "confiture.format is \"" + format + "\".",
                    "",
                    Suggestion.didYouMean(format, FORMATS) + "Write text or json"));
        }
        if (!problems.isEmpty()) {
            throw new ConfitureException(problems);
        }
    }

    private Workplace workplace(Reactor reactor, MavenLog events) {
        ServerBinaries binaries =
                new ServerBinaries(repositories, session.getRepositorySession(), module.getRemotePluginRepositories());
        EngineSettings settings =
                new EngineSettings(reactor.root(), artifact -> Optional.of(binaries.jarOf(artifact)), events);
        Optional<Credentials> credentials =
                Optional.ofNullable(serverId).map(id -> ServerCredentials.of(id, session.getSettings(), decrypter));
        Overrides overrides = new Overrides(properties().databaseUrl(), credentials);
        return new Workplace(
                execution.getGoal(),
                reactor.moduleFolder(),
                env,
                overrides,
                surroundings(),
                settings,
                new ProjectClassPath(dependencies, session.getRepositorySession(), module, reactor.modules()),
                isBatch());
    }

    /** The shell's variables as Maven was given them: in a Maven that stays in memory they are not those of the process. */
    private Surroundings surroundings() {
        Surroundings process = Surroundings.ofThisProcess();
        return new Surroundings(variables(), process.userName(), process.userHome(), process.socketFolders());
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        Properties system = session.getSystemProperties();
        system.stringPropertyNames().stream()
                .filter(name -> name.startsWith(VARIABLE))
                .forEach(name -> variables.put(name.substring(VARIABLE.length()), system.getProperty(name)));
        return variables;
    }

    /** What was asked for is printed first: a file that cannot be written, which is returned, must not swallow it. */
    private Optional<Problem> publish(Optional<GoalReport> report, List<Problem> problems) {
        StandardOutput output = StandardOutput.of(session);
        String json = GoalReport.json(execution.getGoal(), env, report, problems);
        if (format.equals("json")) {
            output.print(json);
        } else {
            report.ifPresent(found -> output.print(found.text()));
        }
        return Optional.ofNullable(reportFile)
                .flatMap(file -> ReportFile.write(file.toPath().toAbsolutePath(), json));
    }

    /** Prints what was asked for before the goal ends; nothing where a report in JSON is wanted. */
    protected final void show(String text) {
        if (format.equals("text")) {
            StandardOutput.of(session).print(text);
        }
    }

    /** Fails once, with everything; Maven prints the message where people look first, at the end. */
    private static void fail(List<Problem> errors) throws MojoExecutionException, MojoFailureException {
        if (errors.isEmpty()) {
            return;
        }
        String text = errors.stream().map(Problem::text).collect(Collectors.joining("\n\n", "\n\n", "\n"));
        if (errors.stream().anyMatch(error -> error.code() == ProblemCode.INTERNAL_ERROR)) {
            throw new MojoExecutionException(text);
        }
        throw new MojoFailureException(text);
    }

    private static Problem defect(RuntimeException e) {
        return Problem.error(
                ProblemCode.INTERNAL_ERROR,
                "This is a defect of Confiture: " + e,
                "",
                "repeat the command with -e and report what it prints");
    }
}
