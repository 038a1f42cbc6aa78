package dev.confiture.maven;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/** The properties that a user may give on the command line, {@code -Dconfiture.<name>=…}, and those that are secret. */
final class UserProperties {

    /** Never a parameter of a goal, because {@code -X} prints those and the URL may hold a password. */
    private static final String DATABASE_URL = "confiture.databaseUrl";

    /** By goal the same: what may be a URL, or a word instead of one. */
    private static final Map<String, Set<String>> UNPRINTED = Map.of(
            "migrate", Set.of("confiture.against"),
            "preflight", Set.of("confiture.against"),
            "diff", Set.of("confiture.from", "confiture.to"),
            "generate", Set.of("confiture.from", "confiture.to"));

    private static final String PREFIX = "confiture.";
    private static final Set<String> SWITCH = Set.of("true", "false");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(confiture\\.\\w+)}");

    private final Properties given;
    private final Properties declared;

    /**
     * @param given what the command line says
     * @param declared properties of the user's own project, which may bear any name
     */
    UserProperties(Properties given, Properties declared) {
        this.given = given;
        this.declared = declared;
    }

    /** What the command line says over the configuration; nothing may print it. */
    Optional<String> databaseUrl() {
        return Optional.ofNullable(given.getProperty(DATABASE_URL));
    }

    /** What the command line says for a property that is no parameter; nothing may print it. */
    Optional<String> unprinted(String name) {
        return Optional.ofNullable(given.getProperty(name));
    }

    /**
     * One problem for each name that no goal knows, or no goal of this command, and for each switch that says neither true nor
     * false.
     *
     * @param goals those of this command
     */
    List<Problem> findings(PluginDescriptor plugin, List<MojoDescriptor> goals) {
        Map<String, String> known = types(plugin.getMojos());
        Map<String, String> used = types(goals);
        List<Problem> problems = new ArrayList<>();
        for (String name : ours()) {
            if (!known.containsKey(name)) {
                problems.add(unknown(name, known.keySet()));
            } else if (!used.containsKey(name)) {
                problems.add(idle(name, goals, "no goal of this command has it"));
            }
        }
        known.forEach((name, type) -> badSwitch(name, type).ifPresent(problems::add));
        return problems;
    }

    /**
     * One problem for each property that changes nothing in this run of a goal.
     *
     * @param others the other goals of this command, for which a property may be meant
     */
    List<Problem> idle(List<Idle> idle, MojoDescriptor goal, List<MojoDescriptor> others) {
        Set<String> elsewhere = types(others).keySet();
        return idle.stream()
                .flatMap(each -> each.properties().stream()
                        .filter(name -> given.containsKey(name) && !elsewhere.contains(name))
                        .map(name -> idle(name, List.of(goal), each.why())))
                .toList();
    }

    private List<String> ours() {
        return given.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX) && !declared.containsKey(name))
                .sorted()
                .toList();
    }

    private static Problem unknown(String name, Set<String> known) {
        return Problem.error(
                ProblemCode.MAVEN_UNKNOWN_PROPERTY,
                "No goal knows the property " + name + ".",
                "",
                Suggestion.didYouMean(name, known) + "mvn confiture:help -Ddetail lists all of them");
    }

    private static Problem idle(String name, List<MojoDescriptor> goals, String why) {
        String named = goals.stream()
                .map(goal -> "confiture:" + goal.getGoal())
                .distinct()
                .collect(Collectors.joining(", "));
        return Problem.error(
                ProblemCode.MAVEN_NO_EFFECT,
                name + " has no effect on " + named + ".",
                why,
                "leave it out; mvn confiture:help -Ddetail says what each goal understands");
    }

    /** Maven itself takes whatever is not true for false: {@code dryRun=yes} would run for real. */
    private Optional<Problem> badSwitch(String name, String type) {
        String written = given.getProperty(name, declared.getProperty(name, "true"));
        boolean isSwitch = type.equals("boolean") || type.equals(Boolean.class.getName());
        if (!isSwitch || SWITCH.contains(written)) {
            return Optional.empty();
        }
        return Optional.of(Problem.error(
                ProblemCode.MAVEN_BAD_VALUE, name + " is \"" + written + "\".", "", "write true or false"));
    }

    /** Names and types of the goals' properties, from the plugin's own descriptor, so that no list can grow old. */
    private static Map<String, String> types(List<MojoDescriptor> goals) {
        Map<String, String> types = new TreeMap<>();
        for (MojoDescriptor goal : goals) {
            types.put(DATABASE_URL, "");
            UNPRINTED.getOrDefault(goal.getGoal(), Set.of()).forEach(name -> types.put(name, ""));
            for (Parameter parameter : Optional.ofNullable(goal.getParameters()).orElse(List.of())) {
                Optional.ofNullable(goal.getMojoConfiguration().getChild(parameter.getName(), false))
                        .map(configuration -> configuration.getValue(""))
                        .map(EXPRESSION::matcher)
                        .filter(Matcher::matches)
                        .ifPresent(expression -> types.put(expression.group(1), parameter.getType()));
            }
        }
        return types;
    }
}
