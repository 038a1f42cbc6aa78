package dev.confiture.config;

import static dev.confiture.problem.ProblemCode.CONFIG_MISSING;
import static dev.confiture.problem.ProblemCode.CONFIG_MISSING_KEY;
import static dev.confiture.problem.ProblemCode.CONFIG_MISSING_VARIABLE;
import static dev.confiture.problem.ProblemCode.CONFIG_TWO_SOURCES;
import static dev.confiture.problem.ProblemCode.CONFIG_UNKNOWN_ENVIRONMENT;
import static dev.confiture.problem.ProblemCode.CONFIG_UNREADABLE;

import dev.confiture.config.url.Surroundings;
import dev.confiture.config.yaml.YamlFile;
import dev.confiture.config.yaml.YamlSection;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.SourceSpan;
import dev.confiture.problem.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads {@code confiture.yaml} and {@code db/environments/<name>.yaml}. Everything wrong with any environment is found in
 * one run, except what only the other environments need from this machine: their variables and their URLs.
 */
public final class EnvironmentReader {

    private static final String MAIN_FILE = "confiture.yaml";
    private static final String FOLDER = "db/environments";
    private static final SourceSpan NOWHERE = SourceSpan.of("-");
    private static final Comparator<SourceSpan> IN_FILE_ORDER = Comparator.comparing(SourceSpan::file)
            .thenComparing(SourceSpan::line)
            .thenComparing(SourceSpan::column);

    private final Path root;
    private final Surroundings surroundings;
    private final List<Problem> findings = new ArrayList<>();
    private final Map<String, YamlSection> environments = new TreeMap<>();
    /** Whether what is read now belongs to the wanted environment, so that its variables have to be there. */
    private boolean needsVariables;

    private EnvironmentReader(Path root, Surroundings surroundings) {
        this.root = root.toAbsolutePath().normalize();
        this.surroundings = surroundings;
    }

    /**
     * @param root the project's folder
     * @param surroundings variables, password files and so on
     * @param environment the name of the wanted one
     * @param overrides what is said over the configuration
     * @param events receives warnings and notes
     * @throws ConfitureException with everything that is wrong
     */
    public static Project read(
            Path root, Surroundings surroundings, String environment, Overrides overrides, EventSink events) {
        return new EnvironmentReader(root, surroundings).read(environment, overrides, events);
    }

    private Project read(String name, Overrides overrides, EventSink events) {
        collect();
        DatabaseChoice choice = new DatabaseChoice(surroundings, overrides, findings::add);
        Map<String, EnvironmentDraft> drafts = new TreeMap<>();
        environments.forEach((each, section) -> drafts.put(each, draft(each, section, each.equals(name), choice)));
        EnvironmentDraft wanted = drafts.get(name);
        if (wanted == null && findings.stream().noneMatch(Problem::isError)) {
            findings.add(unknown(name));
        }
        Optional<Environment> environment =
                Optional.ofNullable(wanted).flatMap(draft -> choice.complete(draft, drafts));
        List<Problem> errors = findings.stream()
                .filter(Problem::isError)
                .sorted(Comparator.comparing(problem -> problem.where().orElse(NOWHERE), IN_FILE_ORDER))
                .toList();
        if (!errors.isEmpty()) {
            throw new ConfitureException(errors);
        }
        findings.forEach(problem -> events.accept(new Event.Noticed(problem)));
        return new Project(root, environment.orElseThrow(), List.copyOf(drafts.keySet()));
    }

    private EnvironmentDraft draft(String name, YamlSection section, boolean isWanted, DatabaseChoice choice) {
        needsVariables = isWanted;
        EnvironmentDraft draft = EnvironmentDraft.read(name, section, root, isWanted);
        needsVariables = isWanted && !choice.isOverridden();
        return draft.at(section.text("database_url"));
    }

    private void report(Problem problem) {
        if (needsVariables || problem.code() != CONFIG_MISSING_VARIABLE) {
            findings.add(problem);
        }
    }

    private void collect() {
        Path main = root.resolve(MAIN_FILE);
        List<Path> files = environmentFiles();
        if (!Files.exists(main) && files.isEmpty()) {
            findings.add(missing());
            return;
        }
        if (Files.exists(main)) {
            open(main, MAIN_FILE).ifPresent(this::collectMain);
        }
        for (Path file : files) {
            String fileName = String.valueOf(file.getFileName());
            open(file, FOLDER + "/" + fileName)
                    .ifPresent(section -> add(fileName.substring(0, fileName.lastIndexOf('.')), section));
        }
    }

    private void collectMain(YamlSection top) {
        top.refuseOthers(List.of("environments"), Map.of());
        top.section("environments")
                .ifPresent(section -> section.keys()
                        .forEach(name -> section.section(name).ifPresent(environment -> add(name, environment))));
        if (!top.has("environments")) {
            top.problem(
                    CONFIG_MISSING_KEY,
                    MAIN_FILE + " has no environments.",
                    "environments",
                    "write environments: with one entry each, for example local:");
        }
    }

    private Optional<YamlSection> open(Path file, String name) {
        Consumer<Problem> sink = this::report;
        return YamlFile.read(file, name, sink).map(yaml -> YamlSection.of(yaml, surroundings.variables(), sink));
    }

    private void add(String name, YamlSection section) {
        YamlSection first = environments.putIfAbsent(name, section);
        if (first != null) {
            findings.add(Problem.error(
                    CONFIG_TWO_SOURCES,
                    "The environment \"" + name + "\" is described twice.",
                    section.place(),
                    "first at " + first.place().position(),
                    "keep one of the two"));
        }
    }

    private List<Path> environmentFiles() {
        Path folder = root.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            findings.add(Problem.error(
                    CONFIG_UNREADABLE,
                    FOLDER + " cannot be read.",
                    SourceSpan.of(FOLDER),
                    String.valueOf(e.getMessage()),
                    "check its permissions"));
            return List.of();
        }
    }

    private Problem missing() {
        boolean otherEnding = Files.exists(root.resolve("confiture.yml"));
        return Problem.error(
                CONFIG_MISSING,
                "There is no " + MAIN_FILE + " here.",
                SourceSpan.of(root.resolve(MAIN_FILE).toString()),
                otherEnding ? "there is a confiture.yml" : "",
                otherEnding
                        ? "rename confiture.yml to " + MAIN_FILE
                        : "mvn confiture:init lays out a project; or run in the folder that holds " + MAIN_FILE);
    }

    private Problem unknown(String name) {
        List<String> names = List.copyOf(environments.keySet());
        return Problem.error(
                CONFIG_UNKNOWN_ENVIRONMENT,
                "There is no environment \"" + name + "\".",
                names.isEmpty() ? "the configuration describes none" : "there are: " + String.join(", ", names),
                Suggestion.didYouMean(name, names) + "Choose one with -Dconfiture.env=…");
    }
}
