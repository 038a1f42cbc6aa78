package dev.confiture.maven.goal;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.diff.CatalogFilter;
import dev.confiture.diff.NamePattern;
import dev.confiture.maven.ConfitureMojo;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal that compares schemas, or what one may choose of them. */
abstract class ComparingMojo extends ConfitureMojo {

    private static final Map<String, Property> IGNORABLE =
            Map.of("owners", Property.OWNER, "grants", Property.GRANTS, "comments", Property.COMMENT);

    /** Compares only these, separated by commas: a schema (app) or objects (app.tmp_*), their parts included. */
    @Parameter(property = "confiture.include")
    private @Nullable String include;

    /** Leaves these out, written in the same way. */
    @Parameter(property = "confiture.exclude")
    private @Nullable String exclude;

    /** Compares only these kinds and their parts, separated by commas: table, view, foreign-key … */
    @Parameter(property = "confiture.includeKinds")
    private @Nullable String includeKinds;

    /** Leaves these kinds out. */
    @Parameter(property = "confiture.excludeKinds")
    private @Nullable String excludeKinds;

    /** Does not compare these: owners, grants, comments. */
    @Parameter(property = "confiture.ignore")
    private @Nullable String ignore;

    /** Leaves out the partitions that these mean (app.events_*), such as those that a job makes. */
    @Parameter(property = "confiture.ignorePartitions")
    private @Nullable String ignorePartitions;

    /** What is compared, as the parameters say. */
    protected final CatalogFilter filter() {
        return new CatalogFilter(
                patterns(include),
                patterns(exclude),
                patterns(ignorePartitions),
                kinds("includeKinds", includeKinds),
                kinds("excludeKinds", excludeKinds),
                words(ignore).stream()
                        .map(word -> Optional.ofNullable(IGNORABLE.get(word))
                                .orElseThrow(() -> unknown("ignore", word, IGNORABLE.keySet())))
                        .collect(Collectors.toSet()));
    }

    private static List<NamePattern> patterns(@Nullable String written) {
        return words(written).stream().map(NamePattern::new).toList();
    }

    private static Set<ObjectKind> kinds(String property, @Nullable String written) {
        Map<String, ObjectKind> known = Arrays.stream(ObjectKind.values())
                .collect(Collectors.toMap(kind -> kind.text().replace(' ', '-'), kind -> kind));
        return words(written).stream()
                .map(word -> word.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-'))
                .map(word ->
                        Optional.ofNullable(known.get(word)).orElseThrow(() -> unknown(property, word, known.keySet())))
                .collect(Collectors.toSet());
    }

    private static List<String> words(@Nullable String written) {
        return written == null
                ? List.of()
                : Arrays.stream(written.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static ConfitureException unknown(String property, String word, Set<String> known) {
        return new ConfitureException(Problem.error(
                ProblemCode.MAVEN_BAD_VALUE,
                "confiture." + property + " holds \"" + word + "\".",
                "it is none of " + known.stream().sorted().collect(Collectors.joining(", ")),
                Suggestion.didYouMean(word, known) + "Write one of these"));
    }
}
