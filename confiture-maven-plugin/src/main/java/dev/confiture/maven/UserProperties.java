package dev.confiture.maven;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/** The properties that a user may give on the command line, {@code -Dconfiture.<name>=…}, and those that are secret. */
final class UserProperties {

    /** Never a parameter of a goal, because {@code -X} prints those and the URL may hold a password. */
    private static final String DATABASE_URL = "confiture.databaseUrl";

    /** The same: where a preflight runs may be a URL. */
    private static final String AGAINST = "confiture.against";

    private static final String PREFIX = "confiture.";
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(confiture\\.\\w+)}");

    private UserProperties() {}

    /** What the command line says over the configuration; nothing may print it. */
    static Optional<String> databaseUrl(Properties given) {
        return Optional.ofNullable(given.getProperty(DATABASE_URL));
    }

    /** Where a preflight runs; nothing may print it. */
    static Optional<String> against(Properties given) {
        return Optional.ofNullable(given.getProperty(AGAINST));
    }

    /**
     * Refuses names that no goal knows.
     *
     * @param given what the command line says
     * @param declared properties of the user's own project, which may bear any name
     * @throws ConfitureException with one problem for each unknown name
     */
    static void check(Properties given, Properties declared, PluginDescriptor plugin) {
        Set<String> known = known(plugin);
        List<Problem> problems = given.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !known.contains(name) && !declared.containsKey(name))
                .sorted()
                .map(name -> Problem.error(
                        ProblemCode.MAVEN_UNKNOWN_PROPERTY,
                        "No goal knows the property " + name + ".",
                        "",
                        Suggestion.didYouMean(name, known) + "mvn confiture:help -Ddetail lists all of them"))
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfitureException(problems);
        }
    }

    /** What the plugin's own descriptor lists, so that no list can grow old. */
    private static Set<String> known(PluginDescriptor plugin) {
        Set<String> names = new TreeSet<>(Set.of(DATABASE_URL, AGAINST));
        for (MojoDescriptor goal : plugin.getMojos()) {
            for (Parameter parameter : Optional.ofNullable(goal.getParameters()).orElse(List.of())) {
                Optional.ofNullable(goal.getMojoConfiguration().getChild(parameter.getName(), false))
                        .map(configuration -> configuration.getValue(""))
                        .map(EXPRESSION::matcher)
                        .filter(Matcher::matches)
                        .ifPresent(expression -> names.add(expression.group(1)));
            }
        }
        return names;
    }
}
